"""SF09: a definition whose short form is not one of this full form."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.naming.forms import is_checked
from termkit.check.phrases import quoted
from termkit.check.rule import Issue, Papers, Rule
from termkit.extract.definition import Method
from termkit.terms.concept import Status
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material
    from termkit.extract.definition import Definition

__all__ = ["RULE"]

_LACKS = Wording(
    "“{short}” is short for {name}; {full} has no {missing}: check the full form",
    "“{short}”是{name}的简称，而{full}中没有“{missing}”；请核对全称",
)

_IN_TITLE = Wording(
    "“{short}” is given within a title, which does not have it; give it beside the name in the text",
    "简称“{short}”注在标题之内，而标题本身并无括注；应在正文的全称之后注明",
)

_MARK = re.compile("[《》\n]")
_LONGEST_TITLE = 80

_SURE = 0.6
"""Where the extractor doubts the border of the full form, the rule has nothing to say."""


def _find(material: Material) -> Iterator[Issue]:
    for facts in material.documents:
        in_titles: dict[str, list[Spot]] = defaultdict(list)
        for definition in facts.definitions:
            if definition.method is not Method.BRACKET or definition.score < _SURE or not is_checked(definition.short):
                continue
            if _is_in_title(facts.document.text, definition):
                in_titles[definition.short].append(Spot(facts.document, definition.short_span))
            name = _name(material, definition.short)
            missing = _missing(definition.short, definition.full)
            # Many short forms are freely made (排雷处): only one whose own name it fits better says anything.
            is_slip = name and 2 * len(missing) <= len(definition.short)
            if (
                is_slip
                and len(missing) > len(_missing(definition.short, name))
                and not _is_settled(material, definition)
            ):
                told = "".join(missing)
                message = _LACKS(short=definition.short, name=name, full=quoted(definition.full), missing=told)
                yield Issue(Spot(facts.document, definition.span), message)
        for short, (first, *others) in in_titles.items():
            yield Issue(first, _IN_TITLE(short=short), tuple(others))


def _is_in_title(text: str, definition: Definition) -> bool:
    """Tell whether the brackets stand within 《…》, and more of the title behind them."""
    start, end = definition.span
    opening = text.rfind("《", max(definition.full_span.start - _LONGEST_TITLE, 0), definition.full_span.start + 1)
    if opening < 0 or "》" in text[opening:start]:
        return False
    closing = _MARK.search(text, end, end + _LONGEST_TITLE)
    return closing is not None and closing[0] == "》" and closing.start() > end


def _missing(short: str, full: str) -> list[str]:
    """Return the characters of the short form that the full form does not have."""
    return [character for character in short if is_han(character) and character not in full]


def _name(material: Material, short: str) -> str:
    """Return the full form that the glossary has for a short form, where it has just one."""
    owners = material.known.of_short(short)
    return material.full_form(owners[0]) if len(owners) == 1 else ""


def _is_settled(material: Material, definition: Definition) -> bool:
    """Tell whether the glossary prefers or admits this full form for the short form."""
    key = form_key(definition.full)
    concepts = (material.known.concepts[identifier] for identifier in material.known.of_short(definition.short))
    settled = {Status.PREFERRED, Status.ADMITTED, Status.SUPERSEDED}
    return any(form_key(t.text) == key and t.status in settled for concept in concepts for t in concept.terms)


RULE = Rule(
    code="SF09",
    name="short-form-does-not-fit",
    severity=Severity.WARNING,
    what=(
        "A short form is defined for a full form that lacks one of its characters, and fits the name in the glossary; "
        "or it is defined within a title that does not have it."
    ),
    why="A word has fallen out of the name, or the short form is that of another body.",
    example="联合国建设和平综合办事处(联几建和办) — 驻几内亚比绍 is missing from the name",
    zh=Papers(
        title="简称与全称不符",
        what="括号中的简称含有全称所没有的字，而与术语表中的另一名称相符；或简称注在书名号之内。",
        why="全称漏了字，或者简称属于另一个机构。",
        example="联合国建设和平综合办事处(联几建和办)——全称中缺“驻几内亚比绍”",
    ),
    find=_find,
    measured=(
        "Read by its developer and by blind readers. Seed reports: 1 of 1 right. 68 excerpts, each alone: none found."
    ),
    yields_to=("FN01",),
)
