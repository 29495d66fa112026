"""termkit lookup."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from termkit.errors import UsageError
from termkit.lookup.cache import open_index
from termkit.lookup.entry import entry
from termkit.lookup.query import search
from termkit.report.lookup_rows import Shown, as_object, as_row, block, plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termkit.lookup.concordance import Passage
    from termkit.lookup.index import Index
    from termkit.lookup.query import Hit
    from termkit.text.document import Document, Span

__all__ = ["command"]

_LARGE = 2_000_000
"""Bytes of a glossary that takes so long to index that one is told."""


_NOTHING_NEAR = "nothing is near it either: try two characters of the name, its pinyin or another --glossary"


class _Answer(NamedTuple):
    """What is found for a query, or for a term of a text at a span of it; `near` where nothing is found."""

    query: str
    shown: tuple[Shown, ...]
    near: tuple[Hit, ...] = ()
    span: Span | None = None


@click.command("lookup")
@click.argument("queries", nargs=-1, metavar="QUERY...")
@click.option(
    "--glossary", "glossaries", multiple=True, metavar="FILE",
    help="Glossary to look in, in any format that convert reads; several with several options.  "
    "[default: the UN glossary that comes with termkit]",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json", "tsv"]), default="table", show_default=True)
@click.option("--plain", is_flag=True, help="Print full form, short form, English and acronym alone, for copying.")
@click.option("--text", "is_text", is_flag=True, help="Read a text from standard input and show every term in it.")
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits to show.")
@click.option("--context", type=click.IntRange(0, 1000), default=0, metavar="N",
              help="Show N sentences of the documents that use the concept.")  # fmt: skip
@click.option("--documents", multiple=True, metavar="PATH",
              help="Take the sentences from these documents, not from those of the store.")  # fmt: skip
@click.option("--encoding", default="", help="Read text files in this encoding instead of detecting it.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
def command(
    queries: tuple[str, ...], glossaries: tuple[str, ...], form: str, plain: bool, is_text: bool, limit: int,
    context: int, documents: tuple[str, ...], encoding: str, quiet: bool,
) -> int:  # fmt: skip
    """Look terms up: by Chinese, Simplified or Traditional, pinyin or its initials, English, acronym, or concept id.

    The beginning or a part of a term will do (two characters), and a slip is forgiven. Exit code 1: nothing found.
    """
    _check(queries, is_text=is_text)
    with ExitStack() as stack:
        indexes = [stack.enter_context(each) for each in _open(glossaries, quiet=quiet)]
        read = _documents(documents, encoding, quiet=quiet) if documents else None
        show = _Showing(indexes, context or (3 if documents else 0), read)
        answers = (
            _of_text(indexes, encoding, show)
            if is_text
            else [_of_query(indexes, query, limit, show) for query in queries]
        )
    _print(answers, "plain" if plain else form, is_text=is_text, quiet=quiet)
    return 0 if any(answer.shown for answer in answers) else 1


def _check(queries: Sequence[str], *, is_text: bool) -> None:
    if is_text and queries:
        raise UsageError("--text takes the text from standard input: give no query with it")
    if not queries and not is_text:
        raise UsageError("nothing to look up: give a query, or a text on standard input with --text")
    if any(not query.strip() for query in queries):
        raise UsageError("the query is empty: give at least one letter or character")


def _open(names: Sequence[str], *, quiet: bool) -> Iterable[Index]:
    from termkit.cli.common import say  # noqa: PLC0415  start-up
    from termkit.exchange.shipped import shipped_glossary  # noqa: PLC0415

    for name in names or [""]:
        path = Path(name) if name else shipped_glossary()

        def building(path: Path = path) -> None:
            if path.stat().st_size > _LARGE:
                say(f"termkit: making the index of {path}; this is done once", quiet=quiet)

        yield open_index(path, name or path.name, building)


def _documents(paths: Sequence[str], encoding: str, *, quiet: bool) -> list[Document]:
    from termkit.cli.common import Reading  # noqa: PLC0415  start-up

    return Reading(paths, encoding, quiet=quiet).documents()


class _Showing:
    """Gives hits with their entries and, where they are asked for, sentences of the documents."""

    def __init__(self, indexes: Sequence[Index], context: int, documents: Sequence[Document] | None) -> None:
        self._indexes = {index.name: index for index in indexes}
        self._context, self._documents = context, documents

    def __call__(self, hit: Hit) -> Shown:
        index = self._indexes[hit.glossary]
        found = entry(index, hit.concept)
        if found is None:
            raise UsageError(f"{hit.glossary} has changed while it was read; look again")
        return Shown(hit, found, self._passages(index, hit.concept))

    def _passages(self, index: Index, identifier: str) -> tuple[Passage, ...]:
        concept = index.concept(identifier) if self._context else None
        if concept is None:
            return ()
        from termkit.lookup.concordance import concordance  # noqa: PLC0415  start-up

        return tuple(concordance(index, concept, self._context, self._documents))


def _of_query(indexes: Sequence[Index], query: str, limit: int, show: _Showing) -> _Answer:
    hits = search(indexes, query, limit)
    if hits:
        return _Answer(query, tuple(map(show, hits)))
    from termkit.lookup.near import near  # noqa: PLC0415  start-up

    return _Answer(query, (), tuple(near(indexes, query)))


def _of_text(indexes: Sequence[Index], encoding: str, show: _Showing) -> list[_Answer]:
    from termkit.lookup.scan import scan  # noqa: PLC0415  start-up
    from termkit.read.files import Source, read_plain  # noqa: PLC0415

    text = read_plain(Source("-"), encoding)
    if not text.strip():
        raise UsageError("the text is empty: give one on standard input")
    known: dict[tuple[Hit, ...], tuple[Shown, ...]] = {}
    answers = []
    for found in scan(indexes, text):
        if found.hits not in known:
            known[found.hits] = tuple(map(show, found.hits))
        answers.append(_Answer(text[found.span.start : found.span.end], known[found.hits], span=found.span))
    return answers


def _print(answers: Sequence[_Answer], form: str, *, is_text: bool, quiet: bool) -> None:
    if form in {"json", "tsv"}:
        from termkit.cli.common import write_utf8  # noqa: PLC0415  start-up

        write_utf8()
    if form == "json":
        click.echo(json.dumps([_object(each) for each in answers], ensure_ascii=False, indent=2, default=str))
    elif form == "tsv":
        from termkit.report.rows import tsv  # noqa: PLC0415  start-up

        rows = ({**_where(each), **as_row(shown)} for each in answers for shown in each.shown)
        for line in tsv(rows):
            click.echo(line)
    else:
        # A term that stands in the text again and again is shown once.
        for answer in {each.shown: each for each in answers}.values() if is_text else answers:
            _print_answer(answer, form)
    if is_text and not answers and not quiet:
        click.echo("no term in this text", err=True)
    for answer in answers:
        if not answer.shown and not quiet:
            terms = ", ".join(dict.fromkeys(hit.term for hit in answer.near))
            more = f"near it: {terms}" if terms else _NOTHING_NEAR
            click.echo(f"nothing found for {_short(answer.query)}; {more}", err=True)


def _print_answer(answer: _Answer, form: str) -> None:
    for shown in answer.shown:
        if form == "plain":
            click.echo(plain_line(shown.entry))
        else:
            for line in block(shown):
                click.echo(line)


def _object(answer: _Answer) -> dict[str, object]:
    hits = [as_object(each) for each in answer.shown]
    return {**_where(answer), "hits": hits, "near": [hit.term for hit in answer.near]}


def _where(answer: _Answer) -> dict[str, str | float]:
    if answer.span is None:
        return {"query": answer.query}
    return {"query": answer.query, "start": answer.span.start, "end": answer.span.end}


def _short(query: str) -> str:
    shown = " ".join(query.split())
    return shown if len(shown) < 60 else f"{shown[:57]}..."
