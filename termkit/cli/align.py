"""termkit align."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.cli.common import glossary_option, load_glossary, say, write_utf8
from termkit.cli.working import engine_of, engine_options, progress
from termkit.errors import InputError, OutputError, TermkitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.corpus.aligning import Manner
    from termkit.text.bitext import Bitext
    from termkit.text.document import Document

__all__ = ["check_target", "command"]


@click.command("align")
@click.argument("zh")
@click.argument("en")
@click.option(
    "-o", "--output", multiple=True, metavar="FILE",
    help="Where to, by ending: .tsv, .ladder, .tmx, .xliff, .html, .moses (NAME.zh and NAME.en). May be repeated. "
    "For two folders: a folder.  [default: tsv to stdout]",
)  # fmt: skip
@click.option("--zh-lines", is_flag=True, help="Each line of ZH is a segment; do not split it.")
@click.option("--en-lines", is_flag=True, help="Each line of EN is a segment; do not split it.")
@click.option("--model", default="", metavar="NAME", help="Sentence embedder: 'use' (extra neural), or the name of a "
              "sentence-transformers model.")  # fmt: skip
@click.option("--no-dictionary", is_flag=True, help="Do without the dictionary CC-CEDICT.")
@click.option("--format", "form", default="tsv", show_default=True, help="Ending of the files for two folders.")
@glossary_option
@click.option("--encoding", default="", help="Read text files in this encoding instead of detecting it.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@engine_options
def command(
    zh: str, en: str, output: tuple[str, ...], zh_lines: bool, en_lines: bool, model: str, no_dictionary: bool,
    form: str, glossary: str, encoding: str, quiet: bool, **engine: Any,
) -> int:  # fmt: skip
    """Align a Chinese and an English text, or two folders of texts, sentence by sentence."""
    from termkit.corpus.aligning import Manner, Pair, align_files  # noqa: PLC0415  start-up
    from termkit.corpus.bilingual import known_pairs  # noqa: PLC0415  start-up
    from termkit.exchange.bitext_files import bitext_writer, write_bitext  # noqa: PLC0415  start-up

    known = tuple(known_pairs(load_glossary(glossary)))
    manner = Manner(known, model, encoding, not no_dictionary, zh_lines, en_lines)
    if Path(zh).is_dir() or Path(en).is_dir():
        return _align_folders(zh, en, output, form, manner, glossary, quiet=quiet, **engine)
    for name in output:
        check_target(Path(name), (zh, en, glossary))
        bitext_writer(Path(name))
    bitext = align_files(manner, Pair(zh, en))
    for name in output:
        write_bitext(bitext, Path(name))
    if not output:
        _print(bitext)
    _close(bitext, quiet=quiet)
    return 0


def _print(bitext: Bitext) -> None:
    from termkit.exchange.bitext_plain import tsv_lines  # noqa: PLC0415  start-up

    write_utf8()
    for line in tsv_lines(bitext):
        click.echo(line)


def _close(bitext: Bitext, *, quiet: bool) -> None:
    alone = sum(bead.is_null for bead in bitext.beads)
    low = sum(bead.score < 0.9 for bead in bitext.beads)
    say(
        f"{len(bitext.zh.segments)} Chinese and {len(bitext.en.segments)} English segments, {len(bitext.beads)} beads, "
        f"{alone} without counterpart, {low} with a score below 0.9; "
        f"with {', '.join(bitext.resources) or 'no resources'}",
        quiet=quiet,
    )


def check_target(target: Path, inputs: Iterable[str]) -> None:
    """Raise UsageError where a file to write is an input, OutputError where its folder is missing."""
    from termkit.exchange.bitext_files import bitext_files  # noqa: PLC0415  start-up
    from termkit.glossary.files import keep_inputs  # noqa: PLC0415  start-up

    keep_inputs(bitext_files(target), inputs)
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent} is no folder; make it first, or name another place with -o")


def _align_folders(
    zh: str, en: str, output: tuple[str, ...], form: str, manner: Manner, glossary: str, *, quiet: bool, **engine: Any
) -> int:
    from termkit.align.pairing import pair_documents  # noqa: PLC0415  start-up
    from termkit.cli.common import Reading, size_of  # noqa: PLC0415  start-up
    from termkit.corpus.aligning import Pair, align_files  # noqa: PLC0415  start-up
    from termkit.exchange.bitext_files import bitext_files, bitext_writer, write_bitext  # noqa: PLC0415  start-up

    if len(output) != 1:
        raise UsageError("two folders need one -o FOLDER for their aligned pairs")
    target = Path(output[0])
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; two folders need a folder after -o")
    ending = "." + form.lstrip(".")
    bitext_writer(Path("x" + ending))
    readings = [Reading([path], manner.encoding, quiet=quiet) for path in (zh, en)]
    pairs, alone = pair_documents(readings[0].documents(), readings[1].documents())
    if not pairs:
        raise InputError("no document has its translation in the other folder", f"{zh} and {en}")
    results = [target / (_file_name(pair.zh, Path(zh)) + ending) for pair in pairs]
    for reading in readings:
        reading.keep((file for each in results for file in bitext_files(each)), glossary)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target} cannot be made: {error.strerror}") from None
    beads: dict[int, int] = {}
    errors: dict[int, TermkitError] = {}
    # An alignment takes far longer than to read as many bytes: several processes pay early.
    size = 8 * sum(size_of(document.path) for pair in pairs for document in (pair.zh, pair.en))
    items = [Pair(pair.zh.path, pair.en.path, number) for number, pair in enumerate(pairs)]
    with engine_of(**engine, size=size) as workers, progress(quiet=quiet) as show:
        for item, result in workers.map(align_files, manner, items):
            if isinstance(result, TermkitError):
                errors[item.number] = result
                continue
            beads[item.number] = len(result.beads)
            write_bitext(result, results[item.number])
            show("aligning", len(beads) + len(errors), len(pairs))
    for number, pair in enumerate(pairs):
        if number in beads:
            say(f"{pair.zh.path} = {pair.en.path} (by {pair.how}): {beads[number]} beads", quiet=quiet)
        else:
            say(f"termkit: {errors[number]}")
    for document in alone:
        say(f"termkit: warning: {document.path} has no translation in the other folder", quiet=quiet)
    failed = sum(r.failed for r in readings) + len(errors)
    say(
        f"{len(beads)} pairs, {sum(beads.values())} beads; {len(alone)} documents alone"
        + (f"; {failed} not read" if failed else ""),
        quiet=quiet,
    )
    return 2 if failed else 0


def _file_name(document: Document, root: Path) -> str:
    path = Path(document.path)
    inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    # Folders inside are written into the name, so that equal names do not meet.
    return "_".join(inside.with_suffix("").parts)
