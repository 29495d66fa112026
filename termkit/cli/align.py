"""termkit align."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from termkit.cli.common import glossary_option, load_glossary, say
from termkit.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.align.embedding import Embedder
    from termkit.text.bitext import Bitext, BitextSide
    from termkit.text.document import Document

__all__ = ["check_target", "command", "sides"]


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
def command(
    zh: str, en: str, output: tuple[str, ...], zh_lines: bool, en_lines: bool, model: str, no_dictionary: bool,
    form: str, glossary: str, encoding: str, quiet: bool,
) -> int:  # fmt: skip
    """Align a Chinese and an English text, or two folders of texts, sentence by sentence."""
    from termkit.align.documents import align_sides  # noqa: PLC0415  start-up
    from termkit.align.embedding import load_embedder  # noqa: PLC0415  start-up
    from termkit.corpus.bilingual import known_pairs  # noqa: PLC0415  start-up
    from termkit.exchange.bitext_files import bitext_writer, write_bitext  # noqa: PLC0415  start-up

    known = known_pairs(load_glossary(glossary))
    embedder = load_embedder(model) if model else None
    if Path(zh).is_dir() or Path(en).is_dir():
        job = _Job(known, embedder, encoding, not no_dictionary, zh_lines, en_lines, quiet)
        return _align_folders(zh, en, output, form, job)
    for name in output:
        check_target(Path(name), (zh, en))
        bitext_writer(Path(name))
    left, right = sides(zh, en, encoding, zh_lines=zh_lines, en_lines=en_lines)
    bitext = align_sides(left, right, known, embedder, use_dictionary=not no_dictionary)
    for name in output:
        write_bitext(bitext, Path(name))
    if not output:
        _print(bitext)
    _close(bitext, quiet=quiet)
    return 0


def _print(bitext: Bitext) -> None:
    from termkit.exchange.bitext_plain import tsv_lines  # noqa: PLC0415  start-up

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
    for path in inputs:
        if path != "-" and target.exists() and target.samefile(path):
            raise UsageError(f"{target} is an input; nothing overwrites an input: name another place with -o")
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent} is no folder; make it first, or name another place with -o")


def sides(
    zh: str, en: str, encoding: str, *, zh_lines: bool = False, en_lines: bool = False
) -> tuple[BitextSide, BitextSide]:
    """Read the two texts; raise InputError where they look exchanged."""
    left, right = _side(zh, "zh", encoding, lines=zh_lines), _side(en, "en", encoding, lines=en_lines)
    if _han_share(left) < 0.1 < _han_share(right):
        raise InputError("is not Chinese, and the other text is: name the Chinese one first", zh)
    return left, right


def _side(path: str, language: str, encoding: str, *, lines: bool) -> BitextSide:
    from termkit.align.documents import lines_side, segment_document  # noqa: PLC0415  start-up
    from termkit.read import Source, read_source  # noqa: PLC0415  start-up
    from termkit.read.decode import decode  # noqa: PLC0415  start-up

    if not lines:
        return segment_document(read_source(Source(path), encoding), language)
    text = decode(Source(path).read_bytes(), path, encoding).text
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines_side(rows[:-1] if rows[-1] == "" else rows, language, path)


def _han_share(side: BitextSide) -> float:
    text = "".join(s.text for s in side.segments[:200])
    return sum("\u3400" <= c <= "\u9fff" for c in text) / max(len(text), 1)


class _Job(NamedTuple):
    """What holds for every pair of two folders."""

    known: list[tuple[str, str]]
    embedder: Embedder | None
    encoding: str
    use_dictionary: bool
    zh_lines: bool
    en_lines: bool
    quiet: bool

    def align(self, zh: str, en: str) -> Bitext:
        """Align two files."""
        from termkit.align.documents import align_sides  # noqa: PLC0415  start-up

        left, right = sides(zh, en, self.encoding, zh_lines=self.zh_lines, en_lines=self.en_lines)
        return align_sides(left, right, self.known, self.embedder, use_dictionary=self.use_dictionary)


def _align_folders(zh: str, en: str, output: tuple[str, ...], form: str, job: _Job) -> int:
    from termkit.align.pairing import pair_documents  # noqa: PLC0415  start-up
    from termkit.cli.common import Reading  # noqa: PLC0415  start-up
    from termkit.exchange.bitext_files import bitext_writer, write_bitext  # noqa: PLC0415  start-up

    if len(output) != 1:
        raise UsageError("two folders need one -o FOLDER for their aligned pairs")
    target = Path(output[0])
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; two folders need a folder after -o")
    ending = "." + form.lstrip(".")
    bitext_writer(Path("x" + ending))
    readings = [Reading([path], job.encoding, quiet=job.quiet) for path in (zh, en)]
    pairs, alone = pair_documents(readings[0].documents(), readings[1].documents())
    if not pairs:
        raise InputError("no document has its translation in the other folder", f"{zh} and {en}")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target} cannot be made: {error.strerror}") from None
    beads = 0
    for pair in pairs:
        bitext = job.align(pair.zh.path, pair.en.path)
        beads += len(bitext.beads)
        write_bitext(bitext, target / (_file_name(pair.zh, Path(zh)) + ending))
        say(f"{pair.zh.path} = {pair.en.path} (by {pair.how}): {len(bitext.beads)} beads", quiet=job.quiet)
    for document in alone:
        say(f"termkit: warning: {document.path} has no translation in the other folder", quiet=job.quiet)
    failed = sum(r.failed for r in readings)
    say(
        f"{len(pairs)} pairs, {beads} beads; {len(alone)} documents alone" + (f"; {failed} not read" if failed else ""),
        quiet=job.quiet,
    )
    return 2 if failed else 0


def _file_name(document: Document, root: Path) -> str:
    path = Path(document.path)
    inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    # Folders inside are written into the name, so that equal names do not meet.
    return "_".join(inside.with_suffix("").parts)
