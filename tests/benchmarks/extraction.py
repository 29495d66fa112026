"""Times extraction beside jieba and rjieba cutting the same text in the same run: python tests/benchmarks/extraction.py.

The text: documents of the seeds' size, each made of the paragraphs of all seeds in another order, with other numbers
and with other names of the glossary in place of those that it knows. Figures are processor seconds of one core, the
least of some runs; megabytes are those of the files. Reading the files is included for termkit, and each run of it has
documents that no run before it had: what it keeps of one document for the next counts, what it keeps of a run does not.
"""

from __future__ import annotations

import gc
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
from termkit.extract import boundary, clause, contents, form_features, name_model
from termkit.extract.definitions import extract_definitions
from termkit.glossary.decided import Decided
from termkit.read import read_document
from termkit.terms.concept import TermType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termkit.text.document import Document

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
DOCUMENTS, RUNS = 100, 2
TEXTS_KEPT = (
    clause.context_of,
    contents.short_forms,
    contents._is_latin,
    form_features._form_by_itself,
    form_features._class_of_one,
    boundary._class_after,
    name_model._read,
)
"""What is kept of texts from one document to the next; nobody begins with it."""


def generate(folder: Path, count: int = DOCUMENTS) -> list[Path]:
    """Write differing documents."""
    chance = random.Random(1)
    concepts = read(shipped_glossary())
    names = sorted({t.text for c in concepts for t in c.of("zh", TermType.FULL_FORM) if len(t.text) > 5})
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    paragraphs = [line for text in texts for line in re.split(r"(?<=[。\n])\n", text)]
    size = sum(map(len, texts)) // len(texts)
    known = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    made = []
    for number in range(count):
        text = ""
        while len(text) < size:
            text += chance.choice(paragraphs) + "\n"
        text = re.sub(r"\d", lambda _: chance.choice("123456789"), text)
        text = known.sub(lambda match: chance.choice([match.group(), chance.choice(names)]), text)
        made.append(folder / f"{number:03}.txt")
        made[-1].write_text(text, encoding="utf-8")
    return made


def seconds(act: Callable[[Sequence[Path]], object], paths: Sequence[Path]) -> float:
    """Return the processor seconds that something takes."""
    start = time.process_time()
    act(paths)
    return time.process_time() - start


def main() -> None:
    """Print megabytes a second and ratios."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
        import rjieba  # noqa: PLC0415
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    gc.set_threshold(100_000)  # as the command does
    concepts = read(shipped_glossary())
    known, forms = known_forms(concepts), short_forms_of(concepts)

    def read_all(paths: Sequence[Path]) -> list[Document]:
        return [read_document(path) for path in paths]

    def listed(what: str) -> Callable[[Sequence[Path]], object]:
        return lambda paths: list(list_finds(what, read_all(paths), concepts, Decided()))

    acts: dict[str, Callable[[Sequence[Path]], object]] = {
        "reading": read_all,
        "definitions, no glossary": lambda paths: [extract_definitions(read_document(path)) for path in paths],
        "definitions": lambda paths: [extract_definitions(read_document(path), known, forms) for path in paths],
        "definitions of the set": listed("definitions"),
        **{what: listed(what) for what in ("mentions", "names", "undefined", "all")},
    }
    peers: dict[str, Callable[[Sequence[Path]], object]] = {
        "rjieba.cut": lambda paths: [rjieba.cut(path.read_text(encoding="utf-8")) for path in paths],
        "rjieba.tag": lambda paths: [rjieba.tag(path.read_text(encoding="utf-8")) for path in paths],
        "jieba.lcut": lambda paths: [jieba.lcut(path.read_text(encoding="utf-8")) for path in paths[:10]],
    }
    speeds: dict[str, float] = dict.fromkeys([*acts, *peers], 0.0)
    with tempfile.TemporaryDirectory() as folder:
        paths = generate(Path(folder), DOCUMENTS * RUNS)
        rjieba.tag("")
        for run in range(RUNS):
            own = paths[run * DOCUMENTS : (run + 1) * DOCUMENTS]
            for name, act in (acts | peers).items():
                done = own[:10] if name == "jieba.lcut" else own
                size = sum(path.stat().st_size for path in done) / 1e6
                for each in TEXTS_KEPT:
                    each.cache_clear()
                speeds[name] = max(speeds[name], size / seconds(act, done))
        size = sum(path.stat().st_size for path in paths) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{DOCUMENTS} documents a run, {size / RUNS:.1f} MB, peak {peak:.0f} MB\n")
    print(f"{'':28}{'MB/s':>8}{': rjieba.cut':>14}{': jieba.lcut':>14}")
    for name, speed in speeds.items():
        print(f"{name:28}{speed:8.2f}{speed / speeds['rjieba.cut']:14.2f}{speed / speeds['jieba.lcut']:14.1f}")


if __name__ == "__main__":
    main()
