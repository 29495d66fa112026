"""Makes a corpus of any size out of the seeds: python tests/benchmarks/corpus.py NUMBER FOLDER [--paragraphs 6].

Every document has a masthead with symbol and date, and paragraphs of the seeds in another order, in which names are
changed: 非洲联盟(非盟) becomes 巴卡联盟(巴盟). The same number gives the same bytes. Names come up as names do: a few
in many documents, most in few (Zipf), and the more documents, the more names.
"""

from __future__ import annotations

import json
import random
import re
import sys
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
# Characters that transliterations of foreign names are written with.
SYLLABLES = "巴卡罗尼塔马拉索莫加比达鲁安波里瓦特诺埃库洛米纳萨维多迪贝科格赫基兰明努帕佩奇苏图乌希雅泽什伊克"
# What is changed, in full forms and in short forms; 0 is the new name, 1 its first character.
CHANGED = (
    ("非洲", "{0}"), ("非盟", "{1}盟"), ("亚洲", "{0}"), ("亚太", "{0}"), ("欧洲", "{0}"), ("欧盟", "{1}盟"), ("阿拉伯", "{0}"),
    ("黑海", "{0}海"), ("加勒比", "{0}"), ("伊斯兰", "{0}"), ("东南亚", "{0}"), ("东盟", "{1}盟"), ("拉丁美洲", "{0}"),
    ("国际", "{0}"), ("开发署", "{1}开署"), ("开发计划署", "{0}开发计划署"), ("人口基金", "{1}人口基金"),
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()


@cache
def paragraphs() -> tuple[str, ...]:
    """Return the numbered paragraphs of the seeds, each on one line."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        for part in re.split(r"\n(?=\d{1,3}\. )", path.read_text(encoding="utf-8"))[1:]:
            text = re.sub(r"\s*\n\s*", "", re.sub(r"^\d+\. *", "", part))
            found.append(text[:700])
    return tuple(found)


def document(number: int, length: int = 6, characters: int = 700) -> str:
    """Return the document with a number, of so many paragraphs of so many characters."""
    chance = random.Random(number)
    year = 1990 + int(30 * chance.random())
    lines = [
        f"A/{year - 1945}/{number}",
        "",
        f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {year}",
        "",
        "秘书长的报告",
        "",
    ]
    for index, text in enumerate(chance.sample(paragraphs(), length), 1):
        changed = text[:characters]
        for old, new in chance.sample(CHANGED, 4):
            # Pareto with a shape near 1 gives ranks by Zipf's law.
            changed = changed.replace(old, new.format(*_name(int(chance.paretovariate(0.8)))))
        lines += [f"{index}. {changed}", ""]
    return "\n".join(lines)


def _name(rank: int) -> tuple[str, str]:
    """Return the invented name with a rank, and its first character."""
    name, rest = "", rank + len(SYLLABLES)
    while rest:
        rest, last = divmod(rest, len(SYLLABLES))
        name += SYLLABLES[last]
    return name[:5], name[0]


def make_table(number: int, path: Path, length: int, characters: int) -> int:
    """Write documents to a file of JSON lines; return its bytes."""
    with path.open("w", encoding="utf-8") as file:
        for index in range(number):
            text = document(index, length, characters)
            file.write(json.dumps({"id": f"{index:07}", "text": text}, ensure_ascii=False) + "\n")
    return path.stat().st_size


def make(number: int, folder: Path, length: int = 6, characters: int = 700) -> int:
    """Write documents to a folder, a thousand a subfolder; return their bytes."""
    size = 0
    for index in range(number):
        data = document(index, length, characters).encode()
        path = folder / f"{index // 1000:04}" / f"{index:07}.txt"
        if index % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size += len(data)
    return size


if __name__ == "__main__":
    print(make(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4]) if len(sys.argv) > 4 else 6), "bytes")
