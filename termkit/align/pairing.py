"""Which Chinese document belongs to which English one: by symbol, by file name, by content."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from termkit.align.tokens import chinese_units, english_units

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from termkit.text.document import Document

__all__ = ["DocumentPair", "pair_documents"]

# Marks of a language in file names: report.zh.txt, report_EN, N0812345-c, A_63_150_ch.
_LANGUAGE = re.compile(
    r"(?:^|[._\- (])(?:zh|cn|ch|chi|chn|zho|chinese|c|en|eng|english|e|hans|中文|英文)(?=$|[._\- )])", re.IGNORECASE
)
_SAME = 0.25
"""Least cosine of what both texts share by sign (numbers, symbols, Latin words) for a pair by content."""

_FEW = 64
"""Most documents that may have a sign for it to bring two of them together."""


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents that are translations of each other; `how` is "symbol", "name" or "content"."""

    zh: Document
    en: Document
    how: str


def _name(document: Document) -> str:
    stem = PurePath(document.path).stem
    return re.sub(r"[\W_]+", "", _LANGUAGE.sub("", _LANGUAGE.sub("", stem))).lower()


def pair_documents(zh: Sequence[Document], en: Sequence[Document]) -> tuple[list[DocumentPair], list[Document]]:
    """Return the pairs, in the order of the Chinese documents, and what found no partner.

    Each step pairs only what it can tell apart: a symbol or name that stands for one document on each
    side; by content the two that are each other's best.
    """
    pairs: list[DocumentPair] = []
    left_zh, left_en = list(zh), list(en)
    taken: set[int] = set()  # by id: a comparison of documents reads their texts
    steps: list[tuple[str, Callable[[Document], Iterable[Hashable]]]] = [
        ("symbol", lambda d: d.symbols),
        ("name", lambda d: [name] if (name := _name(d)) else []),
    ]
    for how, keys_of in steps:
        zh_by, en_by = _index(left_zh, keys_of), _index(left_en, keys_of)
        for key in sorted(zh_by.keys() & en_by.keys(), key=str):
            a, b = zh_by[key], en_by[key]
            if len(a) == len(b) == 1 and not {id(a[0]), id(b[0])} & taken:
                pairs.append(DocumentPair(a[0], b[0], how))
                taken |= {id(a[0]), id(b[0])}
        left_zh, left_en = ([each for each in left if id(each) not in taken] for left in (left_zh, left_en))
    for one, other in _by_content(left_zh, left_en):
        pairs.append(DocumentPair(one, other, "content"))
    order = {id(d): k for k, d in enumerate(zh)}
    pairs.sort(key=lambda p: order[id(p.zh)])
    taken |= {id(d) for p in pairs for d in (p.zh, p.en)}
    return pairs, [d for d in [*zh, *en] if id(d) not in taken]


def _index(
    documents: Iterable[Document], keys_of: Callable[[Document], Iterable[Hashable]]
) -> dict[Hashable, list[Document]]:
    found: dict[Hashable, list[Document]] = defaultdict(list)
    for document in documents:
        for key in keys_of(document):
            found[key].append(document)
    return found


def _by_content(zh: Sequence[Document], en: Sequence[Document]) -> list[tuple[Document, Document]]:
    if not zh or not en:
        return []
    signs = [Counter(u for u in chinese_units(d.text) if u[0] < "\u3400" and len(u) > 1) for d in zh]
    signs += [Counter(u for u in english_units(d.text) if len(u) > 1) for d in en]
    seen_zh = {u for s in signs[: len(zh)] for u in s}
    df = Counter(u for s in signs for u in s)
    weights = [
        {u: (1 + math.log(n)) * math.log(1 + len(signs) / df[u]) for u, n in sorted(s.items()) if u in seen_zh}
        for s in signs
    ]
    norms = [math.sqrt(sum(w * w for w in v.values())) or 1.0 for v in weights]
    near: dict[int, dict[int, float]] = {i: {} for i in range(len(zh))}
    back: dict[int, dict[int, float]] = {j: {} for j in range(len(en))}
    for i, j in sorted(_sharing_rare(signs, len(zh), df)):
        common = sum(w * weights[len(zh) + j].get(u, 0.0) for u, w in weights[i].items())
        near[i][j] = back[j][i] = common / norms[i] / norms[len(zh) + j]
    result = []
    for i, scores in near.items():
        if scores:
            j = max(scores, key=scores.__getitem__)
            if scores[j] >= _SAME and max(back[j], key=back[j].__getitem__) == i:
                result.append((zh[i], en[j]))
    return result


def _sharing_rare(signs: Sequence[Counter[str]], border: int, df: Mapping[str, int]) -> set[tuple[int, int]]:
    """Return which Chinese and English texts share a sign that few have: only these are held against each other.

    What many documents have tells none of them apart, and to compare all with all takes the square of their number.
    The first `border` signs are of Chinese texts.
    """
    having: dict[str, tuple[list[int], list[int]]] = {}
    for index, counted in enumerate(signs):
        for sign in counted:
            if df[sign] <= _FEW:
                having.setdefault(sign, ([], []))[index >= border].append(index)
    return {(i, j - border) for left, right in having.values() for i in left for j in right}
