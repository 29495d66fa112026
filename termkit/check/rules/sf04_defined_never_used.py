"""SF04: a short form that is defined and then never used."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from termkit.check.finding import Safety, Severity, Spot
from termkit.check.naming.aliases import is_other_name
from termkit.check.naming.between import forms_between, forms_spelt_out, is_within
from termkit.check.naming.forms import SURE, is_checked, is_plain_noun, is_prefixed, is_remark
from termkit.check.rule import Change, Issue, Papers, Rule
from termkit.extract.definition import Method
from termkit.extract.evidence import occurrences
from termkit.extract.places import PLACES
from termkit.terms.keys import form_key
from termkit.text.document import Span
from termkit.text.message import Message, Wording, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.definition import Definition

__all__ = ["RULE"]

_UNUSED = Wording("{forms} is defined but never used; {advice}", "简称{forms}注明后未再使用；{advice}")
_UNUSED_TOGETHER = Wording("{forms} are defined but never used; {advice}", "简称{forms}注明后均未再使用；{advice}")
_UNUSED_AGAIN = Wording(
    "{forms} is defined {count} times but never used; {advice}", "简称{forms}注明{count}次，却从未单独使用；{advice}"
)
_INSTEAD = Wording("the document writes {short} instead", "本文件用的是“{short}”")
_TAKE_OUT = Message("take out the brackets, or use the short form later on", "应删去括注，或在下文改用简称")
_TAKE_OUT_ALL = Message(
    "take out the brackets, or write only the short form from the second place on", "应删去括注，或自第二处起只用简称"
)

_JOINED = re.compile("[/／—–-]")
_ALIAS = re.compile("即|或|—")


def _find(material: Material) -> Iterator[Issue]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        if len(facts.document.text) < material.profile.unused_from:
            continue
        in_bracket = Counter(definition.mark for definition in facts.definitions)
        unused: dict[int, list[Sequence[Definition]]] = {}
        spoken_of = [each for each in facts.defined.values() if _is_spoken_of(material, facts, each[0])]
        spellings = (text for definitions in spoken_of for text in _spellings(definitions[0].short))
        places = occurrences(facts.document.text, spellings)
        for definitions in spoken_of:
            if not _is_used(facts, definitions, places):
                unused.setdefault(definitions[0].mark, []).append(definitions)
        # Two short forms in one bracket are one fault.
        for together in unused.values():
            first = together[0][0]
            forms = joined((f"“{each[0].short}”" for each in together), Message(" and ", "和"))
            again = tuple(Spot(facts.document, each.short_span) for each in together[0][1:])
            others = tuple(Spot(facts.document, definitions[0].short_span) for definitions in together[1:])
            is_all = in_bracket[first.mark] == len(together)
            change = Change(_brackets(facts.document.text, first), "")
            # Where another short form is used instead (SF06), this one is to be used and not to be taken out.
            uses = short_uses.get(material.concept_of(first).id, {})
            used = {form for form, mentions in uses.items() if not all(map(facts.is_definition, mentions))}
            instead = sorted(used - {each[0].short for each in together}) or _others(facts, first)
            advice = _INSTEAD(short=instead[0]) if instead else _TAKE_OUT_ALL if again else _TAKE_OUT
            if again:
                message = _UNUSED_AGAIN(forms=forms, count=len(together[0]), advice=advice)
            else:
                message = (_UNUSED if len(together) == 1 else _UNUSED_TOGETHER)(forms=forms, advice=advice)
            changes = (change,) if is_all and not instead else ()
            yield Issue(Spot(facts.document, first.short_span), message, (), changes, beside=(*others, *again))


def _brackets(text: str, definition: Definition) -> Span:
    """Return the brackets of a definition with the space before them: (2012年) between the name and them stays."""
    end = definition.full_span.end
    return Span(end + len(text[end : definition.mark].rstrip()), definition.span.end)


def _others(facts: Facts, definition: Definition) -> Sequence[str]:
    """Return what the document writes for a body that is near to its short form."""
    spans = (*forms_between(facts, definition), *forms_spelt_out(facts, definition))
    return [Spot(facts.document, span).text for span in spans]


def _is_spoken_of(material: Material, facts: Facts, definition: Definition) -> bool:
    """Tell whether the rule has something to say of a definition that is sure and gives a short form for later use."""
    short = definition.short
    if definition.score < SURE or is_plain_noun(short, material):
        return False
    if not is_checked(short) and not _is_promised(facts, definition):
        return False
    if is_remark(material, definition):
        return False
    # 苏丹人民解放运动(苏人解)…… (苏人解/解放军反对派): the second form is made of the first; 可再生|能源署 is not.
    others = (each for other in facts.shorts_with(short) if other != short for each in facts.defined[form_key(other)])
    is_in_other = any(each.short.startswith(short) or definition.full in each.full for each in others)
    return not is_in_other and not _is_alias(facts, definition)


def _is_promised(facts: Facts, definition: Definition) -> bool:
    """Tell whether a short title is one for later use, and is not there without its marks either.

    Words say so (下称《行动议程》), or it is made of the words of the full title; another one in brackets may be what a
    treaty is known by: (《芝加哥公约》).
    """
    bare = definition.short.strip("《》")
    is_made_of_it = is_within(bare, definition.full)
    if bare == definition.short or not (definition.method is Method.WORDING or is_made_of_it):
        return False
    same = facts.defined[form_key(definition.short)]
    return facts.document.text.count(bare) == sum(f"{each.full}{each.short}".count(bare) for each in same)


def _is_alias(facts: Facts, definition: Definition) -> bool:
    """Tell whether it is another name that is given, or a list of abbreviations, and no short form for later use."""
    first, second = sorted((definition.full_span, definition.short_span))  # 该中心的测试网络，即亚太农业机械测试网络
    between = facts.document.text[first.end : second.start]
    is_other = _ALIAS.search(between) is not None
    return (
        is_other
        or is_other_name(facts, definition)
        or definition.method is Method.LIST
        or definition.short in PLACES
        or definition.short == definition.full
    )


def _spellings(short: str) -> Collection[str]:
    """Return a short form as it is given, and without a space that a line end may have put into it: BBNJ|会议."""
    return {short, form_key(short)}


def _is_used(facts: Facts, definitions: Sequence[Definition], places: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether one of its places is outside its definitions and other names, even in what may be a word."""
    short = definitions[0].short
    defined = sorted(each.span for each in definitions)
    starts = [span.start for span in defined]
    reach = list(accumulate((span.end for span in defined), max))
    spans = (Span(start, start + len(text)) for text in _spellings(short) for start in places[text])
    outside = (s for s in spans if not (index := bisect_right(starts, s.start)) or reach[index - 1] < s.end)
    return any(
        (around := facts.mention_around(s)) is None or _uses(form_key(around.form), form_key(short)) for s in outside
    )


def _uses(form: str, short: str) -> bool:
    """Tell whether a form uses the short form that it contains.

    联合国艾滋病规划署 does, and so does a name that begins with it, 海委会|国际海洋学数据和信息交换方案, or that has
    others too: 粮农组织/劳工组织联合工作组.
    """
    bare = form.strip("《》")  # but not of 《协定》/《公约》缔约方会议
    bodies = _JOINED.split(bare)
    is_body = form != bare and (f"的{short}" in bare or f"{short}的" in bare)  # 《…人民的巴解组织的经济关系议定书》
    return is_body or short in {form, bare} or is_prefixed(bare, short) or any(b.startswith(short) for b in bodies)


RULE = Rule(
    code="SF04",
    name="defined-never-used",
    severity=Severity.INFO,
    what="A short form is introduced in brackets and the document never uses it.",
    why="A name that occurs once or twice needs no short form (UN Editorial Manual, Abbreviations).",
    example="秘书处维持和平行动部(维和部) — and 维和部 nowhere else",
    zh=Papers(
        title="给出简称而未用",
        what="括号中注明了简称，下文却从未使用。",
        why="只出现一两次的名称不必注明简称(《联合国编辑手册》，“缩写”部分)。",
        example="秘书处维持和平行动部(维和部)——下文再未出现“维和部”",
    ),
    find=_find,
    measured=(
        "Read by its developer and by blind readers. Seed reports: 10 of 11 right, one doubtful. Excerpts are "
        "left alone."
        " 262 documents of 2021-2023 at first sight: 861 of 895 right."
    ),
    fix=Safety.UNSAFE,
)
