"""XD01: documents of a set give one body different short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.across import SEMICOLON, Across, Conflict, Said, documents_of, keep_to
from termkit.check.finding import Severity, Spot
from termkit.check.naming.forms import TRANSPARENT, is_checked, is_plain_noun, is_prefixed, is_remark
from termkit.check.rule import Papers, Rule
from termkit.terms.concept import Status
from termkit.terms.keys import form_key
from termkit.text.message import Wording, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termkit.check.across import Heard
    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention

__all__ = ["RULE"]

_SEVERAL = Wording("{name} has {count} short forms: {told}; {advice}", "{name}有{count}个简称：{told}；{advice}")
_FORM_IN = Wording("“{form}” in {documents}", "“{form}”({documents})")


def _say(material: Material) -> Iterator[Said]:
    for facts, short_uses in zip(material.documents, material.short_uses, strict=True):
        for identifier, forms in short_uses.items():
            names = [term.text for term in material.index.concepts[identifier].of("zh")]
            spoken = {
                form: uses
                for form, uses in forms.items()
                if is_checked(form)
                and not is_plain_noun(form, material)
                and not _is_name(facts, form, names)
                and not _is_only_remark(material, facts, uses)
                and not _is_better_in_full(facts, form, uses)
            }
            if spoken:
                # Of two short forms in one document SF06 speaks: here counts the one that it defines or uses most.
                main = max(spoken, key=lambda form: (form_key(form) in facts.defined, len(spoken[form]), form))
                yield Said(identifier, main, Spot(facts.document, spoken[main][0].span), facts.year)


def _is_name(facts: Facts, form: str, names: Iterable[str]) -> bool:
    """Tell whether a form is the full form but for its 联合国, and not defined to be short for it."""
    return len(form) >= TRANSPARENT and form not in facts.defined and any(is_prefixed(name, form) for name in names)


def _is_only_remark(material: Material, facts: Facts, uses: Sequence[Mention]) -> bool:
    """Tell whether a form stands nowhere but in brackets that may hold a remark: 西亚经济社会委员会(西亚部分)."""
    definitions = facts.defined.get(form_key(uses[0].form), ())
    is_only_defined = bool(definitions) and all(map(facts.is_definition, uses))
    return is_only_defined and all(is_remark(material, each) for each in definitions)


def _is_better_in_full(facts: Facts, form: str, uses: Sequence[Mention]) -> bool:
    """Tell whether a form stands once, undefined: SF01 says to write the full form."""
    return len(uses) == 1 and form_key(form) not in facts.defined


def _judge(material: Material, subject: str, used: Mapping[str, Heard]) -> Conflict | None:
    if len(used) < 2 or len({each.path for heard in used.values() for each in heard.sightings}) < 2:
        return None
    status = {term.text: term.status for term in material.index.concepts[subject].terms}
    order = sorted(used, key=lambda form: (status.get(form) is not Status.PREFERRED, -used[form].documents, form))
    kept, *others = order
    told = joined((_FORM_IN(form=form, documents=documents_of(used[form])) for form in order), SEMICOLON)
    advice = keep_to(kept, others, used, is_preferred=status.get(kept) is Status.PREFERRED)
    # The form to look at is not the one to keep to.
    sightings = [each for form in reversed(order) for each in used[form].sightings]
    message = _SEVERAL(name=material.full_form(subject), count=len(order), told=told, advice=advice)
    return Conflict(message, sightings)


RULE = Rule(
    code="XD01",
    name="short-form-differs-across-documents",
    severity=Severity.WARNING,
    what="Documents of one set use different short forms of one body.",
    why="A body that one report calls 议会联盟 and the next 议联 is found under neither by a search for the other.",
    example="000：各国议会联盟(议会联盟)；002：议联",
    zh=Papers(
        title="各文件简称不一",
        what="同一组文件对同一机构使用不同的简称。",
        why="一份报告称“议会联盟”，另一份称“议联”，检索一个便查不到另一个。",
        example="000：各国议会联盟(议会联盟)；002：议联",
    ),
    find=Across(_say, _judge),
    measured="Read by its developer and by blind readers. Seed reports: 5 of 5 right.",
    across=True,
)
