"""Fit the weights of termkit.extract.boundary on labelled documents and print them as a table.

Run by hand: python tests/training/fit_borders.py FOLDER... [--test FOLDER...] [--out weights.tsv]
A FOLDER holds .txt files and a definitions.tsv (document, full, short, kind, status).
Needs numpy and scipy, which termkit itself does not.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from termkit.corpus.pipeline import known_forms, short_forms_of
from termkit.exchange import read
from termkit.extract.border_words import opens_name
from termkit.extract.boundary import features_of, ranking_of
from termkit.extract.candidates import candidates_of
from termkit.extract.clause import clause_before, context_of
from termkit.extract.contents import ShortForm
from termkit.extract.definition import Method
from termkit.extract.definitions import evidence_for, surroundings_of
from termkit.extract.evidence import Surroundings
from termkit.extract.lexicon import OPENERS
from termkit.extract.model import NONE
from termkit.read import Source, read_source
from termkit.terms.concept import TermType

SHORTER = 0.3  # of made examples with a name of which a glossary knows only the end
OPENS = tuple(sorted(each for each in OPENERS if len(each) > 1))
WEIGHT = 0.05  # of a made example, beside 1 for one that a document has


def bare(text: str) -> str:
    return text.strip('“”"《》').replace(" ", "")


def labels(folder: Path):
    with (folder / "definitions.tsv").open(encoding="utf-8", newline="") as file:
        table = {}
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            key = row["document"].removesuffix(".txt")
            for short in row["short"].split("|"):
                entry = table.setdefault((key, bare(short)), [])
                entry.append(({bare(f) for f in row["full"].split("|")}, row["status"] or ""))
    return table


def glossary_forms(path: Path):
    concepts = read(path)
    return known_forms(concepts), short_forms_of(concepts)


def bilingual_pool(path: Path):
    """Return pairs of a full form and a short form or acronym to put into the frames of real sentences."""
    return sorted(
        (full.text, short.text)
        for concept in read(path)
        for full in concept.of("zh", TermType.FULL_FORM, TermType.VARIANT)
        for short in [*concept.of("zh", TermType.SHORT_FORM), *concept.of("en", TermType.ACRONYM)]
    )


def examples(folder: Path, known=(), known_shorts=()):
    gold = labels(folder)
    for path in sorted(folder.glob("*.txt")):
        document = read_source(Source(str(path)))
        candidates = candidates_of(document.text)
        surroundings = surroundings_of(document.text, candidates, known, known_shorts)
        for candidate in candidates:
            if candidate.method is Method.DASH:
                continue  # too few to learn from
            context = context_of(candidate.clause.text)
            for short in candidate.forms:
                features = evidence_for(document.text, candidate, short, surroundings)
                entries = gold.get((path.stem, bare(short.text)), [])
                right, optional = set(), False
                for fulls, status in entries:
                    for border in features:
                        if border != NONE and bare(context.text[context.starts[border] :]) in fulls:
                            right.add(border)
                            optional |= status == "optional"
                missing = bool(entries) and not right
                yield {
                    "where": f"{path.name}",
                    "left": context.text[-40:],
                    "short": short.text,
                    "features": features,
                    "right": right or {NONE},
                    "optional": optional,
                    "missing": missing,
                    "context": context,
                }


def frames(folder: Path, pool, seed: int, many: int):
    """Yield made examples: names of the pool put where a labelled name stands, and names with made initials."""
    chance = random.Random(seed)
    listed = {}
    with (folder / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            listed.setdefault(row["document"].removesuffix(".txt"), []).append(row["name"])
    for path in sorted(folder.glob("*.txt")):
        document = read_source(Source(str(path)))
        text, taken = document.text, [False] * len(document.text)
        for name in sorted(listed.get(path.stem, []), key=len, reverse=True):
            if len(name) < 4 or "号" in name:
                continue
            for match in re.finditer(re.escape(name), text):
                if any(taken[match.start() : match.end()]):
                    continue
                taken[match.start() : match.end()] = [True] * len(name)
                if text[: match.start()].endswith(OPENS):
                    continue  # 黑海|经济合作组织: a longer name that has no label
                after = text[match.end() : match.end() + 6]
                for _ in range(many if pool else 0):
                    full, short = chance.choice(pool)
                    if full.startswith("《") != name.startswith("《"):
                        continue
                    yield made(text[: match.start()], full, short, chance, after, shorter=chance.random() < SHORTER)
                if not name.endswith("》"):
                    yield made(text[: match.start()], name, "", chance, after)


def made(before, full, short, chance, after, *, shorter=False):
    text = before + full
    context = context_of(clause_before(text, len(text)).text)
    border = next((i for i, start in enumerate(context.starts) if start == len(context.text) - len(full)), None)
    if border is None:
        return None
    if not short:
        content = [w for w in context.words[border:] if len(w) > 1 or w in "部署厅处司局办"]
        letters = max(2, len(content) + chance.choice([-1, 0, 0, 0, 1]))
        short = "".join(chance.choice("ACDEFGIMNOPRSTUW") for _ in range(letters))
    form = ShortForm(short, 0, len(short))
    known = set()
    if shorter and border + 1 < len(context.words) and opens_name(context.words[border]):
        known = {context.text[context.starts[border + 1] :]}  # 黑海|经济合作组织, if only the shorter were known
    surroundings = Surroundings(text, known, clauses=[context.text])
    features = features_of(context, form, surroundings, chance.choice([0, 1, 2, 5]), after)
    if border not in features:
        return None
    del features[NONE]  # made examples say where names begin, not where definitions stand
    return {
        "where": "made",
        "left": context.text[-40:],
        "short": short,
        "features": features,
        "right": {border},
        "optional": False,
        "missing": False,
        "context": context,
        "weight": WEIGHT,
    }


def fit(data, strength, most=150):
    """Return the weights that make the right answers likeliest (Berger et al. 1996), held small (Chen and Rosenfeld 2000).

    Single words, of which each occurs in few examples, are held less than what is said of classes of words.
    """
    index, rows, columns, values, first, right = {}, [], [], [], [], []
    for item in data:
        first.append(len(right))
        for border, active in item["features"].items():
            for name, value in active.items():
                rows.append(len(right))
                columns.append(index.setdefault(name, len(index)))
                values.append(value)
            right.append(border in item["right"])
    matrix = csr_matrix((values, (rows, columns)), shape=(len(right), len(index)))
    across = matrix.T.tocsr()
    first, right = np.array(first), np.array(right)
    weight = np.array([item.get("weight", 1.0) for item in data])
    of_item = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(right))))
    held = np.array([strength / 3 if "=" in name else strength for name in index])

    def loss(weights):
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, first)[of_item])
        good = np.where(right, odds, 0)
        total, total_good = np.add.reduceat(odds, first), np.add.reduceat(good, first) + 1e-300
        gradient = across @ (weight[of_item] * (odds / total[of_item] - good / total_good[of_item]))
        return 0.5 * held @ weights**2 - weight @ np.log(total_good / total), held * weights + gradient

    result = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": most})
    return {name: float(w) for name, w in zip(index, result.x, strict=True) if abs(w) >= 0.005}


def report(data, weights, title, verbose):
    found = right = wanted = boundary = boundary_right = traps = trap_hits = 0
    for item in data:
        answer = ranking_of(item["features"], weights)
        is_definition = item["right"] != {NONE}
        wanted += (is_definition and not item["optional"]) or item["missing"]
        traps += not is_definition and not item["missing"]
        good = answer.best in item["right"]
        if answer.best != NONE:
            if not (item["optional"] and good):
                found += 1
                right += good and is_definition
            trap_hits += not is_definition and not item["missing"]
            if is_definition:
                boundary += 1
                boundary_right += good
        if verbose and not good and not (item["optional"] and answer.best == NONE):
            got = "-" if answer.best < 0 else item["context"].text[item["context"].starts[answer.best] :]
            want = (
                "-"
                if not is_definition
                else " | ".join(item["context"].text[item["context"].starts[b] :] for b in item["right"])
            )
            print(
                f"  {item['where']} {answer.probability:.2f} [{item['short']}] got {got!r} want {want!r}  ...{item['left'][-28:]}"
            )
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    print(
        f"{title}: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} "
        f"boundary {boundary_right}/{boundary} traps {trap_hits}/{traps} wanted {wanted} missing {sum(i['missing'] for i in data)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--strength", type=float, default=0.6)
    parser.add_argument("--glossary", type=Path, help="glossary CSV: half of the examples know its forms")
    parser.add_argument("--many", type=int, default=10, help="names put into every frame")
    parser.add_argument("--out", type=Path)
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    known, forms = glossary_forms(args.glossary) if args.glossary else (frozenset(), frozenset())
    data = {folder: list(examples(folder)) for folder in args.folders}
    train = [item for items in data.values() for item in items if not item["missing"]]
    if args.glossary:
        told = [item for folder in args.folders for item in examples(folder, known, forms) if not item["missing"]]
        train = [{**item, "weight": 0.5} for item in [*train, *told]]
    pool = bilingual_pool(args.glossary) if args.glossary else []
    for folder in args.folders:
        if (folder / "names.tsv").exists():
            train += [item for item in frames(folder, pool, 7, args.many) if item]
    print(len(train), "examples")
    weights = fit(train, args.strength)
    for folder, items in data.items():
        report(items, weights, f"train {folder}", args.v and not args.test)
    for folder in args.test:
        report(list(examples(folder)), weights, f"TEST {folder}", args.v and not args.glossary)
        if args.glossary:
            report(list(examples(folder, known, forms)), weights, f"TEST {folder} with glossary", args.v)
    if args.out:
        lines = [f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items())]
        head = "# Weights of the features of termkit.extract.boundary, fitted by tests/training/fit_borders.py.\n"
        args.out.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
