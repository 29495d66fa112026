"""From some glossary files to one: select, merge, add Traditional forms, write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.errors import GlossaryError, UsageError
from termkit.exchange import ConceptFile, write
from termkit.exchange.contract import Options, TransferReport
from termkit.exchange.languages import covers
from termkit.exchange.merge import Conflict, merge
from termkit.glossary.files import keep_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termkit.terms.concept import Concept, Status

__all__ = ["Conversion", "Selection", "convert", "with_traditional"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which terms go through: of these languages and statuses; empty keeps all."""

    languages: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    traditional: bool = False

    def apply(self, concepts: Iterable[Concept]) -> Iterator[Concept]:
        """Yield the concepts with the terms that are wanted, without those that have none left."""
        for concept in with_traditional(concepts) if self.traditional else concepts:
            if not self.languages and not self.statuses:
                yield concept
                continue
            terms = tuple(
                term
                for term in concept.terms
                if (not self.languages or any(covers(each, term.language) for each in self.languages))
                and (not self.statuses or term.status in self.statuses)
            )
            carried = tuple(
                item
                for item in concept.carried
                if not item.language
                or not self.languages
                or any(covers(each, item.language) for each in self.languages)
            )
            if terms:
                yield concept._replace(terms=terms, carried=carried)


@dataclass(slots=True)
class Conversion:
    """What a conversion did: a report for each input, one for the output, and what was in conflict."""

    inputs: dict[str, TransferReport] = field(default_factory=dict)
    output: TransferReport = field(default_factory=TransferReport)
    conflicts: list[Conflict] = field(default_factory=list)


class _Selected:
    """A selection that can be walked again, so that one big input need not be held in memory."""

    def __init__(self, concepts: Iterable[Concept], selection: Selection) -> None:
        self.concepts, self.selection = concepts, selection

    def __iter__(self) -> Iterator[Concept]:
        found = False
        for concept in self.selection.apply(self.concepts):
            found = True
            yield concept
        if not found:
            raise GlossaryError("no term is left: none has the languages and statuses that were asked for")


def convert(
    inputs: Sequence[Path],
    output: Path,
    *,
    source_format: str = "",
    target_format: str = "",
    options: Options | None = None,
    selection: Selection | None = None,
    prefer: str = "first",
) -> Conversion:
    """Read the inputs, merge several, and write the output; formats are chosen by ending and content.

    `prefer` is first, last or one of the inputs. Raise UsageError where the output is an input,
    GlossaryError where an input has no term.
    """
    options, selection = options or Options(), selection or Selection()
    keep_inputs([output], inputs)
    done = Conversion()
    # The direction and encoding are those of the inputs too; codes are for writing.
    files = [ConceptFile(path, name=source_format, options=options._replace(codes={})) for path in inputs]
    for file in files:
        done.inputs[str(file.path)] = file.report
    concepts: Iterable[Concept] = files[0]
    if len(files) > 1:
        preferred = _preferred(prefer, inputs)
        concepts, done.conflicts = merge(((str(file.path), file) for file in files), preferred)
    write(_Selected(concepts, selection), output, name=target_format, options=options, report=done.output)
    return done


def _preferred(prefer: str, inputs: Sequence[Path]) -> str:
    if prefer == "first":
        return ""
    if prefer == "last":
        return str(inputs[-1])
    named = [path for path in inputs if prefer in {str(path), path.name}]
    if len(named) != 1:
        raise UsageError(f"--prefer {prefer}: say first, last or the name of one input")
    return str(named[0])


def with_traditional(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """Yield the concepts with a zh-Hant term for each zh term that has none.

    Characters are changed and words are not (OpenCC s2t): 信息 becomes 信息 and not 資訊, as the UN writes.
    """
    import opencc  # noqa: PLC0415  start-up: only who asks for Traditional forms needs its tables

    converter = opencc.OpenCC("s2t")
    for concept in concepts:
        known = {term.text for term in concept.of("zh-Hant")}
        added = []
        for term in concept.of("zh"):
            text = converter.convert(term.text)
            if text not in known:
                known.add(text)
                added.append(term._replace(text=text, language="zh-Hant", evidence=(), carried=(), id=""))
        yield concept._replace(terms=concept.terms + tuple(added)) if added else concept
