"""The short forms of a body that a document uses and never defines, none of which it has another way of knowing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termkit.check.layout.prose import is_beside_text
from termkit.check.naming.forms import TRANSPARENT, is_checked, is_out, is_plain_noun, is_prefixed, short_term
from termkit.check.naming.given import ends_a_list, is_any_of_its_kind, is_given, is_told
from termkit.check.naming.issuers import is_in_masthead, is_of_state
from termkit.check.naming.parts import is_attribute_and_head
from termkit.extract.undefined import is_transparent
from termkit.terms.concept import FULL_TYPES, Status
from termkit.text.words import word_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention

__all__ = ["undefined_forms"]

_SESSION = re.compile("第[^第届次]{1,8}[届次]")


def undefined_forms(
    material: Material, facts: Facts, identifier: str, forms: Mapping[str, Sequence[Mention]]
) -> Sequence[tuple[str, Sequence[Mention]]]:
    """Return the undefined forms among those of a concept, with their uses; the one that is to be kept comes first.

    None where another form of the concept is defined here: then the fault is that there are two. An acronym is no such
    form: IOM and 移民组织 stand side by side.
    """
    if any(form in facts.defined and is_checked(form) for form in forms) or is_in_masthead(material, facts, identifier):
        return ()
    concept = material.index.concepts[identifier]

    def rank(found: tuple[str, Sequence[Mention]]) -> tuple[bool, bool, int]:
        form, mentions = found
        term = short_term(concept, form)
        is_preferred = term is not None and term.status is Status.PREFERRED
        return term is not None and is_out(term, facts.year), not is_preferred, mentions[0].span.start

    return sorted(_undefined(material, facts, identifier, forms), key=rank)


def _undefined(
    material: Material, facts: Facts, identifier: str, forms: Mapping[str, Sequence[Mention]]
) -> Iterator[tuple[str, Sequence[Mention]]]:
    document = facts.document
    for form, mentions in forms.items():
        is_spoken_of = is_checked(form) and form not in material.profile.needs_no_definition
        if not is_spoken_of or not _is_known(material, form) or is_told(facts, form):
            continue
        if _is_any_bodys(material, facts, identifier, form):
            continue
        full = material.full_form(identifier, facts.year, form)
        if len(form) >= TRANSPARENT and (is_prefixed(full, form) or _is_without_middle(form, full)):
            continue
        if _is_made_of_defined(facts, form, full):
            continue
        apart = [
            m
            for m in mentions
            if not ends_a_list(material, facts, m, full)
            and not is_any_of_its_kind(document.text, m)
            and not is_beside_text(document, m.span.start)
        ]
        if not apart or is_given(document.text, full, apart[0].span):
            continue
        if not _is_in_longer(facts, form, full, apart):
            yield form, apart


def _is_in_longer(facts: Facts, form: str, full: str, uses: Sequence[Mention]) -> bool:
    """Tell whether the document gives the name in a longer one, and the form in its short form: 南共体驻莫特派团.

    A long form that is used once is as plain without: 非洲大陆自贸区 behind 《非洲大陆自由贸易区协定》(《协定》).
    """
    is_plain = len(uses) == 1 and len(form) >= TRANSPARENT
    longer = (d for d in facts.definitions if full in d.full and full != d.full and d.mark < uses[0].span.start)
    return any(is_plain or form in each.short for each in longer)


def _is_made_of_defined(facts: Facts, form: str, full: str) -> bool:
    """Tell whether a form has a defined short form for the beginning of the name: 非盟|和平与安全理事会."""
    led = (each for each in facts.definitions if form.startswith(each.short))
    return any(each.full + form.removeprefix(each.short) == full for each in led)


def _is_without_middle(form: str, full: str) -> bool:
    """Tell whether a form only leaves whole words out inside the name, and says itself what it is: 海湾|合作委员会."""
    borders = word_ends(full)
    size = len(full) - len(form)
    cuts = (at for at in borders if at < len(form) and at + size in borders)
    return any(full[:at] + full[at + size :] == form for at in cuts)


def _is_known(material: Material, form: str) -> bool:
    """Tell whether it is plain whose short form it is: by the glossary, or by another document and its own shape.

    执委会 and 专家组 are short for any body of their kind, though the glossary may have them for one.
    """
    if _SESSION.match(form):
        return False  # of whatever body is spoken of
    return not is_plain_noun(form, material) and (bool(material.known.of_short(form)) or len(form) > 3)


def _is_any_bodys(material: Material, facts: Facts, identifier: str, form: str) -> bool:
    """Tell whether a phrase of whole words may be of any body: 执行主任, 协调委员会 by another document, or 常设论坛.

    The report of a State speaks of bodies of its own: 公务员制度委员会.
    Where the name itself stands in this document, it is meant here too.
    """
    if is_of_state(facts.document):
        is_plain = is_transparent(form)
    elif material.known.of_short(form):
        is_plain = is_attribute_and_head(form)
    else:
        is_plain = len(form) < TRANSPARENT and is_transparent(form)
    if not is_plain:
        return False
    names = (term.text for term in material.index.concepts[identifier].of("zh", *FULL_TYPES))
    return not any(name in facts.document.text for name in names)
