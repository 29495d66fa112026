"""What 的 before or inside a name says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.extract.border_words import ABOUT, VERBS, class_before
from termkit.extract.heads import kind_of
from termkit.extract.lexicon import WordClass
from termkit.terms.concept import Kind

if TYPE_CHECKING:
    from termkit.extract.clause import Context
    from termkit.extract.model import Features

__all__ = ["RelativeClauses"]

_VERBAL = VERBS | {WordClass.NAME_VERB}
_SHORT_MODIFIER = 1  # words
_DE = WordClass.DE  # members of an enumeration are looked up slowly
# 禁止生产用于核武器的裂变材料的条约: treaties alone begin so.
_TREATIES = ("条约", "公约", "议定书")
_OPENS_TREATY = frozenset("禁止 防止 制止".split())
_PARTIES = re.compile(r"缔约(?:方|国)(?:大会|会议)$")


class RelativeClauses:
    """What 的 says: behind the verbs of a clause it ends that clause, behind 关于 … a title without marks goes on.

    致力于消除童婚的|明日女童基金会, but |关于汞的水俣公约.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._last = -1
        if _DE in context.classes:
            self._last = len(context.classes) - 1 - context.classes[::-1].index(_DE)
        self._kind, self._is_titled = "", False
        self._state: list[str] = []  # what each word has before it in its clause
        self._about = {ABOUT}
        if self._last < 0:
            return
        kind = kind_of(context.text)
        self._kind = "parties" if _PARTIES.search(context.text) else str(kind)
        self._is_titled = self._kind == "parties" or kind is Kind.INSTRUMENT or context.text.endswith("倡议")
        if context.text.endswith(_TREATIES):
            self._about |= _OPENS_TREATY
        state = "plain"
        for word, cls in zip(context.words, context.classes, strict=True):
            self._state.append(state)
            if word in self._about:
                state = "about"
            elif cls is WordClass.STOP:
                state = "plain"
            elif state == "plain" and (cls in VERBS or cls is WordClass.NAME_VERB):
                state = "verb"

    def is_title(self, border: int) -> bool:
        """Tell whether a name begins as a title without marks and ends as one."""
        return self._is_titled and border < self._last and self._context.words[border] in self._about

    def add_to(self, found: Features, border: int) -> None:
        """Add the features of a border that stands behind 的 or has one behind it."""
        last = self._last
        if last < 0:
            return
        classes = self._context.classes
        if border and classes[border - 1] is _DE:
            state = self._state[border - 1]
            found[f"L:de behind {state}"] = 1.0
            found[f"L:de behind {state}, then {classes[border]}"] = 1.0
            if state == "about":
                found[f"L:de behind about, {self._kind}"] = 1.0
        elif border > last and self._state[last] == "about":
            found[f"behind about, {self._kind}"] = 1.0
        if border < last:
            tail = classes[last + 1] if last + 1 < len(classes) else WordClass.OTHER
            if self._context.words[border] in self._about:
                found[f"about, {self._kind}"] = 1.0
                found[f"about, then {tail}"] = 1.0
            else:
                verb = not _VERBAL.isdisjoint(classes[border:last])
                found[f"de inside {'behind verb' if verb else 'behind nouns'}"] = 1.0
                found[self._modifier(border)] = 1.0
                if verb:
                    found[f"de inside behind verb, L:{class_before(self._context, border)}"] = 1.0
                if self._state[border] == "about":
                    found["de inside, begins behind about"] = 1.0

    def _modifier(self, border: int) -> str:
        """Return the feature of what stands before the last 的 of a name that begins at a border.

        新的|…, 减少…|的作用 and 负担得起的|… stand in names; what has its own subject, 负责人组成的|…, hardly does.
        """
        classes, last = self._context.classes, self._last
        if last - border <= _SHORT_MODIFIER:
            return "de inside, short"
        begins = "verb" if classes[border] in _VERBAL else "noun"
        return f"de inside, {begins} to {'verb' if classes[last - 1] in _VERBAL else 'noun'}"
