"""Fit the weights of termkit.extract.names on labelled documents.

Run by hand: python tests/training/fit_names.py FOLDER... [--crossed] [--out name_weights.tsv]
A FOLDER holds .txt files and a names.tsv (document, name, kind, status), or tests/data/names has one of its name, as
for the seed reports; `optional` names are neither right nor wrong. With --crossed each folder, or each of the reports,
is measured with weights fitted on the others. Needs scipy, which termkit itself does not.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from termkit.exchange import read
from termkit.extract.definitions import extract_definitions
from termkit.extract.heads import HEADS, kind_of
from termkit.extract.name_features import (
    INSIDE,
    JOINT,
    NOT_OR,
    SEEN,
    TOLD,
    inside_of,
    joint_of,
    joint_told_of,
    keys_of,
    places_of,
    seen_of,
    told_of,
)
from termkit.extract.name_model import ALWAYS, Model
from termkit.extract.name_vocabulary import CLASSES, EDGE, KINDS, traits_of
from termkit.extract.name_words import pairs_of, shifted, tokens_of
from termkit.extract.names import ORDINAL, find_names, takes_ordinal
from termkit.glossary.forms import known_forms, short_forms_of
from termkit.read import Source, read_source
from termkit.terms.concept import Kind
from termkit.text.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES = Path(__file__).parents[1] / "data" / "names"
BODIES = {Kind.ORGANIZATION, Kind.DEPARTMENT, Kind.OFFICE, Kind.MISSION, Kind.PROGRAMME, Kind.FUND, Kind.OTHER}
SURE = 0.6
MADE = 0.2  # weight of a document with other names put in
KEPT = 0.3  # part of the names that are kept there
OPENED = 0.4  # part of those with 联合国 that begin with a short form instead
LEAST_WEIGHT = 0.02
LEAST = 2  # occurrences of what is said of a word


def bare(name: str) -> str:
    name = name.replace(" ", "")
    return name[1:-1] if name[:1] == "“" and name[-1:] == "”" else name


def is_running(name: str) -> bool:
    """Tell whether a name is found by more than its marks: no title and no resolution."""
    return not re.fullmatch(r"《[^《》]*》|.*第[^号]*号(决议|决定)", name)


class Labelled(NamedTuple):
    """A document, what is left out together with it when it is measured, and its names: whether each is optional."""

    unit: str
    path: Path
    names: dict[str, bool]


def labelled(folder: Path) -> list[Labelled]:
    own = folder / "names.tsv"
    names: dict[str, dict[str, bool]] = {}
    with (own if own.exists() else NAMES / f"{folder.name}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            optional = row.get("status") == "optional"
            names.setdefault(row["document"].removesuffix(".txt"), {})[row["name"]] = optional
    return [
        Labelled(folder.name if own.exists() else path.stem, path, names.get(path.stem, {}))
        for path in sorted(folder.glob("*.txt"))
    ]


def short_labels(folder: Path) -> dict[str, set[str]]:
    """Return the short forms that each document defines or uses."""
    table: dict[str, set[str]] = {}
    for name in ("definitions.tsv", "undefined.tsv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                forms = {form for form in row["short"].split("|") if is_han(form[0]) and is_han(form[-1])}
                table.setdefault(row["document"].removesuffix(".txt"), set()).update(forms - HEADS.keys())
    return table


def spans_of(text: str, names: Collection[str]) -> dict[int, int]:
    """Return end → start of every use of the names that is no part of a longer one; lines may break inside.

    The ordinal of a conference is left out: find_names puts it before what is found.
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    flat = "".join(text[place] for place in places)
    taken, spans = np.zeros(len(flat), bool), {}
    for name in sorted({re.sub(r"\s", "", name) for name in names}, key=lambda name: (-len(name), name)):
        start = flat.find(name)
        while start >= 0:
            end = start + len(name)
            if not taken[start:end].any():
                match = ORDINAL.match(name) if takes_ordinal(name) else None
                spans[places[end - 1] + 1] = places[start + (match.end() if match else 0)]
                taken[start:end] = True
            start = flat.find(name, start + 1)
    return spans


class Design:
    """What is said of all pairs of all documents, as a sparse matrix over features that get their numbers here."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self.index.setdefault(name, len(self.index))

    def document(self, text, spans, optional, known, forms, weight):
        tokens = tokens_of(text)
        pairs = pairs_of(tokens)
        keys = keys_of(text, tokens.starts[pairs.firsts], tokens.stops[pairs.lasts])
        told = told_of(tokens, pairs, *places_of(text, tokens, [frozenset(known)], [frozenset(forms) | ALWAYS]))
        evidence = np.vstack([seen_of(tokens, pairs, keys), told])
        inside = np.zeros(len(text) + 1, bool)
        for end, start in spans.items():
            inside[start + 1 : end] = True
        stops, starts = tokens.stops[pairs.lasts], tokens.starts[pairs.firsts]
        right = np.array(
            [spans.get(stop) == start for stop, start in zip(stops.tolist(), starts.tolist(), strict=True)], bool
        )
        ends_gold = np.array([stop in spans for stop in stops.tolist()], bool)
        kept = ~inside[stops] & ~np.isin(stops, list(optional))
        reachable = set(pairs.groups[right].tolist())
        kept &= ~ends_gold | np.isin(pairs.groups, list(reachable))
        count = len(tokens.codes)

        def unary(place, by):
            rows, columns = [], []
            codes = shifted(tokens.codes, by, 0)
            for row, code in enumerate(codes.tolist()):
                for trait in traits_of(*tokens.types[code]):
                    rows.append(row)
                    columns.append(self.number(f"{place}: {trait}"))
            return rows, columns

        def beside(place, one, other):
            return list(range(count)), [
                self.number(f"{place}: {CLASSES[a]} | {CLASSES[b]}")
                for a, b in zip(one.tolist(), other.tolist(), strict=True)
            ]

        classes = tokens.classes
        before, before2, after = shifted(classes, 1, EDGE), shifted(classes, 2, EDGE), shifted(classes, -1, EDGE)
        parts = {
            "begin": [
                unary("before 2", 2), unary("before", 1), unary("first", 0), unary("second", -1),
                beside("before first", before, classes), beside("before 2 before", before2, before),
            ],
            "inside": [unary("inside", 0), beside("inside", before, classes)],
            "end": [
                unary("last but one", 1), unary("last", 0), unary("after", -1),
                beside("last after", classes, after), beside("last but one last", before, classes),
            ],
            "alone": [unary("alone", 0)],
        }  # fmt: skip
        for name in (*SEEN, *TOLD):
            self.number(name)
        joint = []
        for place, (ones, others) in (joint_of(tokens, pairs) | joint_told_of(tokens, pairs, told)).items():
            numbers = np.array([[self.number(f"{place}: {a} | {b}") for b in JOINT[place][1]] for a in JOINT[place][0]])
            joint.append(numbers[ones, others])
        inside_pairs, kinds = inside_of(tokens, pairs), tokens.kinds[pairs.lasts]
        for bit, place in enumerate(INSIDE):
            numbers = np.array([[self.number(f"{place}: {a} | {b}") for b in KINDS] for a in NOT_OR])
            joint.append(numbers[inside_pairs >> bit & 1, kinds])
        return {
            "count": count, "parts": parts, "pairs": pairs, "evidence": evidence, "right": right, "kept": kept,
            "weight": weight, "joint": joint,
        }  # fmt: skip

    def matrix(self, item):
        width, count = len(self.index), item["count"]
        pairs, kept = item["pairs"], item["kept"]

        def table(place):
            rows = [row for part in item["parts"][place] for row in part[0]]
            columns = [column for part in item["parts"][place] for column in part[1]]
            return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (count, width))

        firsts, lasts = pairs.firsts[kept], pairs.lasts[kept]
        size = len(firsts)
        lengths = lasts - firsts
        rows = np.repeat(np.arange(size), lengths)
        offsets = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        inner = csr_matrix((np.ones(len(rows), np.float32), (rows, firsts[rows] + 1 + offsets)), (size, count))
        alone = csr_matrix(((firsts == lasts).astype(np.float32), (np.arange(size), lasts)), (size, count))
        found = table("begin")[firsts] + inner @ table("inside") + table("end")[lasts] + alone @ table("alone")
        values = item["evidence"][:, kept]
        columns = [self.index[name] for name in (*SEEN, *TOLD)]
        rows, cols = np.nonzero(values.T)
        extra = csr_matrix((values.T[rows, cols], (rows, np.array(columns)[cols])), (size, width))
        columns = np.concatenate([numbers[kept] for numbers in item["joint"]])
        rows = np.tile(np.arange(size), len(item["joint"]))
        joint = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (size, width))
        return (found + extra + joint).tocsr(), pairs.groups[kept], item["right"][kept]


def told(document):
    sure = [each for each in extract_definitions(document) if each.score >= SURE]
    return {each.full for each in sure}, {each.short for each in sure}


def replaced(text, spans, pool, chance, least=3, openings=()):
    """Return a text with other names of the same kind in place of those that it has, and where they stand.

    Of names that begin with 联合国 some begin with one of the openings instead: 环境规划署|区域办事处.
    """
    parts, made, last, size = [], {}, 0, 0
    for end, start in sorted(spans.items()):
        name = text[start:end]
        if is_running(bare(name)) and len(name) > least:
            if (choice := pool.get(kind_of(name))) and not (openings and chance.random() < KEPT):
                name = chance.choice(choice)
            if openings and name.startswith("联合国") and len(name) > 6 and chance.random() < OPENED:
                name = chance.choice(openings) + name[3:]
        parts += [text[last:start], name]
        size += start - last + len(name)
        made[size] = size - len(name)
        last = end
    return "".join([*parts, text[last:]]), made


def items_of(design, documents, known, forms, copies, *, shorts_wanted):
    """Return what is said of the documents, and of copies of them with other names put in."""
    items, chance = [], random.Random(1)
    pool = {}
    for name in sorted(known):
        if is_running(name):
            pool.setdefault(kind_of(name), []).append(name)
    by_last = {}
    for form in sorted(form for form in forms if is_han(form[0]) and is_han(form[-1])):
        by_last.setdefault(kind_of(form), []).append(form)
    openings = tuple(
        form for form in sorted(forms) if 2 <= len(form) <= 6 and all(map(is_han, form)) and kind_of(form) in BODIES
    )
    for each in documents:
        document = read_source(Source(str(each.path)))
        text, (fulls, shorts) = document.text, told(document)
        if shorts_wanted:
            spans = spans_of(text, short_labels(each.path.parent).get(each.path.stem, set()) | each.names.keys())
            spans = {end: start for end, start in spans.items() if text[start:end] not in each.names}
            items.append(design.document(text, spans, (), frozenset(), frozenset(), 0.7))
            items += [
                design.document(*replaced(text, spans, by_last, chance, 1), (), frozenset(), frozenset(), MADE)
                for _ in range(copies)
            ]
            continue
        spans = spans_of(text, each.names)
        flat = {end: re.sub(r"\s", "", text[start:end]) for end, start in spans.items()}
        optional = {end for end, name in flat.items() if each.names.get(name)}
        if not known:
            items.append(design.document(text, spans, optional, fulls, shorts, 1.0))
            continue
        items.append(design.document(text, spans, optional, fulls, shorts, 0.5))
        items.append(design.document(text, spans, optional, fulls | known, shorts | forms, 0.5))
        items += [
            design.document(
                *replaced(text, spans, pool, chance, openings=openings), (), frozenset(), shorts | forms, MADE
            )
            for _ in range(copies)
        ]
    return items


def fit(documents, known, forms, strength, copies=2, *, shorts_wanted=False):
    design = Design()
    items = items_of(design, documents, known, forms, copies, shorts_wanted=shorts_wanted)
    matrices, groups, right, weights, number = [], [], [], [], 0
    for item in items:
        matrix, group, good = design.matrix(item)
        _, group = np.unique(group, return_inverse=True)
        matrices.append(matrix)
        groups.append(group + number)
        right.append(good)
        size = group.max(initial=-1) + 1
        number += size
        weights.append(np.full(size, item["weight"]))
    matrix, group, good = vstack(matrices).tocsr(), np.concatenate(groups), np.concatenate(right)
    weight = np.concatenate(weights)
    seen = np.asarray((matrix != 0).sum(axis=0)).ravel()
    used = np.flatnonzero(seen >= LEAST)
    matrix = matrix[:, used].tocsr()
    transposed = matrix.T.tocsr()
    is_name = np.bincount(group, good, number) > 0

    def loss(x):
        scores = matrix @ x
        top = np.zeros(number)
        np.maximum.at(top, group, scores)
        odds = np.exp(scores - top[group])
        total = np.bincount(group, odds, number) + np.exp(-top)
        p = odds / total[group]
        hit = np.where(is_name, np.bincount(group, p * good, number), np.exp(-top) / total)
        value = -(weight * np.log(hit + 1e-12)).sum() + 0.5 * strength * x @ x
        gradient = transposed @ (weight[group] * (p - good)) + strength * x
        return value, gradient

    found = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    names = list(design.index)
    return {names[i]: float(w) for i, w in zip(used, found.x, strict=True) if abs(w) >= LEAST_WEIGHT}


def distinct(documents, weights, known=frozenset(), forms=frozenset(), *, verbose=False):
    model = Model(weights)
    verdicts, wanted = [], 0
    wrong, missed = Counter(), Counter()
    for each in documents:
        document = read_source(Source(str(each.path)))
        best: dict[str, float] = {}
        for name in find_names(document, known, extract_definitions(document), forms, model):
            best[bare(name.text)] = max(name.score, best.get(bare(name.text), 0.0))
        listed = {bare(name): optional for name, optional in each.names.items()}
        best = {name: score for name, score in best.items() if is_running(name) and not listed.get(name)}
        want = {name for name, optional in listed.items() if is_running(name) and not optional}
        verdicts += [(score, name in want) for name, score in best.items()]
        for name, score in best.items():
            if name not in want:
                near = next((each for each in want if each in name or name in each or (each[-4:] == name[-4:])), "-")
                wrong[f"{name} {score} {near}"] += 1
        missed.update(want - best.keys())
        wanted += len(want)
    if verbose:
        print("WRONG", *wrong, sep="\n  ")
        print("MISSED", *missed, sep="\n  ")
    return verdicts, wanted


def figures(verdicts, wanted, least=0.0):
    kept = [good for score, good in verdicts if score >= least]
    precision, recall = sum(kept) / max(len(kept), 1), sum(kept) / max(wanted, 1)
    return f"≥{least}: P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def platt(verdicts):
    """Return what makes of the log odds of the scores those of being right."""
    scores, right = (np.array(column, float) for column in zip(*verdicts, strict=True))
    odds, sign = np.log(scores / (1 - scores)), 2 * right - 1
    return minimize(lambda x: np.logaddexp(0, -sign * (x[0] * odds + x[1])).sum(), [1.0, 0.0]).x


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--crossed", action="store_true")
    parser.add_argument("--strength", type=float, default=2.0)
    parser.add_argument("--copies", type=int, default=2, help="of each document with names of the glossary put in")
    parser.add_argument("--glossary", type=Path, help="glossary CSV: half of the examples know its forms")
    parser.add_argument("--shorts", action="store_true", help="fit short_form_weights.tsv: where short forms stand")
    parser.add_argument("--out", type=Path)
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    concepts = read(args.glossary) if args.glossary else ()
    known, forms = known_forms(concepts), short_forms_of(concepts)
    documents = [each for folder in args.folders for each in labelled(folder)]
    if args.crossed:
        everything, total = [], 0
        for unit in dict.fromkeys(each.unit for each in documents):
            rest = [each for each in documents if each.unit != unit]
            weights = fit(rest, known, forms, args.strength, args.copies)
            left_out = [each for each in documents if each.unit == unit]
            for title, *told_forms in (("", frozenset(), frozenset()), (" with glossary", known, forms)):
                verdicts, wanted = distinct(left_out, weights, *told_forms, verbose=args.v and not title)
                print(f"{unit}{title}:", *(figures(verdicts, wanted, least) for least in (0, 0.6)), sep="  ")
                if not title:
                    everything += verdicts
                    total += wanted
        print("all:", *(figures(everything, total, least / 10) for least in (0, 5, 6, 7, 8, 9)), sep="\n  ")
        print("scores: slope {:.2f}, offset {:.2f}; 1 and 0 where they mean what they say".format(*platt(everything)))
    if args.out:
        weights = fit(documents, known, forms, args.strength, args.copies, shorts_wanted=args.shorts)
        head = "# Weights of the features of termkit.extract.names, fitted by tests/training/fit_names.py.\n"
        rows = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
        args.out.write_text(head + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
