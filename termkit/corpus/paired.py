"""Documents with their English version: bilingual files, and two documents that are aligned for a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.pairs import AlignedPair
from termkit.errors import InputError
from termkit.read import find_sources, read_pair
from termkit.read.contract import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["align_pair", "pair_within"]


def align_pair(zh: Document, en: Document, concepts: Sequence[Concept]) -> AlignedPair:
    """Align a Chinese document and its English version.

    Raise InputError where the two look exchanged, or one of them has no text.
    """
    from termkit.align.documents import align_documents  # noqa: PLC0415  start-up: every check imports this module
    from termkit.corpus.bilingual import known_pairs  # noqa: PLC0415

    for document in (zh, en):
        if not document.text:
            raise InputError("is empty, so that nothing can be held against it", document.path)
    if not zh.language.startswith("zh") and en.language.startswith("zh"):
        raise InputError("is not Chinese, and the other text is: name the Chinese one first", zh.path)
    return AlignedPair(zh, en, align_documents(zh, en, known_pairs(concepts)))


def pair_within(document: Document, encoding: str = "") -> AlignedPair | None:
    """Return both sides of a document that was read from a bilingual file; None for others and for other languages.

    The file is read again, since a document keeps one side; standard input is not.
    """
    if document.path == "-" or document.format not in BY_NAME or not BY_NAME[document.format].pair:
        return None
    source = next(iter(find_sources([document.path])))
    if isinstance(source, InputError):
        return None
    both = read_pair(source, encoding)
    chinese, other = (both.source, both.target) if both.source.language.startswith("zh") else (both.target, both.source)
    if not chinese.language.startswith("zh") or not other.language.startswith("en"):
        return None
    return AlignedPair(chinese, other, both.bitext)
