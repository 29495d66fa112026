"""Mentions: where a document uses the forms that are known."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.heads import head_of
from termkit.extract.places import PLACES
from termkit.terms.matcher import Matcher
from termkit.text.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from termkit.terms.matcher import ReadyForms
    from termkit.text.document import Document, Span

__all__ = ["Mention", "find_mentions", "matcher_of"]

_TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_MODIFIERS = PLACES | {
    "国际",
    "伊斯兰",
    "世界",
    "全球",
    "阿拉伯",
    "亚太",
    "泛非",
    "泛美",
    "法语国家",
    "葡语国家",
}


class Mention(NamedTuple):
    """A use of a form; `in_title` where it stands inside the 《》 of a longer title."""

    form: str
    span: Span
    in_title: bool


def matcher_of(forms: Iterable[str], ready: ReadyForms | None = None) -> Matcher:
    """Return a matcher of the forms that keeps names apart from longer ones: 黑海|经合组织, but 非洲|基础设施.

    `ready` are more forms.
    """
    return Matcher(forms, _MODIFIERS, lambda form: head_of(form) not in {"", "设施"}, ready)


@uncollected
def find_mentions(document: Document, matcher: Matcher, borders: bytes | None = None) -> tuple[Mention, ...]:
    """Return the mentions in a document, in text order; `borders` are those of its words, if they are known."""
    beyond = (len(document.text), len(document.text))
    titles = chain((match.span() for match in _TITLE.finditer(document.text)), repeat(beyond))
    found: list[tuple[str, Span, bool]] = []
    begin, close = next(titles)
    for form, span in matcher.find(document.text, borders):
        start, end = span
        while close <= start:
            begin, close = next(titles)
        found.append((form, span, begin < start and end < close))
    return tuple(map(_mention, found))


_mention: Callable[[tuple[str, Span, bool]], Mention] = partial(tuple.__new__, Mention)  # its _make, at half the time
