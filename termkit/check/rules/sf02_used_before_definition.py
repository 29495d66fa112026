"""SF02: a short form that stands before the place that defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.finding import Severity, Spot
from termkit.check.layout.prose import body_start, summary_of
from termkit.check.naming.bodies import are_variants
from termkit.check.naming.ends_of_names import ends_before_names
from termkit.check.naming.forms import SURE, is_checked, is_plain_noun, is_settled, with_prefixes
from termkit.check.naming.issuers import is_in_masthead
from termkit.check.naming.parts import is_part_of_name
from termkit.check.phrases import line_of, quoted, times
from termkit.check.rule import Issue, Papers, Rule
from termkit.extract.definition import Method
from termkit.extract.undefined import is_transparent
from termkit.terms.concept import TermType
from termkit.terms.keys import form_key
from termkit.text.characters import is_han
from termkit.text.document import BlockKind
from termkit.text.message import Wording
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.text.document import Document, Span

__all__ = ["RULE"]

_USED_BEFORE = Wording(
    "“{short}” is used{times} before it is defined in {line}; define it at its first use, or write {full} here",
    "“{short}”在{line}才给出全称，此前已使用{times}；应在首次出现时给出全称，或此处写作{full}",
)

_GIVEN_LATE = Wording(
    "{full} stands here{times} without “{short}”, which is given beside it in {line}; give it at the first mention",
    "{full}在此前已出现{times}，到{line}才注明简称“{short}”；应在首次出现时注明",
)

_END_FIRST = Wording(
    "“{text}” is the end of a name{times}, which stands in whole only in {line}; write {full} at the first mention",
    "“{text}”只是名称的后一部分{times}，到{line}才出现全称；首次出现时应写作{full}",
)

_REACH = 6
_AROUND = "，：:,“” \n.．、0123456789一二三四五六七八九十()（）A"
_DRAFT = "草案"
_ENDS = frozenset("。；")
_NOUNS = frozenset("njlb")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_APART = frozenset({BlockKind.RUNNING, BlockKind.FOOTNOTE, BlockKind.MASTHEAD, BlockKind.CONTENTS})


def _find(material: Material) -> Iterator[Issue]:
    exempt = material.profile.needs_no_definition
    for facts in material.documents:
        document = facts.document
        for definitions in facts.defined.values():
            first = definitions[0]
            # A list of abbreviations is looked up, wherever it stands.
            # A footnote is read when its mark is met: its place in the file says nothing. A table of contents repeats
            # headings, which are spoken of themselves.
            if (
                first.short in exempt
                or any(each.method is Method.LIST for each in definitions)
                or is_plain_noun(first.short, material)
                or not is_checked(first.short)
                or first.score < SURE
                or first.full.startswith(first.short)  # 贸发会议秘书处(下称“贸发会议”): for this text only
                or is_in_masthead(material, facts, material.concept_of(first).id)
                or _is_phrase(material, first.short)
                or _is_anothers(material, first)
            ):
                continue
            spots = [
                Spot(document, mention.span)
                for mention in _uses(material, facts, first)
                if mention.span.end <= first.span.start and document.block_at(mention.span.start).kind not in _APART
            ]
            if spots:
                line = line_of(document.place(first.span))
                message = _USED_BEFORE(short=first.short, times=times(len(spots)), line=line, full=quoted(first.full))
                yield Issue(spots[0], message, tuple(spots[1:]), beside=(Spot(document, first.span),))
            elif _is_used_after(facts, first) and (spots := _full_before(facts, first)):
                line = line_of(document.place(first.span))
                told = times(len(spots))
                message = _GIVEN_LATE(full=quoted(first.full), times=told, short=first.short, line=line)
                yield Issue(spots[0], message, tuple(spots[1:]), beside=(Spot(document, first.span),))
        yield from _ends_first(facts)


def _is_used_after(facts: Facts, definition: Definition) -> bool:
    """Tell whether a short form is used once it is defined; SF04 speaks of one that is not."""
    uses = facts.uses_of_key(form_key(definition.short))
    return any(use.span.start >= definition.span.end and not facts.is_definition(use) for use in uses)


def _ends_first(facts: Facts) -> Iterator[Issue]:
    """Yield the bodies that are called by the end of their name before the whole name is given."""
    document = facts.document
    for spans, full, whole in ends_before_names(document.text):
        spots = [Spot(document, span) for span in spans if document.block_at(span.start).kind in _PROSE]
        if spots and not facts.is_in_mention(spots[0].span):
            line = line_of(document.place(whole))
            message = _END_FIRST(text=spots[0].text, times=times(len(spots)), line=line, full=quoted(full))
            yield Issue(spots[0], message, tuple(spots[1:]), beside=(Spot(document, whole),))


def _full_before(facts: Facts, definition: Definition) -> list[Spot]:
    """Return where the full form of a definition stands in running text before it, by itself."""
    document = facts.document
    body, summary = body_start(document), summary_of(document)
    return [
        Spot(document, mention.span)
        for mention in facts.uses_of_key(form_key(definition.full))
        if body <= mention.span.start
        and mention.span.end <= definition.span.start
        and document.block_at(mention.span.start).kind in _PROSE
        and not is_part_of_name(document.text, mention)
        and not _goes_on(document.text, mention.span.end)
        and not _stands_by_itself(document, mention.span)
        and not summary.covers(mention.span)  # which is read by itself
    ]


def _stands_by_itself(document: Document, span: Span) -> bool:
    """Tell whether a name is all of its paragraph, as in a heading, or the body that a quoted decision begins with."""
    text, block = document.text, document.block_at(span.start).span
    # A heading may have been joined to the paragraph before it.
    if text.startswith("，“", span.end) or (span.end == block.end and text[span.start - 1 : span.start] in _ENDS):
        return True
    return not f"{text[block.start : span.start]}{text[span.end : block.end]}".strip(_AROUND)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a noun behind makes a longer name of it: 国际原子能机构|大会, 境内流离失所者|人权问题特别报告员."""
    behind = text[end : end + _REACH]
    return is_han(behind[:1] or " ") and words(behind)[0].tag[:1] in _NOUNS


def _is_anothers(material: Material, definition: Definition) -> bool:
    """Tell whether the glossary has a form for another body, which may be the one that is meant before."""
    owners = material.known.of_short(definition.short)
    if not owners or material.concept_of(definition).id in owners:
        return False
    # 东非政府间发展组织 is no other than 政府间发展组织.
    names = (term.text for owner in owners for term in material.known.concepts[owner].of("zh", TermType.FULL_FORM))
    return not any(are_variants(material, definition.full, name) for name in names)


def _is_phrase(material: Material, form: str) -> bool:
    """Tell whether a form means what its words say before it is defined: 发展议程, or a verb in brackets: (牵头)."""
    if material.known.of_short(form):
        return False
    if form.endswith(_DRAFT):
        return True
    cut = words(form)
    return is_transparent(form) or (len(cut) == 1 and cut[0].tag == "v")


def _uses(material: Material, facts: Facts, definition: Definition) -> list[Mention]:
    """Return the uses of a short form, also behind 联合国 where that does not make it the full form."""
    text = facts.document.text
    uses = [m for m in facts.uses_of_key(form_key(definition.short)) if not is_part_of_name(text, m)]
    for form in with_prefixes(definition.short):
        if form in facts.uses and not is_settled(material, form):
            uses += facts.uses[form]
    return sorted(uses, key=lambda mention: mention.span)


RULE = Rule(
    code="SF02",
    name="used-before-definition",
    severity=Severity.WARNING,
    what=(
        "A short form is used before the place where the document defines it, headings count; or the text has the full "
        "form by itself before it gives the short form; or a body is called by the end of its name before the name."
    ),
    why="The full form comes first, the short form in brackets behind it (UN Editorial Manual, Abbreviations).",
    example="行政首长协调会的工作 …… 29. 联合国系统行政首长协调理事会(行政首长协调会)",
    zh=Papers(
        title="先用简称，后给全称",
        what="简称用在给出全称之前，标题也算在内；或正文中全称首次出现时未注明简称，后文才注明；或先用机构名称的后一部分，后文才有全称。",
        why="名称首次出现时写全称，后加括号注明简称(《联合国编辑手册》，“缩写”部分)。",
        example="行政首长协调会的工作……29. 联合国系统行政首长协调理事会(行政首长协调会)",
    ),
    find=_find,
    measured=(
        "Read by its developer and by blind readers. "
        "Seed reports: 7 of 9 right, two doubtful. 68 excerpts, each alone: none found."
        " 262 documents of 2021-2023 at first sight: 87 of 100 right."
    ),
)
