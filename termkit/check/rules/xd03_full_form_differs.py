"""XD03: documents of a set give one body different full names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import SEMICOLON, Across, Conflict, Said, documents_of, keep_to
from termkit.check.finding import Severity, Spot
from termkit.check.naming.beside import clipped_parts, is_longer
from termkit.check.naming.forms import is_superseded
from termkit.check.naming.names import is_name
from termkit.check.phrases import quoted
from termkit.check.rule import Papers, Rule
from termkit.terms.concept import Status, TermType
from termkit.text.message import Wording, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from termkit.check.across import Heard
    from termkit.check.material import Facts, Material
    from termkit.terms.concept import Concept, Term

__all__ = ["RULE"]

_SEVERAL = Wording("one thing has {count} names: {told}; {advice}", "同一名称有{count}种写法：{told}；{advice}")
_NAME_IN = Wording("{form} in {documents}", "{form}({documents})")


def _say(material: Material) -> Iterator[Said]:
    for facts in material.documents:
        for subject, (form, spot) in _main_names(material, facts).items():
            yield Said(subject, form, spot, facts.year)


def _judge(material: Material, subject: str, found: Mapping[str, Heard]) -> Conflict | None:
    terms = material.index.concepts[subject.partition(" ")[0]].terms
    preferred = {term.text for term in terms if term.status is Status.PREFERRED}
    kept, *others = sorted(found, key=lambda form: (form not in preferred, -found[form].documents, form))
    others = [form for form in others if not _is_alike(form, kept)]
    if not others:
        return None
    order = [kept, *others]
    told = joined((_NAME_IN(form=quoted(form), documents=documents_of(found[form])) for form in order), SEMICOLON)
    advice = keep_to(kept, others, found, is_preferred=kept in preferred)
    sightings = [each for form in reversed(order) for each in found[form].sightings]
    return Conflict(_SEVERAL(count=len(order), told=told, advice=advice), sightings)


def _is_alike(name: str, other: str) -> bool:
    """Tell whether one of two names only has more before it, or another dash between years: 2015—2030年."""
    return is_longer(name, other) or name.replace("—", "-") == other.replace("—", "-")


def _main_names(material: Material, facts: Facts) -> dict[str, tuple[str, Spot]]:
    """Return the full name that a document gives each subject, a concept by the names of one time.

    Of several names in one document FN01 speaks: here counts the preferred one, else the one that it has most often.
    """
    best: dict[str, tuple[str, Spot]] = {}
    most: dict[str, tuple[bool, int]] = {}
    for concept, term, uses in material.full_terms_in(facts):
        # FN01 and FN02 speak of a name that is out, and one of its time is right there.
        subject = f"{concept.id} {term.until[:4]}" if term.status is Status.SUPERSEDED else concept.id
        is_out = is_superseded(term, facts.year) or term.status is Status.DEPRECATED
        rank = term.status is Status.PREFERRED, len(uses)
        is_more = rank > most.get(subject, (False, 0))
        if is_more and not is_out and is_name(concept) and not _is_clipped(material, concept, term):
            best[subject], most[subject] = (term.text, Spot(facts.document, uses[0].span)), rank
    return best


def _is_clipped(material: Material, concept: Concept, term: Term) -> bool:
    """Tell whether a name is made with a short form, of which XD01 speaks: 联合国妇女署."""
    return term.type is TermType.VARIANT and bool(clipped_parts(material, concept, term.text))


RULE = Rule(
    code="XD03",
    name="full-form-differs-across-documents",
    severity=Severity.WARNING,
    what="Documents of one set give one body different full names.",
    why="A body with two names is taken for two; a translation memory built on the set returns either.",
    example="000：国际民主和选举援助学会；003：国际民主和选举援助研究所",
    zh=Papers(
        title="各文件全称不一",
        what="同一组文件对同一机构使用不同的全称。",
        why="一个机构有两个名称，会被当作两个机构；据此建立的翻译记忆库会给出两种名称。",
        example="000：国际民主和选举援助学会；003：国际民主和选举援助研究所",
    ),
    find=Across(_say, _judge),
    measured="Read by its developer and by blind readers. Seed reports: 6 of 6 right.",
    across=True,
)
