"""What rules say in Chinese: every rule has it, with the same slots as in English, and no English is left in it."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest

import termkit.check
import termkit.report
from termkit.check import load_profile
from termkit.check.engine import all_rules
from termkit.check.phrases import listed, quoted, times
from termkit.check.rule import Papers
from termkit.text.message import Message, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.rule import Rule

RULES = {rule.code: rule for rule in all_rules()}
# What Chinese text may have in Latin letters: options, names of files and standards, and what an example quotes.
LATIN = re.compile(r"--[a-z-]+|termkit|findings\.json|GB/T|[A-Z]{1,3}(?=/|节)|RES|JSON|B号|B、|[A-Z]\d?(?:／|/)")


def modules() -> Iterator[str]:
    for package in (termkit.check, termkit.report):
        for info in walk_packages(package.__path__, f"{package.__name__}."):
            if info.name != "termkit.report.templates":
                yield info.name


def wordings(value: object) -> Iterator[Wording | Message]:
    """Yield the wordings in a value of a module, also those in its tables."""
    if isinstance(value, (Wording, Message)):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from wordings(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from wordings(each)


def all_wordings() -> list[tuple[str, Wording | Message]]:
    found = {
        (f"{name}.{variable}", each)
        for name in modules()
        for variable, value in vars(import_module(name)).items()
        for each in wordings(value)
    }
    return sorted(found)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def letters(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", LATIN.sub("", re.sub(r"\{\w+\}", "", text)))


@pytest.mark.parametrize(("where", "wording"), all_wordings())
def test_a_wording_has_the_same_slots_in_both_languages(where: str, wording: Wording | Message) -> None:
    assert slots(wording.en) == slots(wording.zh), where
    assert bool(wording.en) == bool(wording.zh), where
    assert not letters(wording.zh), where


def test_the_wordings_are_found() -> None:
    assert len(all_wordings()) > 100
    where = {name.split(".")[-2][:4] for name, _ in all_wordings()}
    assert {code.lower() for code in RULES} <= where, "a rule without a wording"


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_has_chinese_papers(rule: Rule) -> None:
    assert isinstance(rule.zh, Papers)
    for text in rule.zh:
        assert re.search("[\u4e00-\u9fff]", text), text
    for text in (rule.zh.what, rule.zh.why):
        assert text.endswith("。"), text
        assert not letters(text), text
    assert len(rule.zh.title) <= 12
    assert not re.search("[A-Za-z。，]", rule.zh.title.replace("，后", ""))
    assert len({each.zh.title for each in RULES.values()}) == len(RULES)


def test_a_slot_speaks_the_language_of_its_sentence() -> None:
    wording = Wording("{form}{times} in {where}", "{form}{times}见{where}")
    told = wording(form=quoted("甲“乙”丙"), times=times(3), where=listed(["a.txt", "b.txt"]))
    assert told == Message("甲“乙”丙 (3 times) in a.txt, b.txt", "“甲‘乙’丙”(共3处)见a.txt、b.txt")
    assert wording(form=quoted("《甲》"), times=times(1), where="{x}").zh == "《甲》见{x}"


def test_suggestions_have_the_brackets_of_the_house() -> None:
    assert load_profile("un").bracketed("训研所") == "(训研所)"
    assert load_profile("un-2007").bracketed("训研所") == "（训研所）"
