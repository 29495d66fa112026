"""Whether a place where a short form stands calls for a definition: where the form is given already it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.naming.forms import is_prefixed
from termkit.check.naming.names import is_name
from termkit.extract.heads import HEADS
from termkit.extract.undefined import is_transparent
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention
    from termkit.text.document import Span

__all__ = ["ends_a_list", "is_any_of_its_kind", "is_beside_name", "is_given", "is_told"]

_REACH = 8
_COMMON = frozenset(["n", "v", "vn", "an", "a"])
_NOUN = frozenset(["n"])
_CALLED = re.compile('(?:[又亦也]称(?:作|为)?|简称(?:为)?|下称|，即)[“"]?$')
_IN_BRACKET = re.compile("[（(][^。；\n)）]*$")
_COUNTED = re.compile("[一两各][个项家所种支]$")
_OPENING, _CLOSING = ("(", "（"), (")", "）", "，")


def is_told(facts: Facts, form: str) -> bool:
    """Tell whether the document defines what the form is made of: 非盟委员会, 《非盟宪章》 beside 非洲联盟(非盟)."""
    form = form.strip("《》")
    return any(form[:end] in facts.shorts and form[end:] in HEADS for end in range(len(form)))


def ends_a_list(material: Material, facts: Facts, mention: Mention, full: str) -> bool:
    """Tell whether the form may be the end of a longer phrase: 真相、正义、和解与|赔偿委员会, 土著人民和|移民组织.

    So only for a name of ordinary words (联合国 or 国际 and the form), behind a conjunction and a noun that ends none.
    """
    text, start = facts.document.text, mention.span.start
    tags = _COMMON if is_prefixed(full, mention.form) else _NOUN if full == f"国际{mention.form}" else ()
    if not tags or text[start - 1 : start] not in {"和", "与", "及", "、"}:
        return False
    left = start - 1
    while left > 0 and start - left < _REACH and is_han(text[left - 1]):
        left -= 1
    before = text[left : start - 1]
    ends = [before[index:] for index in range(len(before)) if before[index:] in facts.mentions_by_form]
    if any(is_name(material.index.concepts[owner]) for end in ends for owner in material.index.of(end)):
        return False
    cut = words(before)
    return bool(cut) and cut[-1].tag in tags and cut[-1].text not in HEADS


def is_any_of_its_kind(text: str, mention: Mention) -> bool:
    """Tell whether a phrase of whole words is counted and not named: 包括一个全球基金."""
    return bool(_COUNTED.search(text, max(mention.span.start - 2, 0), mention.span.start)) and is_transparent(
        mention.form
    )


def is_given(text: str, full: str, span: Span) -> bool:
    """Tell whether the form stands in brackets behind its full form, in whatever words, or behind another name."""
    if text[span.end : span.end + 1] in _OPENING and text.startswith(full, span.end + 1):
        return True  # 儿基会(联合国儿童基金会)
    form = text[span.start : span.end]
    if form[0] == "《" and (f"({form[1:-1]})》" in text or f"（{form[1:-1]}）》" in text):
        return True  # 《小岛屿发展中国家快速行动方式(萨摩亚途径)》
    before = text[max(0, span.start - len(full) - 30) : span.start]
    return is_beside_name(text, span) or (full in before and _IN_BRACKET.search(before, before.rfind(full)) is not None)


def is_beside_name(text: str, span: Span) -> bool:
    """Tell whether a form stands alone in brackets behind what ends as names do, or words say that it is a form."""
    before = text[max(0, span.start - 5) : span.start]
    if _CALLED.search(before):
        return True  # (也称作达伊沙)
    return text[span.end : span.end + 1] in _CLOSING and before[-1:] in _OPENING and _ends_in_head(before[:-1])


def _ends_in_head(text: str) -> bool:
    return any(text[-length:] in HEADS for length in range(1, 5))
