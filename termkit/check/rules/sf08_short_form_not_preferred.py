"""SF08: a short form that the glossary advises against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.naming.forms import is_checked, is_out, is_settled, preferred_term, short_term
from termkit.check.phrases import instead, times
from termkit.check.rule import Change, Issue, Papers, Rule
from termkit.check.wording.dates import speaks_of_past
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]

_NOT_SHORT = Wording(
    "“{form}”{times} is not the short form of {name}{advice}", "“{form}”{times}不是{name}的规范简称{advice}"
)


def _find(material: Material) -> Iterator[Issue]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        document = facts.document
        year = facts.year
        for identifier, forms in short_uses.items():
            if identifier not in material.curated:
                continue
            concept = material.index.concepts[identifier]
            for form, mentions in forms.items():
                term = short_term(concept, form)
                if term is None or not is_checked(form) or not is_out(term, year) or is_settled(material, form):
                    continue
                present = (m for m in mentions if not speaks_of_past(document, m.span, term.until))
                spots = [Spot(document, mention.span) for mention in present]
                if not spots:
                    continue
                better = preferred_term(concept, term, year)
                name = material.full_form(identifier)
                message = _NOT_SHORT(form=form, times=times(len(spots)), name=name, advice=instead(better))
                changes = tuple(Change(spot.span, better) for spot in spots if better)
                yield Issue(spots[0], message, tuple(spots[1:]), changes)


RULE = Rule(
    code="SF08",
    name="short-form-not-preferred",
    severity=Severity.WARNING,
    what="A short form whose status in the glossary is deprecated, or superseded before the document's date.",
    why="One name, one form throughout the house; a superseded form is right in a document of its time.",
    example="粮食计划署 in a report of 2020 — 粮食署; 伊会组织 in a report of 2018 (until 2011)",
    zh=Papers(
        title="简称不规范",
        what="术语表列为不宜使用的简称，或在文件日期之前已经停用的简称。",
        why="一个名称只用一个简称；已停用的简称，用在当年的文件中并无不妥。",
        example="2020年的报告写“粮食计划署”，应写“粮食署”；2018年的报告写“伊会组织”(2011年停用)",
    ),
    find=_find,
    measured=(
        "Read by its developer and by blind readers. Seed reports: 2 of 2 right. 68 excerpts, each alone: none found."
        " 18 documents of 2021-2023 at first sight: none of 1 right."
    ),
    fix=Safety.UNSAFE,
    yields_to=("SF01", "SF06"),
)
