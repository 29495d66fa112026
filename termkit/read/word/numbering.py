"""Numbers that Word computes: the counters of lists (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from termkit.read.word.names import attribute, child, local, number, on, value
from termkit.read.word.number_formats import format_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from termkit.read.word.styles import Styles

__all__ = ["Numbering"]

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
# Bullets in the private use area of Symbol and Wingdings fonts, as the fonts draw them.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf06e": "■", "\uf06f": "□"}
_LEFT_OUT = frozenset({"\uf020", "\u200b"})


@dataclass(frozen=True)
class _Level:
    """A level of a list: 17.9.6."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = " "
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass
class _Counters:
    """The running numbers of one abstract list."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Gives each numbered paragraph, asked for in order, its number."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._levels: dict[str, list[_Level]] = {}
        self._counters: dict[str, _Counters] = {}
        self._started: set[tuple[str, int]] = set()
        for each in root if root is not None else ():
            if local(each) == "abstractNum":
                self._abstract[attribute(each, "abstractNumId")] = each
            elif local(each) == "num":
                self._nums[attribute(each, "numId")] = each

    def level_of_style(self, num_id: str, style: str) -> int:
        """Return the level of a list that is tied to a paragraph style, 0 where none is."""
        levels = self._levels_of(num_id)
        return next((index for index, level in enumerate(levels) if level.style == style), 0)

    def is_bullet(self, num_id: str, level: int) -> bool:
        """Tell whether a level of a list has bullets and no numbers."""
        levels = self._levels_of(num_id)
        return bool(levels) and levels[level].form == "bullet"

    def next(self, num_id: str, level: int) -> str:
        """Count one paragraph on and return its number with what stands behind it; empty where it has none."""
        levels = self._levels_of(num_id)
        if not levels:
            return ""
        values = self._counters.setdefault(self._abstract_id(num_id), _Counters()).values
        self._override(num_id, level, values)
        current = values[level]
        values[level] = levels[level].start if current is None else current + 1
        for above in range(level):
            if values[above] is None:
                values[above] = levels[above].start
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart
            # 17.9.10: 0 never restarts; n restarts after level n (from 1) or a higher one only.
            if restart is None or level < restart:
                values[below] = None
        return self._written(levels, level, values)

    def _written(self, levels: list[_Level], level: int, values: list[int | None]) -> str:
        own = levels[level]
        if own.form == "bullet":
            text = "".join(_BULLETS.get(c, c) for c in own.text if c not in _LEFT_OUT)
            text = "•" if text and all("\ue000" <= c <= "\uf8ff" for c in text) else text
        else:

            def shown(match: re.Match[str]) -> str:
                index = int(match[1]) - 1
                return format_number(values[index] or 0, "decimal" if own.legal else levels[index].form)

            text = _PLACE.sub(shown, own.text)
        return text + own.suffix if text.strip() else ""

    def _override(self, num_id: str, level: int, values: list[int | None]) -> None:
        """Start anew where this instance of the list says so, at its first paragraph of the level."""
        if (num_id, level) in self._started:
            return
        self._started.add((num_id, level))
        for each in self._nums[num_id]:
            if local(each) == "lvlOverride" and number(attribute(each, "ilvl")) == level:
                start = value(each, "startOverride")
                if start:
                    values[level] = number(start, 1) - 1

    def _abstract_id(self, num_id: str, seen: frozenset[str] = frozenset()) -> str:
        num = self._nums.get(num_id)
        identifier = value(num, "abstractNumId")
        # A list may stand for the list of a numbering style (17.9.21).
        link = value(self._abstract.get(identifier), "numStyleLink")
        if link and num_id not in seen:
            linked = self._styles.get(link).num_id
            if linked and linked in self._nums:
                return self._abstract_id(linked, seen | {num_id})
        return identifier

    def _levels_of(self, num_id: str) -> list[_Level]:
        if num_id in self._levels:
            return self._levels[num_id]
        levels: list[_Level] = []
        abstract = self._abstract.get(self._abstract_id(num_id))
        if num_id in self._nums and abstract is not None:
            levels = [_Level() for _ in range(_LEVELS)]
            for each in abstract:
                if local(each) == "lvl":
                    _set(levels, each)
            for each in self._nums[num_id]:
                if local(each) == "lvlOverride" and (own := child(each, "lvl")) is not None:
                    _set(levels, own)
        self._levels[num_id] = levels
        return levels


def _set(levels: list[_Level], element: _Element) -> None:
    index = number(attribute(element, "ilvl"), -1)
    if not 0 <= index < _LEVELS:
        return
    form = child(element, "numFmt")
    suffix = value(element, "suff")
    restart = value(element, "lvlRestart")
    levels[index] = replace(
        levels[index],
        start=number(value(element, "start"), 1),
        form=attribute(form, "val") if form is not None else "decimal",
        text=value(element, "lvlText"),
        suffix="" if suffix == "nothing" else " ",
        legal=on(element, "isLgl"),
        restart=number(restart) if restart else None,
        style=value(element, "pStyle"),
    )
