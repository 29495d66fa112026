"""Regional centres and offices called 区域中心 alone, of which the document names several: which one is it here?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.terms.keys import form_key
from termkit.text.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.material import Facts

__all__ = ["called_alike"]

_HEAD = "(?:区域中心|[分次]?区域办事处|区域委员会|区域服务中心)"
# The whole of a subject: 各区域中心 and 设立区域中心 are of any.
_ALONE = re.compile(f"[，。；,](?P<head>{_HEAD})(?=[\u4e00-\u9fff])(?![的、和及])")
_NAMED = re.compile(f"(?P<whose>[\u4e00-\u9fff]{{4,20}}){_HEAD}")
_PLAIN = re.compile("[各该这两些几个的]$")
_TELLING = 4


def called_alike(facts: Facts) -> Sequence[Span]:
    """Return where a centre or office is called by its kind alone that its paragraph names, if others are too.

    One of each: the first place of each that is called so; nothing if the document gives the short form.
    """
    document, text = facts.document, facts.document.text
    found: dict[str, dict[str, Span]] = {}
    for match in _ALONE.finditer(text):
        head = match["head"]
        block = document.block_at(match.start())
        if form_key(head) in facts.defined or block.kind is not BlockKind.PARAGRAPH:
            continue
        names = [each["whose"] for each in _NAMED.finditer(text, block.span.start, match.start())]
        names = [name for name in names if not _PLAIN.search(name)]
        if names:
            found.setdefault(head, {}).setdefault(names[-1][-_TELLING:], Span(*match.span("head")))
    return [span for places in found.values() if len(places) > 1 for span in sorted(places.values())]
