"""Aligning pairs of files: one by one, or many by an engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.align.documents import align_sides, lines_side, segment_document
from termkit.align.embedding import load_embedder
from termkit.errors import InputError
from termkit.read import Source, find_sources, read_source
from termkit.read.decode import decode

if TYPE_CHECKING:
    from termkit.align.embedding import Embedder
    from termkit.text.bitext import Bitext, BitextSide

__all__ = ["Manner", "Pair", "align_files", "sides"]


class Pair(NamedTuple):
    """A Chinese and an English file; `path` is the Chinese one, and `number` which pair it is."""

    path: str
    en: str
    number: int = 0


class Manner(NamedTuple):
    """How pairs are aligned: what is known to mean the same, the model's name, and how files are read."""

    known: tuple[tuple[str, str], ...]
    model: str = ""
    encoding: str = ""
    use_dictionary: bool = True
    zh_lines: bool = False
    en_lines: bool = False


def align_files(manner: Manner, pair: Pair) -> Bitext:
    """Align two files; raise InputError where one of them cannot be used or they look exchanged."""
    left, right = sides(pair.path, pair.en, manner.encoding, zh_lines=manner.zh_lines, en_lines=manner.en_lines)
    embedder = _embedder(manner.model) if manner.model else None
    return align_sides(left, right, manner.known, embedder, use_dictionary=manner.use_dictionary)


@lru_cache(maxsize=1)
def _embedder(model: str) -> Embedder:
    return load_embedder(model)


def sides(
    zh: str, en: str, encoding: str, *, zh_lines: bool = False, en_lines: bool = False
) -> tuple[BitextSide, BitextSide]:
    """Read the two texts; raise InputError where one is empty or they look exchanged."""
    left, right = _side(zh, "zh", encoding, lines=zh_lines), _side(en, "en", encoding, lines=en_lines)
    for side, path in ((left, zh), (right, en)):
        if not side.segments:
            raise InputError("is empty, so that nothing can be aligned with it", path)
    if _han_share(left) < 0.1 < _han_share(right):
        raise InputError("is not Chinese, and the other text is: name the Chinese one first", zh)
    return left, right


def _side(path: str, language: str, encoding: str, *, lines: bool) -> BitextSide:
    source = Source(path) if path == "-" else next(iter(find_sources([path])))
    if isinstance(source, InputError):
        raise source
    if not lines:
        return segment_document(read_source(source, encoding), language)
    text = decode(source.read_bytes(), path, encoding).text
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines_side(rows[:-1] if rows[-1] == "" else rows, language, path)


def _han_share(side: BitextSide) -> float:
    text = "".join(s.text for s in side.segments[:200])
    return sum("\u3400" <= c <= "\u9fff" for c in text) / max(len(text), 1)
