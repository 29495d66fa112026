"""What several rules ask about forms: whether one is a plain noun, which form to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.extract.alignment import align_short_form
from termkit.extract.definition import Method
from termkit.extract.heads import HEADS, head_of
from termkit.extract.lexicon import WordClass, classes_of
from termkit.extract.sounds import is_transcribed
from termkit.terms.concept import FULL_TYPES, SETTLED, Status, TermType
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from termkit.check.material import Material
    from termkit.extract.definition import Definition
    from termkit.terms.concept import Concept, Term

__all__ = [
    "SURE",
    "TRANSPARENT",
    "is_checked",
    "is_out",
    "is_plain_noun",
    "is_prefixed",
    "is_remark",
    "is_settled",
    "is_superseded",
    "preferred_term",
    "short_term",
    "with_prefixes",
    "without_prefix",
]

TRANSPARENT = 7
"""Length from which a name without its 联合国 is still the name and no short form: 中亚经济体特别方案."""
SURE = 0.5
"""Score of a definition from which rules speak of it."""
_SHORT = frozenset({TermType.SHORT_FORM, TermType.ACRONYM})


# Short for a noun of kind, and so for any body of that kind.
_GENERIC = frozenset(
    "执委会 咨委会 指委会 管委会 常委会 筹委会 专委会 审委会 协委会 组委会 工委会 执行局 专家组 专家小组 管理局 总局 总部 专家委员会 "
    "监督委员会 工作队 事件 报告期 本报告期 "
    "报告员 特别报告员 主席 主席团 主任 执行主任 总干事 秘书长 副秘书长 高级专员 特别代表 特使 独立专家 观察员 协调员 监察员".split()
)
# What UN texts put before a short form without making it another name: 联合国艾滋病规划署.
_PREFIXES = ("联合国", "联合国系统", "秘书处", "联合国秘书处")


def is_plain_noun(form: str, material: Material) -> bool:
    """Tell whether a form is a noun for any body of its kind (委员会, 该公约, 《战略》): it need not mean this one."""
    bare = form.strip("《》“”").removeprefix("该").removeprefix("本")
    return len(bare) < 2 or (bare in HEADS and not material.known.of_short(form)) or bare in _GENERIC


def with_prefixes(short: str) -> tuple[str, ...]:
    """Return a short form with 联合国 or the like before it."""
    return tuple(prefix + short for prefix in _PREFIXES)


def is_prefixed(form: str, short: str) -> bool:
    """Tell whether a form is a short form with 联合国 or the like before it."""
    return form.endswith(short) and form.removesuffix(short) in _PREFIXES


def without_prefix(name: str) -> str:
    """Return a name without 联合国 or the like before it."""
    return name.removeprefix(max(filter(name.startswith, _PREFIXES), key=len, default=""))


def is_remark(material: Material, definition: Definition) -> bool:
    """Tell whether what stands in brackets may be a remark, as what never comes back mostly is: 国际公路运输联盟(货运).

    So where nothing calls it a short form, it is neither made of the name nor a plain one with its last word, and the
    glossary does not have it.
    """
    if definition.method is not Method.BRACKET:
        return False
    if definition.full_span.start > definition.short_span.start:
        return True  # 人口基金(联合国人口基金): the bracket explains
    short, full = definition.short, definition.full
    is_made_of_it = set(short) <= set(full) or align_short_form(short, full).covered(0) == 1.0
    return not (is_made_of_it or material.known.of_short(short) or _is_of_kind(short, full))


def _is_of_kind(short: str, full: str) -> bool:
    """Tell whether a form has the last word of a name and says what it is, as 劳工部 for 劳动和就业部.

    拉姆萨尔公约 and 柏林中心 are what it is known by, and need not come back.
    """
    if head_of(short) != head_of(full) or not head_of(short) or not all(map(is_han, short)) or short[0] == "第":
        return False
    cut = words(short)
    places = (word.text for word, cls in zip(cut, classes_of(cut), strict=True) if cls is WordClass.PLACE)
    return not is_transcribed(cut[0].text) and all(place in full for place in places)


def is_checked(form: str) -> bool:
    """Tell whether rules of short forms speak of a form: acronyms follow other habits, and short titles do.

    《2030年议程》 and 《千年宣言》 are cited without a definition in every seed report.
    """
    return "“" not in form and is_han(form[-1:] or " ")


def is_superseded(term: Term, year: int) -> bool:
    """Tell whether a term was out of use in a year: only a superseded one, and only where both are known."""
    return term.status is Status.SUPERSEDED and bool(term.until) and year > int(term.until[:4])


def is_out(term: Term, year: int) -> bool:
    """Tell whether the glossary advises against a term in a year.

    A deprecated one with `until` was usual up to then: a report of that time is no place to mend it.
    """
    if term.status is Status.DEPRECATED:
        return not (year and term.until and year <= int(term.until[:4]))
    return is_superseded(term, year)


def short_term(concept: Concept, form: str) -> Term | None:
    """Return the short form or acronym of a concept that is spelt so."""
    short = (term for term in concept.terms if term.type in _SHORT)
    return next((term for term in short if form_key(term.text) == form_key(form)), None)


def is_settled(material: Material, form: str) -> bool:
    """Tell whether the glossary prefers or admits a form for some concept."""
    return any(
        form_key(term.text) == form_key(form) and term.status in SETTLED
        for identifier in material.known.of(form)
        for term in material.known.concepts[identifier].terms
    )


def preferred_term(concept: Concept, like: Term, year: int) -> str:
    """Return the Chinese term to write instead of one that is not preferred, of its own type where there is one.

    A variant is a slip of the form that it is nearest to: 《北京行动纲领》 of 《北京行动纲要》, not of the long title.
    """
    short = like.type not in FULL_TYPES
    settled = [
        term
        for term in concept.of("zh")
        if term.status in SETTLED and not (year and term.since and int(term.since[:4]) > year)
    ]
    if like.type is TermType.VARIANT and settled:
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415  start-up

        # A name is no slip of a short form, but of a title or of a name without its 联合国.
        names = [term.text for term in settled if term.type not in _SHORT]
        alike = [
            term
            for term in settled
            if term.type not in _SHORT or term.text.startswith("《") or any(name.endswith(term.text) for name in names)
        ] or settled
        return max(alike, key=lambda term: (ratio(term.text, like.text), term.status is Status.PREFERRED)).text
    settled.sort(key=lambda term: ((term.type not in FULL_TYPES) != short, term.status is not Status.PREFERRED))
    return settled[0].text if settled else ""
