"""Why a border was chosen and not the next: the answers of the model with the evidence that weighs most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termkit.extract.boundary import WEIGHTS, ranking_of
from termkit.extract.candidates import candidates_of
from termkit.extract.clause import context_of
from termkit.extract.definitions import UNLIKELY, evidence_for, surroundings_of
from termkit.extract.model import NONE, weights_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from termkit.extract.definition import Definition
    from termkit.text.document import Document

__all__ = ["Answer", "explain", "outcome"]

_MOST_ANSWERS = 4


class Answer(NamedTuple):
    """A possible answer for a short form: the full form (empty: no definition), its probability, its evidence.

    `evidence` holds the features that set it apart from the best other answer, the heaviest first, each
    with the weight that it adds (positive: for this answer). `mark` is that of the definition.
    """

    short: str
    full: str
    probability: float
    evidence: tuple[tuple[str, float], ...]
    mark: int


def explain(
    document: Document, line: int, known: Collection[str] = (), forms: Collection[str] = ()
) -> Iterator[list[Answer]]:
    """Yield the likeliest answers for each place of a source line (from 1) that may hold a definition."""
    text = document.text
    candidates = candidates_of(text)
    surroundings = surroundings_of(text, candidates, known, forms)
    weights = weights_of(WEIGHTS)
    for candidate in candidates:
        at, _ = document.lines.position(document.source_map.to_source(candidate.mark))
        if at != line:
            continue
        context = context_of(candidate.clause.text)
        for form in candidate.forms:
            features = evidence_for(text, candidate, form, surroundings)
            ranking = ranking_of(features, weights)
            order = sorted(ranking.all, key=lambda border: (-ranking.all[border], border))[:_MOST_ANSWERS]
            answers = []
            for border in order:
                rival = next(each for each in (*order, border) if each != border or len(order) == 1)
                own, other = features[border], features[rival]
                apart = {
                    name: weights.get(name, 0.0) * (own.get(name, 0.0) - other.get(name, 0.0)) for name in own | other
                }
                heaviest = sorted(apart.items(), key=lambda item: (-abs(item[1]), item[0]))[:6]
                full = "" if border == NONE else context.text[context.starts[border] :]
                weighed = tuple((name, round(weight, 2)) for name, weight in heaviest if weight)
                answers.append(Answer(form.text, full, ranking.all[border], weighed, candidate.mark))
            yield answers


def outcome(best: Answer, alone: Sequence[Definition], told: Sequence[Definition]) -> str:
    """Return in a sentence what became of a short form, by its likeliest answer.

    `alone` are the definitions that were found, `told` those that decisions leave.
    """
    found, left = (_of(best, each) for each in (alone, told))
    if left:
        by = "" if left == found else " by decision"
        return f"told{by}: {left.full}, short form {left.short}, score {left.score:.3f}"
    if found:
        return "not told: a decision is against it"
    if not best.full:
        return "not told: most likely it is no definition"
    if best.probability < UNLIKELY:
        return f"not told: the likeliest answer has {best.probability:.3f}, which is below {UNLIKELY}"
    return "not told: what else the document says of these words is against it"


def _of(best: Answer, definitions: Sequence[Definition]) -> Definition | None:
    there = (each for each in definitions if each.mark == best.mark)
    return next((each for each in there if best.short in {each.short, each.full}), None)
