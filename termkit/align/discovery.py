"""Names of bodies in aligned texts that no definition and no glossary gives.

The English side shows its names by capitals. For each of them, the run of Chinese words that it covers best
is a candidate; names end in a head noun (委员会, 办事处 …), and what stands before is decided by coverage.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termkit.align.english_names import INSIDE, is_name_word
from termkit.align.terms import NamedConcept
from termkit.align.tokens import is_transcription
from termkit.extract.heads import head_of
from termkit.text.characters import is_han
from termkit.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.align.terms import Beads

__all__ = ["discover_names"]

_LEAST = 0.7
_LEAST_ONCE = 0.75  # where one bead alone shows the pair
_UNCOVERED = 0.15  # what a first word that the English does not have costs: 促进|里约首脑会议
# Head nouns of names of bodies and instruments in English, as in the titles of the UN System Chart and of treaties.
_HEADS = frozenset(
    "academy agency agenda agreement alliance assembly association authority bank board bureau center"
    " centre chamber charter code college commission committee commonwealth community compact conference"
    " congress convention corporation council court covenant declaration decree department directorate"
    " division entity facility federation force forum foundation framework front fund group initiative"
    " institute institution league ministry mission movement network office operation organisation"
    " organization panel parliament partnership plan platform programme project protocol register"
    " secretariat senate service services society strategy summit system task team treaty tribunal trust"
    " union unit university".split()
)
# Tags of words (ICTCLAS) with which a name does not begin: particles, prepositions, conjunctions, adverbs, pronouns,
# time words, auxiliaries, quantities, places such as 间 in 政府间.
_NO_BEGINNING = ("u", "p", "c", "d", "r", "t", "y", "q", "e", "o", "zg", "k", "f")
_LATER_HALVES = frozenset("持续 再生 更新".split())  # of 可持续, 可再生
# Words over which no name goes on: 会议是|为了|在|里约会议.
_BORDERS = ("p", "r", "ul", "uz", "ug", "y", "w", "x")
_INNER = frozenset("对 于 各 该国".split())
_JOINING = frozenset("和 与 及 暨".split())
_BEGINNINGS = frozenset("可 各 各国 全 全国 第一 第二 第三 第四 第五".split())
_MOST_WORDS = 9
_NAME = "nr"  # the tag of a name
_TITLE = re.compile("《[^《》]{2,60}》")


def discover_names(beads: Beads, taken: Sequence[str] = ()) -> tuple[NamedConcept, ...]:
    """Return Chinese names that translate a capitalised English name, in text order.

    `taken` are names that are sought anyhow; their English is not given to another name.
    """
    found: dict[str, Counter[str]] = {}
    for row in beads.rows:
        here = [name for name in taken if name in row.zh]
        names = [
            name
            for name, (cuts, _) in row.names.items()
            if not cuts and _may_be_body(name) and not any(beads.cover(zh, name) >= _LEAST for zh in here)
        ]
        if not names:
            continue
        # Neither a known name with a word before it (在开发署) nor a piece of one.
        runs = sorted({run for run in _runs(row.zh) if not any(run.endswith(name) or run in name for name in here)})
        for name in names:
            # A word more that costs no coverage belongs to the name: 可持续发展委员会 before 发展委员会.
            _, run = max(
                (
                    (beads.cover(run, name) + 0.01 * len(run) - _UNCOVERED * (not beads.cover.begins(run, name)), run)
                    for run in runs
                    if " and " in name or not any(word in run for word in _JOINING)
                ),
                default=(0.0, ""),
            )
            if run and beads.cover(run, name) >= _LEAST:
                found.setdefault(name, Counter())[run] += 1
    chosen = [
        (min(runs.items(), key=lambda x: (-x[1], -len(x[0]), x[0]))[0], name, sum(runs.values()))
        for name, runs in found.items()
    ]
    sure = [run for run, name, count in chosen if count > 1 or beads.cover(run, name) >= _LEAST_ONCE]
    return tuple(NamedConcept(run) for run in dict.fromkeys(sure))


def _may_be_body(name: str) -> bool:
    """Tell whether an English name has the form of a body's: two capitals, a head noun, nothing coordinated."""
    tokens = name.split()
    if sum(is_name_word(t) for t in tokens) < 2 or " and the " in name or ", the " in name or "by" in tokens:
        return False
    first = next((k for k, t in enumerate(tokens) if t.lower() in INSIDE - {"and", "&"}), len(tokens))
    return tokens[first - 1].lower().rstrip(",") in _HEADS or tokens[-1].lower() in _HEADS


def _runs(text: str) -> Iterator[str]:
    """Yield titles in 《》, and the runs of words that end in a head noun and may be names."""
    yield from _TITLE.findall(text)
    cut = _with_names(words(text))
    for end, last in enumerate(cut):
        if not (is_han(last.text[0]) and head_of(last.text)) or last.tag == "v":
            continue
        behind = cut[end + 1].text if end + 1 < len(cut) else ""
        if last.text == "行动" and head_of(behind) == behind != "":
            continue  # 行动计划, 行动纲领
        run = ""
        for start in range(end, max(end - _MOST_WORDS, -1), -1):
            word = cut[start]
            if not is_han(word.text[0]) or (_is_border(word) and word.text not in _INNER):
                break
            run = word.text + run
            verb = (word.tag == "v" and len(word.text) == 1) or word.text in _LATER_HALVES
            begins = word.text in _BEGINNINGS or not (verb or word.tag.startswith(_NO_BEGINNING))
            if 4 <= len(run) <= 30 and begins:
                yield run


def _is_border(word: Word) -> bool:
    conjunction = word.tag == "c" and word.text not in _JOINING
    return conjunction or word.text == "是" or word.tag.startswith(_BORDERS)


def _with_names(cut: Sequence[Word]) -> list[Word]:
    """Join runs of single characters that render a foreign name, which the segmenter takes for small words: 里|约."""
    result: list[Word] = []
    for word in cut:
        last = result[-1] if result else None
        is_name = last is not None and (last.tag == _NAME or (len(last.text) == 1 and is_transcription(last.text)))
        if last is not None and is_name and len(word.text) == 1 and is_transcription(word.text):
            result[-1] = Word(last.text + word.text, last.start, word.end, _NAME)
        else:
            result.append(word)
    return result
