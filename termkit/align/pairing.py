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
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from termkit.text.document import Document

__all__ = ["DocumentPair", "pair_documents"]

# Marks of a language in file names: report.zh.txt, report_EN, N0812345-c, A_63_150_ch.
_LANGUAGE = re.compile(
    r"(?:^|[._\- (])(?:zh|cn|ch|chi|chn|zho|chinese|c|en|eng|english|e|hans|中文|英文)(?=$|[._\- )])", re.IGNORECASE
)
_SAME = 0.25
"""Least cosine of what both texts share by sign (numbers, symbols, Latin words) for a pair by content."""


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
    steps: list[tuple[str, Callable[[Document], Iterable[Hashable]]]] = [
        ("symbol", lambda d: d.symbols),
        ("name", lambda d: [name] if (name := _name(d)) else []),
    ]
    for how, keys_of in steps:
        zh_by, en_by = _index(left_zh, keys_of), _index(left_en, keys_of)
        for key in sorted(zh_by.keys() & en_by.keys(), key=str):
            a, b = zh_by[key], en_by[key]
            if len(a) == len(b) == 1 and a[0] in left_zh and b[0] in left_en:
                pairs.append(DocumentPair(a[0], b[0], how))
                left_zh.remove(a[0])
                left_en.remove(b[0])
    for one, other in _by_content(left_zh, left_en):
        pairs.append(DocumentPair(one, other, "content"))
    order = {id(d): k for k, d in enumerate(zh)}
    pairs.sort(key=lambda p: order[id(p.zh)])
    taken = {id(d) for p in pairs for d in (p.zh, p.en)}
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
    score = {
        (i, j): sum(w * weights[len(zh) + j].get(u, 0.0) for u, w in weights[i].items()) / norms[i] / norms[len(zh) + j]
        for i in range(len(zh))
        for j in range(len(en))
    }
    result = []
    for i in range(len(zh)):
        j = max(range(len(en)), key=lambda j: score[i, j])
        best_back = max(range(len(zh)), key=lambda k: score[k, j])
        if best_back == i and score[i, j] >= _SAME:
            result.append((zh[i], en[j]))
    return result
