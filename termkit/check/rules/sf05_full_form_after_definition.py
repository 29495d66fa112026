"""SF05: a full form that is written out after its short form was defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.naming.forms import is_checked
from termkit.check.phrases import quoted, times
from termkit.check.rule import Change, Issue, Papers, Rule
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Material

__all__ = ["RULE"]

_WRITTEN_OUT = Wording(
    "{full} is written out{times} after “{short}” was defined", "已给出简称“{short}”，其后仍写全称{full}{times}"
)


def _find(material: Material) -> Iterator[Issue]:
    for facts in material.documents:
        document = facts.document
        for definitions in facts.defined.values():
            first = definitions[0]
            if not is_checked(first.short):
                continue
            spots = [
                Spot(document, mention.span)
                for mention in facts.uses.get(first.full, ())
                if mention.span.start >= first.span.end and not facts.is_definition(mention)
            ]
            if spots:
                message = _WRITTEN_OUT(full=quoted(first.full), short=first.short, times=times(len(spots)))
                changes = tuple(Change(spot.span, first.short) for spot in spots)
                yield Issue(spots[0], message, tuple(spots[1:]), changes)


RULE = Rule(
    code="SF05",
    name="full-form-after-definition",
    severity=Severity.INFO,
    what="A name is written out in full after its short form was defined; one finding a name.",
    why=(
        "After its definition the short form stands alone (UN Editorial Manual, Abbreviations). Off by default: UN "
        "reports write names out again at the head of a section, and rightly."
    ),
    example="世界卫生组织(世卫组织)…… 世界卫生组织还举办了",
    zh=Papers(
        title="给出简称后仍写全称",
        what="给出简称之后仍写全称；每个名称只报一次。",
        why="给出简称之后，下文只用简称(《联合国编辑手册》，“缩写”部分)。默认不检查：联合国报告各节开头常重写全称，并无不妥。",
        example="世界卫生组织(世卫组织)……世界卫生组织还举办了",
    ),
    find=_find,
    measured="Not judged: off by default.",
    fix=Safety.UNSAFE,
    on=False,
)
