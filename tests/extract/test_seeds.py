"""Definitions in the five seed reports, against labels that were made by reading them.

`seeds.tsv` has every definition: the line of its opening bracket, full form, short form, kind. Alternatives
are separated by |; `optional` is neither wanted nor wrong. `traps.tsv` has every other pair of brackets with
what it holds instead.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import pytest

from termkit.corpus.pipeline import known_forms
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.extract.definitions import extract_definitions
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termkit.text.document import Document

DATA = Path(__file__).parents[1] / "data" / "definitions"


class Label(NamedTuple):
    """A labelled definition: where it stands and the forms that are right."""

    document: str
    line: int
    full: frozenset[str]
    short: frozenset[str]
    kind: str
    optional: bool


class Found(NamedTuple):
    """A definition that was found, in the terms of the labels."""

    document: str
    line: int
    full: str
    short: str
    kind: str

    def is_as(self, label: Label) -> bool:
        """Tell whether this is the labelled definition, both forms exact."""
        same_place = (self.document, self.line) == (label.document, label.line)
        return same_place and self.full in label.full and self.short in label.short


class Score(NamedTuple):
    """Exact full form and short form, at the right line."""

    right: int
    missed: tuple[Label, ...]
    wrong: tuple[Found, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        lines = [f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"]
        lines += [
            f"missed {label.document}:{label.line} {min(label.full)} = {min(label.short)}" for label in self.missed
        ]
        lines += [f"wrong {found.document}:{found.line} {found.full} = {found.short}" for found in self.wrong]
        return "\n".join(lines)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def labels(path: Path) -> list[Label]:
    def forms(cell: str) -> frozenset[str]:
        return frozenset(form_key(form) for form in cell.split("|"))

    return [
        Label(
            row["document"],
            int(row["line"]),
            forms(row["full"]),
            forms(row["short"]),
            row["kind"],
            row["status"] == "optional",
        )
        for row in rows(path)
    ]


@cache
def shipped_forms() -> frozenset[str]:
    return known_forms(read(shipped_glossary()))


def definitions(documents: Iterable[Document], known: frozenset[str]) -> list[Found]:
    return [
        Found(
            PurePath(document.path).name,
            document.lines.position(document.source_map.to_source(each.mark))[0],
            form_key(each.full),
            form_key(each.short),
            each.kind.value,
        )
        for document in documents
        for each in extract_definitions(document, known)
    ]


def score(found: list[Found], wanted: list[Label]) -> Score:
    right = [label for label in wanted if not label.optional and any(each.is_as(label) for each in found)]
    missed = [label for label in wanted if not label.optional and label not in right]
    wrong = [each for each in found if not any(each.is_as(label) for label in wanted)]
    return Score(len(right), tuple(missed), tuple(wrong))


def test_definitions_are_exact(seeds: tuple[Document, ...]) -> None:
    result = score(definitions(seeds, shipped_forms()), labels(DATA / "seeds.tsv"))
    assert result.f1 >= 0.99, result


def test_definitions_are_exact_without_a_glossary(seeds: tuple[Document, ...]) -> None:
    """What the border model does alone: a glossary that happens to hold the names of the seeds measures nothing."""
    result = score(definitions(seeds, frozenset()), labels(DATA / "seeds.tsv"))
    assert result.f1 >= 0.99, result


@pytest.mark.parametrize("glossary", ["shipped glossary", "no glossary"])
def test_definitions_are_exact_by_the_shared_labels(seeds: tuple[Document, ...], shared: Path, glossary: str) -> None:
    known = shipped_forms() if glossary == "shipped glossary" else frozenset[str]()
    result = score(definitions(seeds, known), labels(shared / "gold" / "definitions.tsv"))
    assert result.f1 >= 0.99, result


def test_no_trap_is_taken(seeds: tuple[Document, ...]) -> None:
    traps = {
        (row["document"], int(row["line"]), form_key(row["text"])): row["reason"] for row in rows(DATA / "traps.tsv")
    }
    found = definitions(seeds, shipped_forms())
    taken = {
        each: traps[each.document, each.line, each.short]
        for each in found
        if (each.document, each.line, each.short) in traps
    }
    assert taken == {}


def test_kinds_of_bodies(seeds: tuple[Document, ...]) -> None:
    wanted = [label for label in labels(DATA / "seeds.tsv") if not label.optional]
    found = definitions(seeds, shipped_forms())
    pairs = [(each, label) for label in wanted for each in found if each.is_as(label)]
    wrong = [(each.full, each.kind, label.kind) for each, label in pairs if each.kind != label.kind]
    # The name alone does not say that 联合国贸易和发展会议 is a body: the glossary does.
    assert len(wrong) <= len(pairs) / 10, wrong


def test_labels_agree_with_the_shared_ones(shared: Path) -> None:
    """Two people labelled apart; where they differ, both read again, and what is left is written here."""

    def key(label: Label) -> tuple[str, int, frozenset[str], bool]:
        return label.document, label.line, label.short, label.optional

    ours = {key(label): label.full for label in labels(DATA / "seeds.tsv")}
    theirs = {key(label): label.full for label in labels(shared / "gold" / "definitions.tsv")}
    wanted = {place for place in ours if not place[3]}
    assert wanted == {place for place in theirs if not place[3]}
    apart = {place[1:3]: (ours[place], theirs[place]) for place in wanted if ours[place] != theirs[place]}
    # 秘书处维持和平行动部（维和部）: the Secretariat is where the department is, not part of its name.
    assert apart == {(78, frozenset({"维和部"})): ({"维持和平行动部"}, {"维持和平行动部", "秘书处维持和平行动部"})}
