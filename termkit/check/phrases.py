"""What the messages of several rules have in common."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.text.message import NOTHING, Message, Wording, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.document import Place

__all__ = ["instead", "line_of", "listed", "one_of", "quoted", "recounted", "times"]

_SINGLE = str.maketrans("“”", "‘’")
_TIMES = Wording(" ({count} times)", "(共{count}处)")
_WRITE = Wording("; write {better}", "；应写作{better}")
_LINE = Wording("line {line}", "第{line}行")
_PAGED_LINE = Wording("line {line} (page {page})", "第{page}页(第{line}行)")


@lru_cache(maxsize=1 << 10)
def times(count: int) -> Message:
    """Return " (3 times)", or nothing for once."""
    return NOTHING if count == 1 else _TIMES(count=count)


def recounted(message: Message, was: int, now: int) -> Message:
    """Return a message with the first " (3 times)" that it says of its places told of fewer."""
    texts = zip(message, times(was), times(now), strict=True)
    return Message(*(text.replace(old, new, 1) for text, old, new in texts))


def instead(better: str) -> Message:
    """Return "; write 粮食署", or nothing where there is nothing better."""
    return _WRITE(better=quoted(better)) if better else NOTHING


@lru_cache(maxsize=1 << 12)  # documents have the same names over and over
def quoted(name: str) -> Message:
    """Return a name as it is, in Chinese in quotation marks; a title has its own, and marks inside marks are single."""
    is_title = name.startswith("《") and name.endswith("》")
    return Message(name, name if is_title else f"“{name.translate(_SINGLE)}”")


def line_of(place: Place) -> Message:
    """Return "line 3", with the page where the source has pages."""
    return _LINE(line=place.line) if place.page is None else _PAGED_LINE(line=place.line, page=place.page)


def listed(items: Iterable[str | Message]) -> Message:
    """Return "000.txt, 001.txt"."""
    return joined(items, Message(", ", "、"))


def one_of(names: Iterable[str]) -> Message:
    """Return "经济合作组织 or 经济合作与发展组织"."""
    return joined(names, Message(" or ", "或"))
