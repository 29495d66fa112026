"""SF10: a short form in a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.naming.forms import is_checked
from termkit.check.phrases import times
from termkit.check.rule import Issue, Papers, Rule
from termkit.text.document import BlockKind
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]

_IN_HEADING = Wording(
    "“{form}” stands in a heading{times}; write the name in full", "标题中用了简称“{form}”{times}；应写全称"
)


def _find(material: Material) -> Iterator[Issue]:
    exempt = material.profile.needs_no_definition
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        document = facts.document
        for forms in short_uses.values():
            for form, mentions in forms.items():
                spots = [
                    Spot(document, mention.span)
                    for mention in mentions
                    if document.block_at(mention.span.start).kind is BlockKind.HEADING
                ]
                if spots and form not in exempt and is_checked(form):
                    message = _IN_HEADING(form=form, times=times(len(spots)))
                    yield Issue(spots[0], message, tuple(spots[1:]))


RULE = Rule(
    code="SF10",
    name="short-form-in-heading",
    severity=Severity.INFO,
    what="A heading or title has a short form.",
    why=(
        "No short forms in titles and headings (UN Editorial Manual, Abbreviations). Off by default: the seed reports "
        "do it throughout."
    ),
    example="三. 联合国与议会联盟之间的合作",
    zh=Papers(
        title="标题中用简称",
        what="标题中用了简称。",
        why="标题不用简称(《联合国编辑手册》，“缩写”部分)。默认不检查：现有报告的标题普遍使用简称。",
        example="三. 联合国与议会联盟之间的合作",
    ),
    find=_find,
    measured="Not judged: off by default.",
    on=False,
)
