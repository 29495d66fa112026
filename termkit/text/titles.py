"""What a document is called: the first line of its head that says what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.text.document import BlockKind

if TYPE_CHECKING:
    from termkit.text.document import Document

__all__ = ["title_of"]

_LONGEST = 120
_ORGAN = (
    "联合国|大会|安全理事会|安理会|经济及社会理事会|经济和社会理事会|托管理事会|人权理事会|国际法院|国际法委员会|第[一二三四五六]委员会|"
    "United Nations|General Assembly|Security Council|Economic and Social Council|Trusteeship Council|"
    "Human Rights Council"
)
# What else stands in the heads of United Nations documents (Editorial Manual, "Mastheads"): distribution, languages,
# session, agenda item, symbol, date, notes.
_FRAME = re.compile(
    rf"(?:{_ORGAN}|[\s、，,])+"
    r"|.*(?:Distr\.|Original:|原文[：:]).*|(?:Chinese|English|French|Spanish|Russian|Arabic|中文|普遍|限制)\b.{0,12}"
    rf"|第\s?[\d〇零一二三四五六七八九十百]+\s?(?:届|次|年)\S{{0,2}}(?:会议|届会|常会)?(?:{_ORGAN})?\W*"
    r"|\d{4}\s?年?\S{0,8}(?:届会|会议|常会)|.{0,24}\bsession"
    r"|.*(?:临时议程\W*(?:议程)?项目|议程项目\W*\d).*|(?:临时)?议程\W*|项目\W*\d.*"
    r"|(?:Provisional )?agenda(?: items? .*)?|Items? \d.*"
    r"|\d{1,2} [A-Z]+ \d{4}|\d{4}\s?年\s?\d+\s?月\s?\d+\s?日"
    r"|[\s\d*()（）/.:：–—-]+|[A-Z]+(?:/[\w.]+)+|[*(（].*|.{0,3}",
    re.IGNORECASE | re.DOTALL,
)
_GENERIC = re.compile(
    r"\W*(?:摘\s?要|目\s?录|导言|引言|前言|序言|Summary|Contents|Introduction|Foreword)\W*", re.IGNORECASE
)
# A title of a joint report goes on with the titles of its agenda items.
_PART = re.compile(r"(?<=.{6})[：:；;]")
_BESIDE = frozenset({BlockKind.RUNNING, BlockKind.CONTENTS, BlockKind.FOOTNOTE, BlockKind.TABLE_CELL})


def title_of(document: Document) -> str:
    """Return the title of a document in one line, nothing where its text begins without one."""
    for block in document.blocks:
        line = " ".join(document.text[block.span.start : block.span.end].split())
        if block.kind in _BESIDE or _FRAME.fullmatch(line):
            continue
        begun = block.number or line.endswith(("。", ".", "；", ";")) or _GENERIC.fullmatch(line)
        return "" if begun else _PART.split(line, maxsplit=1)[0][:_LONGEST].rstrip("*¹ ")
    return ""
