"""Learn with which letters the English for a Chinese word begins, from the bilingual names of the glossary.

IBM Model 1 (Brown et al. 1993, The Mathematics of Statistical Machine Translation) over Chinese words and
English words of full forms; a letter is kept where the word's translations begin with it often enough.

Run by hand: python tests/training/fit_initials.py glossaries/un.csv termkit/extract/initials.tsv
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from termkit.exchange import read
from termkit.terms.concept import TermType
from termkit.text.characters import is_han
from termkit.text.words import words

_SMALL = {"of", "the", "and", "for", "in", "on", "to", "a", "an", "by", "with", "s"}
_LEAST = 0.15


def pairs(path: Path):
    for concept in read(path):
        english = [t.text for t in concept.of("en", TermType.FULL_FORM, TermType.SHORT_FORM)]
        for term in concept.of("zh", TermType.FULL_FORM, TermType.VARIANT):
            chinese = [w.text for w in words(term.text) if is_han(w.text[0]) and len(w.text) + len(w.tag) > 2]
            for name in english[:1]:
                yield chinese, [w for w in re.findall(r"[a-z]+", name.lower().replace("-", "")) if w not in _SMALL]


def main() -> None:
    data = list(pairs(Path(sys.argv[1])))
    table = defaultdict(lambda: defaultdict(lambda: 1.0))
    for _ in range(12):
        counts = defaultdict(lambda: defaultdict(float))
        for chinese, english in data:
            for e in english:
                total = sum(table[c][e] for c in chinese) or 1.0
                for c in chinese:
                    counts[c][e] += table[c][e] / total
        table = defaultdict(lambda: defaultdict(float))
        for c, row in counts.items():
            total = sum(row.values())
            for e, count in row.items():
                table[c][e] = count / total
    lines = [
        "# Letters with which the English for a word begins, learnt from un.csv by tests/training/fit_initials.py.\n"
    ]
    for c in sorted(table):
        letters = defaultdict(float)
        for e, p in table[c].items():
            letters[e[0].upper()] += p
        kept = sorted((letter for letter, p in letters.items() if p >= _LEAST), key=lambda each: (-letters[each], each))
        if kept:
            lines.append(f"{c}\t{''.join(kept)}\n")
    Path(sys.argv[2]).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
