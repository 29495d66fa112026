"""termkit terms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from termkit.cli.align import check_target
from termkit.cli.common import glossary_option, load_glossary, say, write_utf8
from termkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.align.terms import TermPair
    from termkit.terms.concept import Concept
    from termkit.text.bitext import Bitext

__all__ = ["command"]

_COLUMNS = (
    "zh", "zh_short", "en", "acronym", "method", "score", "log_likelihood", "count", "zh_sentence", "en_sentence",
)  # fmt: skip


@click.command("terms")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--pair", nargs=2, multiple=True, metavar="ZH EN", help="A Chinese and an English document to align.")
@click.option("-o", "--output", default="", metavar="FILE", help="A glossary to write.  [default: tsv to stdout]")
@click.option("--model", default="", metavar="NAME", help="Sentence embedder for --pair: see termkit align.")
@glossary_option
@click.option("--encoding", default="", help="Read text files in this encoding instead of detecting it.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def command(
    paths: tuple[str, ...], pair: tuple[tuple[str, str], ...], output: str, model: str, glossary: str, encoding: str,
    quiet: bool,
) -> int:  # fmt: skip
    """Bilingual terms: the English names and acronyms of Chinese names, out of aligned texts (tmx, xliff, tsv)."""
    from termkit.corpus.bilingual import differing, find_terms, term_concepts  # noqa: PLC0415  start-up
    from termkit.exchange import write  # noqa: PLC0415  start-up

    if not paths and not pair:
        raise UsageError("no input: name aligned texts (.tmx, .xliff, .tsv), or two documents with --pair ZH EN")
    if output:
        check_target(Path(output), [*paths, *(path for each in pair for path in each), glossary])
    concepts = load_glossary(glossary)
    bitexts, failed = _read(paths)
    bitexts += [_align(zh, en, concepts, model, encoding) for zh, en in pair]
    found = find_terms(bitexts, concepts)
    if output:
        write(term_concepts(found), Path(output))
    else:
        write_utf8()
        click.echo("\t".join(_COLUMNS))
        for each in found:
            click.echo("\t".join(_row(each)))
    conflicts = list(differing(found, concepts))
    for each, known in conflicts:
        say(f"termkit: {each.zh}: the texts say “{each.en}”, the glossary “{known}”", quiet=quiet)
    say(
        f"{len(bitexts)} aligned texts, {sum(len(b.beads) for b in bitexts)} beads, {len(found)} bilingual terms, "
        f"{len(conflicts)} that differ from the glossary" + (f"; {failed} not read" if failed else ""),
        quiet=quiet,
    )
    return 2 if failed else 0


def _read(paths: Sequence[str]) -> tuple[list[Bitext], int]:
    from termkit.exchange.bitext_files import read_bitext  # noqa: PLC0415  start-up

    bitexts: list[Bitext] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            bitexts.append(read_bitext(Path(path)))
        except InputError as error:
            errors.append(error)
    if not bitexts and len(errors) == 1:
        raise errors[0]
    for each in errors:
        say(f"termkit: {each}")
    return bitexts, len(errors)


def _align(zh: str, en: str, concepts: Sequence[Concept], model: str, encoding: str) -> Bitext:
    from termkit.corpus.aligning import Manner, Pair, align_files  # noqa: PLC0415  start-up
    from termkit.corpus.bilingual import known_pairs  # noqa: PLC0415  start-up

    return align_files(Manner(tuple(known_pairs(concepts)), model, encoding), Pair(zh, en))


def _row(pair: TermPair) -> list[str]:
    shown = pair.evidence[0] if pair.evidence else None
    cells = [
        pair.zh, pair.zh_short, pair.en, pair.acronym, pair.method, f"{pair.score:.4f}", f"{pair.log_likelihood:.2f}",
        str(pair.count), shown.zh if shown else "", shown.en if shown else "",
    ]  # fmt: skip
    return [" ".join(cell.split()) for cell in cells]
