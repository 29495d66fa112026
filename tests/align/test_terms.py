"""Bilingual terms: the shipped glossary's entries in sentence pairs, sought without the glossary."""

from __future__ import annotations

import random

import pytest

from termkit.align import align_lines
from termkit.align.discovery import discover_names
from termkit.align.english_names import find_abbreviations, long_form
from termkit.align.terms import Beads, NamedConcept, TermPair, bilingual_terms, log_likelihood
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.terms.concept import TermType

_DEFINED = [
    ("秘书长注意到{zh}({short})和{other_zh}的报告。",
     "The Secretary-General noted the reports of the {en} ({acronym}) and of the {other_en}."),
    ("{zh}({short})与各国政府合作，开展了若干项目。",
     "The {en} ({acronym}) carried out a number of projects in cooperation with Governments."),
    ("2008年，{zh}({short})的代表在会议上发了言，{other_zh}的代表也发了言。",
     "In 2008, the representative of the {en} ({acronym}) addressed the Meeting, as did that of the {other_en}."),
]  # fmt: skip


def _forms(concept: object, language: str, kind: TermType) -> str:
    terms = concept.of(language, kind)  # type: ignore[attr-defined]
    return terms[0].text if terms else ""


@pytest.fixture(scope="module")
def glossary_test() -> tuple[list[tuple[str, str, str, str]], dict[str, str], dict[str, TermPair]]:
    rows = [
        tuple(_forms(c, *which) for which in (
            ("zh", TermType.FULL_FORM), ("zh", TermType.SHORT_FORM), ("en", TermType.FULL_FORM), ("en", TermType.ACRONYM)))
        for c in read(shipped_glossary())
    ]  # fmt: skip
    defined = [row for row in rows if all(row)]
    # Names that are written with capitals; others cannot be told from the text around them.
    others = [r for r in rows if r[0] and r[2] and not r[1] and all(w[0].isupper() for w in r[2].split() if len(w) > 3)]
    chance = random.Random(3)
    zh, en, beside = [], [], {}
    for row in defined:
        form, other = chance.choice(_DEFINED), chance.choice(others)
        values = {
            "zh": row[0],
            "short": row[1],
            "en": row[2],
            "acronym": row[3],
            "other_zh": other[0],
            "other_en": other[2],
        }
        zh.append(form[0].format(**values))
        en.append(form[1].format(**values))
        if "other_zh" in form[0]:
            beside[other[0]] = other[2]
    bitext = align_lines(zh, en)
    concepts = [NamedConcept(r[0], r[1]) for r in defined] + [NamedConcept(name) for name in beside]
    found: dict[str, TermPair] = {}
    # Each half is sought with the words that the names of the other half teach.
    for half in (0, 1):
        mine = concepts[half::2]
        sought = {concept.full for concept in mine}
        beads = Beads([bitext], [(row[0], row[2]) for row in rows if row[0] not in sought])
        found |= {pair.zh: pair for pair in bilingual_terms(beads, mine)}
    return defined, beside, found  # type: ignore[return-value]


def test_names_defined_in_both_texts(
    glossary_test: tuple[list[tuple[str, str, str, str]], dict[str, str], dict[str, TermPair]],
) -> None:
    defined, _, found = glossary_test
    right = [
        zh for zh, _, en, acronym in defined
        if zh in found and (found[zh].en.lower(), found[zh].acronym) == (en.lower(), acronym)
    ]  # fmt: skip
    assert len(right) / len(defined) >= 0.95


def test_other_names(
    glossary_test: tuple[list[tuple[str, str, str, str]], dict[str, str], dict[str, TermPair]],
) -> None:
    _, beside, found = glossary_test
    given = [zh for zh in beside if zh in found]
    right = [zh for zh in given if found[zh].en.lower() == beside[zh].lower()]
    assert len(right) / len(given) >= 0.9
    assert len(right) / len(beside) >= 0.8


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("the United Nations Development Programme (UNDP) reported", "United Nations Development Programme", "UNDP"),
        ("by the Food and Agriculture Organization of the United Nations (FAO).",
         "Food and Agriculture Organization of the United Nations", "FAO"),
        ("UNHCR (United Nations High Commissioner for Refugees)", "", ""),
        ("the least developed countries (LDCs) met", "least developed countries", "LDCs"),
        ("the World Health Organization (hereinafter WHO)", "World Health Organization", "WHO"),
        ("the meeting (see annex I) was held", "", ""),
    ],
)  # fmt: skip
def test_abbreviations_of_schwartz_and_hearst(text: str, full: str, short: str) -> None:
    found = find_abbreviations(text)
    if full:
        assert [(a.full, a.short) for a in found] == [(full, short)]
    else:
        assert all(long_form(a.short, a.full) for a in found)


def test_log_likelihood_of_a_known_table() -> None:
    # Independent events say nothing; perfect ones say 2 n ln 2 in a balanced table.
    assert log_likelihood(25, 50, 50, 100) == pytest.approx(0.0, abs=1e-9)
    assert log_likelihood(50, 50, 50, 100) == pytest.approx(138.629, abs=0.001)


def test_a_name_that_nobody_defined() -> None:
    zh = ["波罗的海理事会的代表发了言。", "全国环境委员会通过了一项计划。", "我们感谢各位。"]
    en = ["The representative of the Baltic Sea Council spoke.", "The National Committee for the Environment adopted a plan.",
          "We thank you all."]  # fmt: skip
    names = [n.full for n in discover_names(Beads([align_lines(zh, en)]))]
    assert names == ["波罗的海理事会", "全国环境委员会"]
