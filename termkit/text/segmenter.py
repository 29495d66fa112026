"""rjieba with all of its dictionary, or for short texts with the words that can stand in them.

To build the whole dictionary takes a tenth of a second: more than all the rest of a look at a sentence. jieba's own
dictionary file is sorted by the first character of the words, so that those of a few characters are quickly found.
"""

from __future__ import annotations

import mmap
import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from threading import Lock
from typing import Any, Final

__all__ = ["Segmenter"]

_MOST_CHARACTERS = 200
"""Different characters beyond which the whole dictionary costs less."""

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

    def expect(self, text: str) -> None:
        """Build the whole dictionary now if stretches of a text are going to be cut for which a part will not do."""
        if self._whole is None and len(set(text)) > _MOST_CHARACTERS:
            self.load()

    def _for(self, text: str) -> Any:
        if self._whole is None:
            with self._lock:
                self._part = self._part or _Part(self._make.empty())
                if self._part.takes(text):
                    return self._part.jieba
            self.load()
        return self._whole


class _Part:
    """A segmenter that knows the words that begin with the characters of the texts so far."""

    def __init__(self, jieba: Any) -> None:
        self.jieba = jieba
        self._file = _dictionary()
        self._known: set[str] = set()
        self._left = 0
        if self._file is not None:
            self._left = _TOTAL
            # The few words of Latin letters and digits are not sorted as the others are.
            self._add(0, _start(self._file, "一"))

    def takes(self, text: str) -> bool:
        """Tell whether a text can be cut, having learnt the words for it."""
        if self._file is None or len(text) > 20 * _MOST_CHARACTERS:
            return False
        new = {character for character in text if character >= "一"} - self._known
        if len(self._known) + len(new) > _MOST_CHARACTERS or any(character >= _OTHERS for character in new):
            return False
        for character in sorted(new):
            self._add(_start(self._file, character), _start(self._file, chr(ord(character) + 1)))
        self._known |= new
        return True

    def _add(self, start: int, end: int) -> None:
        add = self.jieba.add_word
        for line in self._file[start:end].decode().splitlines() if self._file else ():
            word, count, tag = line.split(" ")
            add(word, int(count), tag)
            self._left -= int(count)
        add(_OTHERS, self._left, "x")


_TOTAL = 60_101_967
"""What all words of jieba's dictionary (0.42) count together."""
_SIZE = 5_071_852
"""Bytes of that dictionary: another one is not rjieba's."""


def _start(file: mmap.mmap, character: str) -> int:
    """Return where the words that begin with a character begin in the dictionary, or would."""
    key, low, high = character.encode("utf-8", "surrogatepass"), 0, len(file)
    while low < high:
        line = file.rfind(b"\n", 0, (low + high) // 2) + 1
        if file[line : line + len(key)] < key:
            low = file.find(b"\n", (low + high) // 2) + 1 or len(file)
        else:
            high = line
    return low


def _dictionary() -> mmap.mmap | None:
    """Return the dictionary of jieba, without importing jieba, or None where it is not the one that is known."""
    spec = find_spec("jieba")
    path = Path(spec.origin or "").with_name("dict.txt") if spec else None
    if path is None or not path.is_file() or path.stat().st_size != _SIZE:
        return None
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


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
