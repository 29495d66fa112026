"""What the concepts of a set of documents say of forms, each looked up once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termkit.check.naming.forms import TRANSPARENT, is_plain_noun, is_prefixed
from termkit.check.naming.names import is_name
from termkit.extract.alignment import align_short_form
from termkit.extract.heads import HEADS, head_of
from termkit.extract.names import tie_variants
from termkit.extract.places import PLACES
from termkit.extract.undefined import is_short_for
from termkit.terms.concept import FULL_TYPES, Status, TermType
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termkit.check import Facts, Material
    from termkit.terms.concept import Term

__all__ = ["SENDER", "KnownForms"]

SENDER = "联合国"
_CUT = 0.75
"""Part of a name that a variant may have at most to be cut short."""
_YEAR = re.compile(r"(?<=(?:19|20)\d\d)年")
_REMEMBERED = 1 << 16
"""Forms and concepts for which what is known is looked up once."""


class _Form(NamedTuple):
    """Of which concepts a form is a short one, and whether it is a full one too.

    Concepts whose names are variants of one name are `alike`: of those, the glossary's is the owner.
    """

    owners: Sequence[str]
    is_full: bool
    alike: Mapping[str, Sequence[str]]


class KnownForms:
    """What all documents together say of forms, each looked up once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        once = lru_cache(maxsize=_REMEMBERED)
        self.form = once(self._form)
        self.is_noun = once(self._is_noun)
        self.full_form = once(self._full_form)
        self.full_texts = once(self._full_texts)
        self.behind_sender = once(self._behind_sender)
        self.cut_variant = once(self._cut_variant)
        self.begins_with = once(self._begins_with)
        self.needs_none = once(self._needs_none)

    def _form(self, form: str) -> _Form:
        index = self.material.index
        alike: dict[str, list[str]] = {}
        owners, name = index.of_short(form), self.material.full_form
        for each in sorted(owners, key=lambda owner: owner not in self.material.known.concepts):
            fits = (owner for owner in alike if _are_variants(name(owner), name(each)))
            alike.setdefault(next(fits, each), []).append(each)
        return _Form([each for each in owners if each in alike], bool(index.of_full(form)), alike)

    def name_here(self, facts: Facts, identifier: str, form: str) -> str:
        """Return the full form of a concept that a document has of those it may have, else `full_form`."""
        full = self.full_form(identifier, facts.year, form)
        if form_key(full) in facts.uses_by_key:
            return full
        names = (name for each in self._alike(identifier, form) for name in self.full_texts(each))
        whole = (name for name in names if head_of(name) == head_of(full) and len(name) > _CUT * len(full))
        return next((name for name in whole if form_key(name) in facts.uses_by_key), full)

    def is_named(self, facts: Facts, identifier: str, form: str) -> bool:
        """Tell whether a document has a full form or variant of a concept."""
        return any(text in facts.uses for each in self._alike(identifier, form) for text in self.full_texts(each))

    def _alike(self, identifier: str, form: str) -> Sequence[str]:
        return self.form(form).alike.get(identifier, [identifier])

    def tells_of(self, form: str) -> bool:
        """Tell whether a concept has a form, or anybody might."""
        owners, is_full, _ = self.form(form)
        return bool(owners) or is_full or self.is_noun(form)

    def is_in_glossary(self, form: str) -> bool:
        """Tell whether the glossary has a form, and not only a document."""
        return bool(self.material.known.of(form))

    def _is_noun(self, form: str) -> bool:
        return _is_noun(form, self.material)

    def _full_texts(self, identifier: str) -> Sequence[str]:
        """Return the full forms and variants of a concept."""
        return [term.text for term in _full_terms(self.material, identifier)]

    def _full_form(self, identifier: str, year: int, form: str) -> str:
        """Return the full form of a concept in a year, or the one that the short form is made of (项目厅)."""
        full = self.material.full_form(identifier, year, form)
        if form[-1:] in head_of(full):
            return full
        others = self.full_texts(identifier)
        return next((each for each in others if form[-1:] in head_of(each) and set(form) <= set(each)), full)

    def _behind_sender(self, form: str) -> Sequence[str]:
        """Return the concept of 妇女署 for 联合国妇女署, a variant of its name."""
        owners, is_full, _ = self.form(form.removeprefix(SENDER))
        if not form.startswith(SENDER) or is_full or len(owners) != 1:
            return ()
        variants = self.material.index.concepts[owners[0]].of("zh", TermType.VARIANT)
        return owners if any(term.text == form for term in variants) else ()

    def _cut_variant(self, form: str) -> Sequence[str]:
        """Return the concept of a variant that is a short form in all but its type in the glossary.

        Words of the name are cut short in it (反恐|执行工作队), or it is no longer than a short form (行政首长理事会).
        """
        index = self.material.index
        owners = index.of_full(form)
        if len(owners) != 1 or form[0] in "《“":
            return ()
        concept = index.concepts[owners[0]]
        if not is_name(concept) or all(t.text != form for t in concept.of("zh", TermType.VARIANT)):
            return ()
        names = [t.text for t in concept.of("zh", TermType.FULL_FORM) if is_short_for(form, t.text)]
        short = max((len(t.text) for t in concept.of("zh", TermType.SHORT_FORM)), default=0)
        is_cut = any(
            len(form) <= _CUT * len(name) and {w.text for w in words(form)}.difference(w.text for w in words(name))
            for name in names
        )
        is_of_other = any(self.form(form[:end]).owners for end in range(2, len(form) - 1))  # 欧盟|委员会
        return owners if names and not is_of_other and (is_cut or len(form) < short) else ()

    def _begins_with(self, identifier: str, form: str) -> tuple[str, str, int]:
        """Return the short form that a form begins with, its concept, and where it stands; the form itself for most.

        Of 非盟委员会 it is 非盟, whose name the full form begins with, of 联合国妇女署 it is 妇女署.
        """
        if self.form(form).is_full:
            return identifier, form.removeprefix(SENDER), len(SENDER)
        for end in range(2, len(form) - 1):
            owners = self.form(form[:end]).owners
            if len(owners) == 1 and owners[0] != identifier:
                names = {text + form[end:] for text in self.full_texts(owners[0])}
                if not names.isdisjoint(self.full_texts(identifier)):
                    return owners[0], form[:end], 0
        return identifier, form, 0

    def _needs_none(self, form: str, full: str) -> bool:
        """Tell whether nobody wants a form defined: a country, a name without 联合国, a usual form no cut of its name.

        So are 第六委员会, COVID-19 and 国家工作队, of those that the profile names; 安理会 is made of 安全理事会.
        """
        if full in PLACES or self._lacks_sender(form, full):
            return True
        if form not in self.material.profile.needs_no_definition:
            return False
        return is_prefixed(full, form) or not is_han(form[-1]) or align_short_form(form, full).covered(0) < 1.0

    def _lacks_sender(self, form: str, full: str) -> bool:
        """Tell whether a title or long name is the full one without its 联合国: 《千年宣言》, 中亚经济体特别方案.

        Where the glossary wants it for the short form it is one: 毒品和犯罪问题办公室.
        """
        bare = form.strip("《》")
        if full.strip("《》") != SENDER + bare:
            return False
        if form[0] == "《":
            return True
        terms = (t for owner in self.form(form).owners for t in self.material.index.concepts[owner].of("zh"))
        is_wanted = any(t.text == form and t.status is not Status.ADMITTED for t in terms)
        return len(form) >= TRANSPARENT and not is_wanted


def _are_variants(one: str, other: str) -> bool:
    """Tell whether two names seem to be spellings of one: 2019年冠状病毒病 and 2019冠状病毒病, 办公室 and 办事处."""
    names = {_YEAR.sub("", name) for name in (one, other)}
    return len(names) == 1 or bool(tie_variants(dict.fromkeys(names, 0)))


def _full_terms(material: Material, identifier: str) -> Sequence[Term]:
    return material.index.concepts[identifier].of("zh", *FULL_TYPES)


def _is_noun(form: str, material: Material) -> bool:
    """Tell whether a form is used of whatever body was spoken of: 秘书处, 理事会, 本组织; 政治部 is not."""
    if is_plain_noun(form, material):
        return True
    bare = form.strip("《》“”")
    if bare not in HEADS:
        return False
    own = material.known.of_short(form)
    if any(material.full_form(identifier) == SENDER + bare for identifier in own):
        return True  # 新闻中心: any of them, as well as 联合国新闻中心
    return any(
        concept.id not in own
        and any(term.text.strip("《》").endswith(bare) for term in _full_terms(material, concept.id))
        for concept in material.concepts
    )
