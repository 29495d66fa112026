"""How a short form stands in the names that may be before it: letters in their order, the words ahead of the first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from termkit.extract.acronym_features import acronym_features
from termkit.extract.alignment import align_short_form
from termkit.extract.form_features import MIXED
from termkit.extract.heads import head_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from termkit.extract.alignment import Alignment
    from termkit.extract.clause import Context
    from termkit.extract.contents import ShortForm
    from termkit.extract.model import Features

__all__ = ["alignment_features"]


def alignment_features(  # noqa: C901
    context: Context, short: ShortForm, alignment: Alignment
) -> Callable[[int], Features]:
    """Return what tells, for each border, how the short form stands in the name that begins there."""
    if short.is_latin:
        return acronym_features(context, short.text, short.english, len(context.text))
    mixed = MIXED.match(short.text)
    if mixed and mixed["latin"] not in context.text:
        return _mixed_aligner(context, mixed["latin"], alignment)
    letters_at = context.text.rfind(mixed["latin"]) if mixed else -1
    begins = context.starts
    next_verb, next_generic = _next_of(context)
    is_longer = len(short.text) > 4 and head_of(short.text) == head_of(context.text) != ""
    found = [position for position in alignment.positions if position >= 0]  # in their order
    is_first_lost = alignment.positions[:1] == (-1,)
    whole_from = min(map(context.text.rfind, short.text))  # from here to the left, all characters stand behind it

    def han(border: int) -> Features:
        start = begins[border]
        behind = bisect_left(found, start)
        kept: Features = {}
        if letters_at >= start:  # C40城市气候领导联盟(C40集团)
            kept = {"letters kept": 1.0, "begins with letters": float(letters_at == start)}
        if behind == len(found):
            return kept
        covered, first = (len(found) - behind) / len(alignment.positions), found[behind]
        features: Features = {"covered": covered, **kept}
        if covered == 1.0:
            features["covered whole"] = 1.0
        features["begins with it"] = float(alignment.positions[0] == start)
        if is_first_lost:  # 协助巴勒斯坦人民股(援巴股)
            features[f"first not found, R:{context.classes[border]}"] = 1.0
        if (
            is_longer
            and len(short.text) > len(context.text) - start + 1
            and align_short_form(context.text[start:], short.text).covered(0) == 1.0
        ):
            features["full form in the bracket"] = 1.0
        if covered < 1.0 and start <= whole_from:
            features["covered in another order"] = 1.0
        lead = range(border, bisect_right(begins, first) - 1)  # the words before the one that holds its first character
        if not lead:
            return features
        if next_verb[border] < lead.stop:
            features["lead has verb"] = 1.0
            if not context.traits[border].opens:
                features["lead has verb, no opener"] = 1.0
        if next_generic[border] < lead.stop:
            features["lead has generic"] = 1.0
        _add_lead(features, context, border, lead)
        return features

    return han


@lru_cache(maxsize=1 << 10)
def _next_of(context: Context) -> tuple[list[int], list[int]]:
    """Return for each word the next verb and the next generic noun from there on."""
    # The same clauses come again, as they do in termkit.extract.clause.
    return _nexts([word.is_verb for word in context.traits]), _nexts([word.is_generic for word in context.traits])


def _nexts(holds: list[bool]) -> list[int]:
    """Return for each word the first one from there on of which something holds; their number where there is none."""
    found: list[int] = []
    for index, held in enumerate(holds):
        if held:
            found += [index] * (index + 1 - len(found))
    return found + [len(holds)] * (len(holds) - len(found))


def _add_lead(features: Features, context: Context, border: int, lead: range) -> None:
    """Add what the words of a name say that stand before the one with the short form's first character."""
    features["lead"] = float(min(len(lead), 4))
    features[f"lead ends in {context.classes[lead[-1]]}"] = 1.0
    opener, opens = context.words[border], context.traits[border].opens
    if opener[0] == "第":
        features["lead ordinal"] = 1.0
    features["lead opener" if opens else "lead plain"] = 1.0
    if opens and len(lead) == 1:
        features["lead by one opener"] = 1.0
    if opener == "联合国":
        features["lead united nations"] = 1.0


def _mixed_aligner(context: Context, letters: str, alignment: Alignment) -> Callable[[int], Features]:
    """Hold the words before those that a form such as CVR方案 keeps against its letters."""
    tail = alignment.positions[0] if alignment.positions[0] >= 0 else len(context.text)
    latin = acronym_features(context, letters, "", tail)

    def mixed(border: int) -> Features:
        return {"covered": alignment.covered(context.starts[border]), **latin(border)}

    return mixed
