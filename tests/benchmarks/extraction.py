"""Times extraction beside jieba and rjieba cutting the same text in the same run: python tests/benchmarks/extraction.py.

The text: documents of the seeds' size, each made of the paragraphs of all seeds in another order, with other numbers
and with other names of the glossary in place of those that it knows. Figures are processor seconds of one core, the
least of some runs; megabytes are those of the files. Reading the files is included for termkit.
"""

from __future__ import annotations

import random
import re
import resource
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from termkit.corpus.extraction import list_finds
from termkit.corpus.pipeline import known_forms, short_forms_of
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.extract.definitions import extract_definitions
from termkit.glossary.decided import Decided
from termkit.read import read_document
from termkit.terms.concept import TermType

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
DOCUMENTS, RUNS = 100, 3


def generate(folder: Path) -> list[Path]:
    """Write differing documents."""
    chance = random.Random(1)
    concepts = read(shipped_glossary())
    names = sorted({t.text for c in concepts for t in c.of("zh", TermType.FULL_FORM) if len(t.text) > 5})
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    paragraphs = [line for text in texts for line in re.split(r"(?<=[。\n])\n", text)]
    size = sum(map(len, texts)) // len(texts)
    known = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    made = []
    for number in range(DOCUMENTS):
        text = ""
        while len(text) < size:
            text += chance.choice(paragraphs) + "\n"
        text = re.sub(r"\d", lambda _: chance.choice("123456789"), text)
        text = known.sub(lambda match: chance.choice([match.group(), chance.choice(names)]), text)
        made.append(folder / f"{number:03}.txt")
        made[-1].write_text(text, encoding="utf-8")
    return made


def least(act: Callable[[], object], runs: int = RUNS) -> float:
    """Return the least processor seconds of some runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Print megabytes a second and ratios."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
        import rjieba  # noqa: PLC0415
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    concepts = read(shipped_glossary())
    known, forms = known_forms(concepts), short_forms_of(concepts)
    with tempfile.TemporaryDirectory() as folder:
        paths = generate(Path(folder))
        texts = [path.read_text(encoding="utf-8") for path in paths]
        size = sum(path.stat().st_size for path in paths) / 1e6
        some = texts[:10]
        share = sum(len(text.encode()) for text in some) / 1e6
        few = [read_document(path) for path in paths[:10]]
        each = {
            "reading": size / least(lambda: [read_document(path) for path in paths]),
            "definitions, no glossary": size / least(lambda: [extract_definitions(read_document(p)) for p in paths]),
            "definitions": size / least(lambda: [extract_definitions(read_document(p), known, forms) for p in paths]),
            "mentions": share / least(lambda: list(list_finds("mentions", few, concepts, Decided())), 1),
            "names": share / least(lambda: list(list_finds("names", few, concepts, Decided())), 1),
            "undefined": share / least(lambda: list(list_finds("undefined", few, concepts, Decided())), 1),
            "rjieba.cut": size / least(lambda: [rjieba.cut(text) for text in texts]),
            "rjieba.tag": size / least(lambda: [rjieba.tag(text) for text in texts]),
            "jieba.lcut": share / least(lambda: [jieba.lcut(text) for text in some], 1),
        }
    print(
        f"{DOCUMENTS} documents, {size:.1f} MB, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n"
    )
    print(f"{'':28}{'MB/s':>8}{': rjieba.cut':>14}{': jieba.lcut':>14}")
    for name, speed in each.items():
        print(f"{name:28}{speed:8.2f}{speed / each['rjieba.cut']:14.2f}{speed / each['jieba.lcut']:14.1f}")


if __name__ == "__main__":
    main()
