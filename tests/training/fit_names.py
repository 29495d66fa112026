"""Fit the weights of termkit.extract.names on labelled documents.

Run by hand: python tests/training/fit_names.py FOLDER... [--test FOLDER...] [--out name_weights.tsv]
A FOLDER holds .txt files and a names.tsv (document, name, kind).
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fit_borders import fit, glossary_forms

from termkit.extract.definitions import extract_definitions
from termkit.extract.evidence import Surroundings
from termkit.extract.model import NONE, rank
from termkit.extract.names import find_names, name_features, possible_ends
from termkit.read import Source, read_source

SURE = 0.6


def labels(folder: Path):
    table = {}
    with (folder / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            table.setdefault(row["document"].removesuffix(".txt"), set()).add(row["name"])
    return table


def examples(folder: Path, known=()):
    gold = labels(folder)
    for path in sorted(folder.glob("*.txt")):
        document = read_source(Source(str(path)))
        text = document.text
        told = {*known, *(each.full for each in extract_definitions(document) if each.score >= SURE)}
        names, spans = gold.get(path.stem, set()), {}
        for name in sorted(names, key=len, reverse=True):
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not any(s <= start and end <= e for s, e in spans.items()):
                    spans.setdefault(start, end)
                start = text.find(name, end)
        ends = {end: start for start, end in spans.items()}
        inside = [range(start + 1, end) for start, end in spans.items()]
        ending = list(possible_ends(text))
        surroundings = Surroundings(text, told, clauses=(context.text for context, _ in ending))
        for context, follower in ending:
            end = context.end
            if any(end in r for r in inside):
                continue  # inside a longer name: either answer will do
            features = name_features(context, follower, surroundings)
            right = {NONE}
            if end in ends:
                right = {b for b in features if b != NONE and context.offset + context.words[b].start == ends[end]}
            if right:
                yield {"where": path.name, "features": features, "right": right, "context": context}


def report(folder: Path, data, weights) -> None:
    found = right = wanted = 0
    for item in data:
        best = rank(item["features"], weights).best
        wanted += item["right"] != {NONE}
        found += best != NONE
        right += best != NONE and best in item["right"]
    print(f"{folder}: uses P {right / max(found, 1):.3f} R {right / max(wanted, 1):.3f} wanted {wanted}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument("--glossary", type=Path, help="glossary CSV: half of the examples know its forms")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    data = {folder: list(examples(folder)) for folder in args.folders}
    train = [item for items in data.values() for item in items]
    if args.glossary:
        known, _ = glossary_forms(args.glossary)
        train += [item for folder in args.folders for item in examples(folder, known)]
        train = [{**item, "weight": 0.5} for item in train]
    weights = fit(train, args.strength, 100)
    for folder, items in data.items():
        report(folder, items, weights)
    for folder in args.test:
        report(folder, list(examples(folder)), weights)
    if args.out:
        head = "# Weights of the features of termkit.extract.names, fitted by tests/training/fit_names.py.\n"
        rows = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
        args.out.write_text(head + rows, encoding="utf-8")
        for folder in (*args.folders, *args.test):
            distinct(folder)


def distinct(folder: Path) -> None:
    gold = labels(folder)
    hit = found = wanted = 0
    for path in sorted(folder.glob("*.txt")):
        document = read_source(Source(str(path)))
        got = {name.text.replace(" ", "") for name in find_names(document, (), extract_definitions(document))}
        want = {name.replace(" ", "") for name in gold.get(path.stem, ())}
        hit += len(got & want)
        found += len(got)
        wanted += len(want)
    print(f"{folder}: distinct names P {hit / max(found, 1):.3f} R {hit / max(wanted, 1):.3f} of {wanted}")


if __name__ == "__main__":
    main()
