"""Chinese word segmentation behind one small interface.

rjieba (jieba's algorithm and dictionary in Rust) does the work where it has a wheel; jieba itself,
the reference, does it elsewhere. Both run without the hidden Markov model: it invents words across
the borders of names that no dictionary has.
"""

from __future__ import annotations

import warnings
from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.kept import kept
from termkit.text.segmenter import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Word", "cut", "last_word", "load", "reference_words", "tag_of", "word_borders", "word_ends", "words"]


class Word(NamedTuple):
    """A word with its span in code points and its part of speech in jieba's tag set (ICTCLAS)."""

    text: str
    start: int
    end: int
    tag: str


_word: Callable[[tuple[str, int, int, str]], Word] = partial(tuple.__new__, Word)  # Word._make, at half its time


def words(text: str, offset: int = 0) -> list[Word]:
    """Cut a text into words that cover it without gaps; `offset` is added to their positions."""
    texts = _cutter()(text)
    return _placed(texts, map(tag_of, texts), offset)


@kept(1 << 12)
def last_word(text: str) -> str:
    """Return the last word of a text, nothing of an empty one."""
    return words(text)[-1].text if text else ""


def cut(text: str) -> list[str]:
    """Cut a text into words as `words` does, for who counts places in columns."""
    return _cutter()(text)


def word_ends(text: str, offset: int = 0) -> list[int]:
    """Return where the words of a text end, as `words` cuts it; `offset` is added. Faster, since without tags."""
    return [offset + end for end in accumulate(map(len, _cutter()(text)))]


@kept(1 << 17)
def tag_of(word: str) -> str:
    """Return the part of speech of a word of a text that was cut.

    The dictionary decides it, and not what stands around the word; to cut a text and to look its words up takes two
    thirds of the time of tagging it. A word that is part of the best cutting of a text is by itself cut no further.
    """
    ((_, tag),) = _tagger()(word)
    return tag


def word_borders(text: str) -> bytes:
    """Return a byte for each offset from 0 to the length of the text: 1 where a word begins or ends, else 0."""
    # A line feed is a word by itself: a line has the same words in every text, and many stand in several.
    known, lines = _known_lines(), text.split("\n")
    new = _cut_lines("\n".join([line for line in lines if line not in known]))
    known.update((line, ends) for line, ends in new.items() if len(line) <= _LONGEST_LINE)
    return b"\1" + b"\1".join([new[line] if line in new else known[line] for line in lines])


def _cut_lines(text: str) -> dict[str, bytes]:
    """Return for each line of a text a byte for each character: 1 where a word ends, else 0."""
    found: dict[str, bytes] = {}
    for piece in _pieces(text):
        ends, start = b"".join(map(_marked_end, map(len, _cutter()(piece)))), 0
        for line in piece.split("\n"):
            found[line] = ends[start : start + len(line)]
            start += len(line) + 1
    return found


def _known_lines() -> dict[str, bytes]:
    """Return what `_cut_lines` does for the lines of the texts so far, but for long ones, up to a number."""
    if not _last or len(_last[0]) > _MOST_LINES:
        _last[:] = [{"": b""}]  # whoever has the ones before may still use them
    return _last[0]


_last: list[dict[str, bytes]] = []
_MOST_LINES = 1 << 13
_LONGEST_LINE = 2048
"""Characters of a line that is kept: what is kept stays small however many documents are one long line each."""


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end with a line feed: all words at once take twenty times its room."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield text[start:end]
        start = end


_PIECE = 1 << 16
"""Characters of a piece, at least."""


class _MarkedEnds(dict[int, bytes]):
    """For the length of a word, as many bytes, the last of them 1."""

    def __missing__(self, length: int) -> bytes:
        self[length] = ends = b"\0" * (length - 1) + b"\1"
        return ends


_marked_end = _MarkedEnds().__getitem__


def load() -> None:
    """Load the whole dictionary now: processes that are forked later share it."""
    if (segmenter := _segmenter()) is not None:
        segmenter.load()
    else:
        _reference()


def reference_words(text: str) -> list[Word]:
    """Cut a text with jieba itself: slow; what the faster segmenter is held against."""
    tagged = list(_reference()(text))
    return _placed([word for word, _ in tagged], (tag for _, tag in tagged), 0)


def _placed(texts: Sequence[str], tags: Iterable[str], offset: int) -> list[Word]:
    ends = list(accumulate(map(len, texts), initial=offset))
    return list(map(_word, zip(texts, ends, ends[1:], tags, strict=False)))


@cache
def _segmenter() -> Segmenter | None:
    try:
        return Segmenter()
    except ImportError:
        return None


@cache
def _tagger() -> Callable[[str], Iterable[tuple[str, str]]]:
    segmenter = _segmenter()
    return segmenter.tag if segmenter is not None else _reference()


@cache
def _cutter() -> Callable[[str], list[str]]:
    if (segmenter := _segmenter()) is not None:
        return segmenter.cut
    return lambda text: [word for word, _ in _reference()(text)]


@cache
def _reference() -> Callable[[str], Iterable[tuple[str, str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's sources predate today's warnings of the compiler
        import jieba  # noqa: PLC0415
        from jieba import posseg  # noqa: PLC0415
    jieba.setLogLevel("ERROR")
    tagger = posseg.POSTokenizer(jieba.Tokenizer())
    return lambda text: ((pair.word, pair.flag) for pair in tagger.cut(text, HMM=False))
