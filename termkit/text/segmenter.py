"""rjieba with all of its dictionary, or for less text with the words that can stand in it.

To build the whole dictionary takes a tenth of a second: a third of a look at a report. jieba's own dictionary file is
sorted, so that the words that begin with two characters are quickly found.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import deque
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from operator import add
from pathlib import Path
from threading import Lock
from typing import Any, Final

__all__ = ["Segmenter"]

_MOST_CHARACTERS = 50_000
"""Characters, of all texts so far, beyond which the whole dictionary costs less."""

# What all words of the dictionary count together decides how a text is cut: the words left out are counted by one that
# no text has (a private use character).
_OTHERS: Final = "\U0010fffd"


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
        self._known: set[str] = set()
        self._characters = 0
        self._left = _TOTAL
        if dictionary is not None:
            self._add(dictionary.unsorted)

    def takes(self, text: str) -> bool:
        """Tell whether a text can be cut, having learnt the words for it."""
        self._characters += len(text)
        if self._dictionary is None or self._characters > _MOST_CHARACTERS:
            return False
        if self._seen.issuperset(text) and self._known.issuperset(map(add, text, text[1:])):
            return True  # as most, which are parts of others
        if max(text) >= _OTHERS:
            return False
        # A word of one character stands in the dictionary with a space behind it.
        new = {*map(add, text, text[1:]), *(character + " " for character in set(text))} - self._known
        self._add(b"".join(map(self._dictionary.lines, new)))
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
"""The first word that is sorted, by code points; before it stand some of Latin letters."""
_BEYOND = "\ua000"
"""What is behind all words and their characters: full-width marks are."""
_ASTRAY = "高富帅"
"""The one word that is not where it should be."""
_STEP = 1024
_LONGEST_LINE = 100


class _Dictionary:
    """The lines of jieba's dictionary file, by the beginning of the line; each line has a word, its count and tag."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        first = data.index(f"\n{_FIRST} ".encode())
        astray = data.index(f"\n{_ASTRAY} ".encode())
        self.unsorted = data[:first] + data[astray : data.index(b"\n", astray + 1)]
        """The lines that `lines` does not find."""
        # Every so often the offset before a line, and the line feed with two characters: where to look for others.
        self._offsets = [data.find(b"\n", offset) for offset in range(first, len(data) - _LONGEST_LINE, _STEP)]
        self._begins = [data[offset : offset + 7] for offset in self._offsets]
        self._offsets.append(len(data))

    def lines(self, begin: str) -> bytes:
        """Return the lines that begin with two characters, each after a line feed; no line begins with a single one."""
        if not _FIRST <= begin < _BEYOND or begin[1] >= _BEYOND:
            return b""
        key = f"\n{begin}".encode()
        low = bisect_left(self._begins, key)
        start = self._data.find(key, self._offsets[max(low - 1, 0)], self._offsets[low] + _LONGEST_LINE)
        if start < 0:  # as for most
            return b""
        high = bisect_left(self._begins, key + b"\xff", low)
        last = self._data.rfind(key, start, self._offsets[high] + _LONGEST_LINE)
        return self._data[start : self._data.find(b"\n", last + 1)]


def _dictionary() -> _Dictionary | None:
    """Return the dictionary of jieba, without importing jieba, or None where it is not the one that is known."""
    spec = find_spec("jieba")
    path = Path(spec.origin or "").with_name("dict.txt") if spec else None
    if path is None or not path.is_file() or path.stat().st_size != _SIZE:
        return None
    return _Dictionary(path.read_bytes())


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
