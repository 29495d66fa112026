"""SF11: a short form in a resolution."""

from __future__ import annotations

import re
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
    from termkit.text.document import Document

__all__ = ["RULE"]

_IN_RESOLUTION = Wording(
    "“{form}”{times} in a resolution; write {name}", "决议中用了简称“{form}”{times}；应写作“{name}”"
)

_TITLE = re.compile(r"(?:大会|安全理事会|理事会|委员会)?(?:决议草案|第\s?[\d/()（）]+\s?号决议)$")


def _find(material: Material) -> Iterator[Issue]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        if not _is_resolution(facts.document):
            continue
        for identifier, forms in short_uses.items():
            for form, mentions in forms.items():
                if is_checked(form):
                    spots = [Spot(facts.document, mention.span) for mention in mentions]
                    name = material.full_form(identifier)
                    message = _IN_RESOLUTION(form=form, times=times(len(spots)), name=name)
                    yield Issue(spots[0], message, tuple(spots[1:]))


def _is_resolution(document: Document) -> bool:
    """Tell a resolution, or the draft of one, by its symbol (A/RES/…, A/C.2/78/L.5) or its title."""
    if any("/RES/" in symbol for symbol in document.symbols):
        return True
    heads = (block for block in document.blocks if block.kind in {BlockKind.HEADING, BlockKind.MASTHEAD})
    return any(_TITLE.search(document.text[slice(*block.span)]) for block in heads)


RULE = Rule(
    code="SF11",
    name="short-form-in-resolution",
    severity=Severity.WARNING,
    what="A resolution, told by its symbol or title, has a short form.",
    why="Resolutions write names in full (UN Editorial Manual, Abbreviations; Resolutions, B). Off by default.",
    example="A/RES/72/278：鼓励议会联盟 — 各国议会联盟",
    zh=Papers(
        title="决议中用简称",
        what="决议(以文号或标题判断)中用了简称。",
        why="决议中的名称写全称(《联合国编辑手册》，“缩写”部分；“决议”，B节)。默认不检查。",
        example="A/RES/72/278：鼓励议会联盟——应写“各国议会联盟”",
    ),
    find=_find,
    measured="Not judged: off by default.",
    on=False,
)
