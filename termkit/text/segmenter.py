"""rjieba with all of its dictionary, or for less text with the words that can stand in it.

To build the whole dictionary takes a tenth of a second: a third of a look at a report. jieba's own dictionary file is
sorted, so that the words that begin with two characters are quickly found, by an index in the user's cache.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import deque
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import pairwise, repeat
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from termkit.cache import cache_folder, cached, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Segmenter"]

_MOST_CHARACTERS = 50_000
"""Characters, of all texts so far, beyond which the whole dictionary costs less."""

# What all words of the dictionary count together decides how a text is cut: the words left out are counted by one that
# no text has (a private use character).
_OTHERS: Final = "\U0010fffd"
_NONE = "\uffff"
"""In place of the second character of words that the dictionary has not in their order; no character at all."""


class Segmenter:
    """Cuts texts with rjieba, without the hidden Markov model; the same words whichever dictionary it uses."""

    def __init__(self) -> None:
        """Load rjieba without its dictionary; raise ImportError where there is no rjieba."""
        self._make = _extension().Jieba
        self._whole: Any = None
        self._part: _Part | None = None
        self._lock = Lock()

    def cut(self, text: str) -> list[str]:
        """Return the words of a text."""
        words: list[str] = self._for(text).cut(text, hmm=False)
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Return the words of a text with their parts of speech."""
        words: list[tuple[str, str]] = self._for(text).tag(text, hmm=False)
        return words

    def load(self) -> None:
        """Build the whole dictionary now."""
        with self._lock:
            self._whole = self._whole or self._make()

    def _for(self, text: str) -> Any:
        if self._whole is None:
            with self._lock:
                self._part = self._part or _Part(self._make.empty(), _dictionary())
                if self._part.takes(text):
                    return self._part.jieba
            self.load()
        return self._whole


class _Part:
    """A segmenter that knows the words that begin with any two neighbouring characters of the texts so far."""

    def __init__(self, jieba: Any, dictionary: _Dictionary | None) -> None:
        self.jieba = jieba
        self._dictionary = dictionary
        self._seen: set[str] = set()
        self._known: set[tuple[str, str]] = set()
        self._characters = 0
        self._left = _TOTAL
        if dictionary is not None:
            self._add(dictionary.unsorted)

    def takes(self, text: str) -> bool:
        """Tell whether a text can be cut, having learnt the words for it."""
        self._characters += len(text)
        if self._dictionary is None or self._characters > _MOST_CHARACTERS:
            return False
        if self._seen.issuperset(text) and self._known.issuperset(pairwise(text)):
            return True  # as most, which are parts of others
        if max(text) >= _OTHERS or _NONE in text:
            return False
        # A word of one character stands in the dictionary with a space behind it.
        new = {*pairwise(text), *zip(set(text), repeat(" "))} - self._known
        self._add(self._dictionary.lines(new))
        self._known |= new
        self._seen.update(text)
        return True

    def _add(self, lines: bytes) -> None:
        fields = lines.decode().split()
        counts = [*map(int, fields[1::3])]
        deque(map(self.jieba.add_word, fields[::3], counts, fields[2::3]), maxlen=0)
        self._left -= sum(counts)
        self.jieba.add_word(_OTHERS, self._left, "x")


_TOTAL = 60_101_967
"""What all words of jieba's dictionary (0.42) count together."""
_SIZE = 5_071_852
"""Bytes of that dictionary: another one is not rjieba's."""
_FIRST = "一"
"""The first word of Han characters; before it stand some of Latin letters."""
_LAYOUT = 1
"""Of the index that is kept: another number for another one."""
# Lines that have their first two characters in common: behind a word of one character stands a space.
_SAME_BEGIN = re.compile(rb"\n([\xe4-\xe9]..(?:[\x00-\x7f]|[\xe3-\xef]..))[^\n]*(?:\n\1[^\n]*)*", re.DOTALL)


class _Dictionary:
    """The lines of jieba's dictionary file, by the beginning of the line; each line has a word, its count and tag."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap(file.fileno(), 0, access=ACCESS_READ)
        kept = cache_folder("words") / f"{_SIZE}-{_LAYOUT}-{sys.byteorder}.index"
        if (index := cached(kept)) is None:
            index = _index_of(self._data)
            write_cache(kept, index)
        # Lines are in groups with the same two characters at their beginning, and these again by the first of them.
        numbers, firsts, seconds, offsets, self.unsorted = index
        self._firsts: str = firsts.decode(_CODING)
        self._numbers = array("I", numbers)
        self._seconds: str = seconds.decode(_CODING)
        self._offsets = array("I", offsets)
        self._groups: dict[str, tuple[int, int]] = {}

    def lines(self, begins: Iterable[tuple[str, str]]) -> bytes:
        """Return the lines that begin with any of these pairs of characters, each after a line feed."""
        data, offsets, groups, find = self._data, self._offsets, self._groups, self._seconds.find
        found: list[bytes] = []
        for first, second in begins:
            if first not in groups:
                at = self._firsts.find(first)
                groups[first] = (self._numbers[at], self._numbers[at + 1]) if at >= 0 else (0, 0)
            if (group := find(second, *groups[first])) >= 0:
                found.append(data[offsets[group] : offsets[group + 1]])
        return b"".join(found)


_CODING = "utf-16-le"
"""Of the characters in the index: fast to read."""


def _index_of(data: mmap) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Return the index of a dictionary: what its groups of lines begin with, and where they are.

    For each first character the number of its first group, and the number of all; these characters; the second
    characters of the groups; the offsets where the groups begin, and where all end; the lines that are in none, which
    are the few that stand before Han characters, or not in their order.
    """
    begin = data.find(f"\n{_FIRST} ".encode())
    groups = [(match[1].decode(), *match.span()) for match in _SAME_BEGIN.finditer(data, begin)]
    astray = {one for one, other in pairwise(groups) if one > other}
    numbers: dict[str, int] = {}
    for number, (begins, _, _) in enumerate(groups):
        numbers.setdefault(begins[0], number)
    return (
        array("I", [*numbers.values(), len(groups)]).tobytes(),
        "".join(numbers).encode(_CODING),
        "".join(_NONE if group in astray else group[0][1] for group in groups).encode(_CODING),
        array("I", [*(start for _, start, _ in groups), len(data)]).tobytes(),
        b"".join([data[:begin], *(data[start:end] for _, start, end in sorted(astray))]),
    )


def _dictionary() -> _Dictionary | None:
    """Return the dictionary of jieba, without importing jieba, or None where it is not the one that is known."""
    spec = find_spec("jieba")
    path = Path(spec.origin or "").with_name("dict.txt") if spec else None
    return _Dictionary(path) if path is not None and path.is_file() and path.stat().st_size == _SIZE else None


def _extension() -> Any:
    """Return the compiled part of rjieba alone: to import the package builds the dictionary."""
    name = "rjieba.rjieba"
    if name in sys.modules:
        return sys.modules[name]
    package = find_spec("rjieba")
    spec = PathFinder.find_spec(name, package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    # It can be made once in a process only: who imports the package finds it here.
    sys.modules[name] = module
    return module
