"""The engine: every rule of the folder `rules`, over all documents of a run."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib import import_module
from itertools import accumulate
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from termkit.check import rules
from termkit.check.across import Across
from termkit.terms.keys import form_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.check.across import Said
    from termkit.check.finding import Finding
    from termkit.check.material import Material
    from termkit.check.profile import Profile
    from termkit.check.rule import Rule
    from termkit.text.document import Place

__all__ = ["all_rules", "check", "check_alone", "code_of", "in_order", "rules_on", "told_by", "with_across"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules, by code: each module of `termkit.check.rules` has one, named RULE."""
    modules = (import_module(f"{rules.__name__}.{info.name}") for info in iter_modules(rules.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.code))


def code_of(named: str) -> str:
    """Return the code, or the beginning of codes (SF), that a code or the name of a rule means; empty where none."""
    code = next((rule.code for rule in all_rules() if rule.name == named), named)
    return code if any(rule.code.startswith(code) for rule in all_rules()) else ""


def rules_on(profile: Profile) -> tuple[Rule, ...]:
    """Return the rules that a profile has on."""
    if not _last or _last[0][0] is not profile:
        on = tuple(rule for rule in all_rules() if profile.is_on(rule.code, by_default=rule.on))
        _last[:] = [(profile, on)]
    return _last[0][1]


_last: list[tuple[Profile, tuple[Rule, ...]]] = []
"""The profile that was asked for last, and its rules: they are asked for several times a document."""


def check(material: Material) -> list[Finding]:
    """Return the findings of all rules that are on, by path, place and code."""
    findings: list[Finding] = []
    told: dict[str, list[Said]] = {}
    for facts in material.documents:
        alone = material.of(facts)
        if facts.document.path not in material.earlier:
            findings += check_alone(alone)
        for code, said in told_by(alone).items():
            told.setdefault(code, []).extend(said)
    return with_across(material, findings, told)


def check_alone(material: Material) -> Iterator[Finding]:
    """Yield the findings of the rules that look at each document by itself, for a material of one document.

    Of two findings for one fault, that of the rule which yields to the other is left out.
    """
    rules = [rule for rule in rules_on(material.profile) if not rule.across]
    found = {rule.code: list(rule.findings(material)) for rule in rules}
    for rule in rules:
        others = sorted(_reach(other.place) for code in rule.yields_to for other in found.get(code, ()))
        starts = [start for start, _ in others]
        ends = list(accumulate((end for _, end in others), max))
        yield from (each for each in found[rule.code] if not _is_met(_reach(each.place), starts, ends))


def _reach(place: Place) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where a place begins and ends, to be compared with others of its document."""
    return (place.page or 0, *place[:2]), (place.page or 0, *place[2:4])


def _is_met(
    reach: tuple[tuple[int, ...], tuple[int, ...]], starts: Sequence[tuple[int, ...]], ends: Sequence[tuple[int, ...]]
) -> bool:
    """Tell whether a place has a character in common with one of others: by their starts, and the last end so far."""
    start, end = reach
    index = bisect_left(starts, end)
    return index > 0 and start < ends[index - 1]


def told_by(material: Material) -> Mapping[str, Sequence[Said]]:
    """Return what the documents of a material say for the rules across documents, by the code of the rule."""
    finders = ((rule.code, rule.find) for rule in rules_on(material.profile))
    return {code: tuple(find.say(material)) for code, find in finders if isinstance(find, Across)}


def with_across(material: Material, alone: Iterable[Finding], told: Mapping[str, Iterable[Said]]) -> list[Finding]:
    """Return the findings of documents by themselves and of the rules that hold them against one another, in order.

    The material has all documents with their definitions; their mentions do not count. `told` is what each says. Where
    documents contradict one another, the finding takes the place of those that one of them gives by itself.
    """
    across: list[Finding] = []
    silenced: set[tuple[str, str]] = set()
    for rule in rules_on(material.profile):
        if isinstance(rule.find, Across):
            judged = rule.find.judged(material, told.get(rule.code, ()))
            across += rule.findings_across(material, judged.values())
            silenced.update((rule.find.replaces, subject) for subject in judged)
        elif rule.across:
            across += rule.findings(material)
    codes = {code for code, _ in silenced}
    kept = (each for each in alone if each.code not in codes or (each.code, form_key(each.text)) not in silenced)
    return in_order([*kept, *across])


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by path, place, code and message: the same whatever order they were found in."""
    return sorted(findings, key=lambda finding: (finding.path, finding.place.order, finding.code, finding.message))
