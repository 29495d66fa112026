"""The data categories of the public TBX dialects: which element, where they may stand, which values.

Source: the module descriptions of TBX-Min 1.0.1, TBX-Basic 1.2.1 and TBX-Linguist 1.1 (tbxmd files,
ISO 30042:2019) and the XCS of TBX-Basic version 2 (ISO 30042:2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from termkit.terms.concept import Status, TermType

__all__ = [
    "CATEGORIES",
    "CORE_NAMESPACE",
    "DIALECTS",
    "MODULE_NAMESPACES",
    "STATUS_VALUES",
    "TERM_TYPES",
    "V2_VALUES",
    "Category",
    "allowed",
    "status_of",
]

CORE_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULE_NAMESPACES = {name: f"http://www.tbxinfo.net/ns/{name}" for name in ("min", "basic", "linguist")}

DIALECTS: dict[str, tuple[str, ...]] = {
    "core": (),
    "min": ("min",),
    "basic": ("min", "basic"),
    "linguist": ("min", "basic", "linguist"),
}
"""The modules of each public dialect."""

_CONCEPT, _LANGUAGE, _TERM = "concept", "language", "term"


@dataclass(frozen=True, slots=True)
class Category:
    """One data category. `values` empty: any text. `target`: "id" inside the file, "url" outside it."""

    name: str
    element: str
    module: str
    levels: frozenset[str]
    values: frozenset[str] = frozenset()
    target: str = ""


def _category(name: str, element: str, module: str, levels: str, values: str = "", target: str = "") -> Category:
    return Category(name, element, module, frozenset(levels.split()), frozenset(values.split()), target)


_ALL = "concept language term"
_STATUSES = "preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts supersededTerm-admn-sts"
_LOCATIONS = (
    "checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage menuItem"
    " progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip user-definedType"
)
_REGISTERS = (
    "colloquialRegister neutralRegister technicalRegister in-houseRegister bench-levelRegister slangRegister"
    " vulgarRegister"
)

CATEGORIES: dict[str, Category] = {
    each.name: each
    for each in (
        _category("administrativeStatus", "termNote", "min", _TERM, _STATUSES),
        _category("customerSubset", "admin", "min", "concept term"),
        _category("externalCrossReference", "xref", "min", _ALL, target="url"),
        _category("partOfSpeech", "termNote", "min", _TERM, "adjective noun other verb adverb"),
        _category("subjectField", "descrip", "min", _CONCEPT),
        _category("context", "descrip", "basic", _TERM),
        _category("crossReference", "ref", "basic", "concept term", target="id"),
        _category("definition", "descrip", "basic", "concept language"),
        _category("geographicalUsage", "termNote", "basic", _TERM),
        _category("grammaticalGender", "termNote", "basic", _TERM, "masculine feminine neuter other"),
        _category("projectSubset", "admin", "basic", "concept term"),
        _category("responsibility", "transacNote", "basic", _ALL),
        _category("source", "admin", "basic", _ALL),
        _category("termLocation", "termNote", "basic", _TERM, _LOCATIONS),
        _category("termType", "termNote", "basic", _TERM, "fullForm acronym abbreviation shortForm variant phrase"),
        _category("transactionType", "transac", "basic", _ALL, "origination modification"),
        _category("xGraphic", "xref", "basic", "concept language", target="url"),
        _category("grammaticalNumber", "termNote", "linguist", _TERM, "singular plural dual mass otherNumber"),
        _category("reading", "admin", "linguist", _TERM),
        _category("readingNote", "adminNote", "linguist", _TERM),
        _category("register", "termNote", "linguist", _TERM, _REGISTERS),
        _category("transferComment", "termNote", "linguist", _TERM),
    )
}

V2_VALUES: dict[str, frozenset[str]] = {
    # Version 2 has one value more, and leaves termLocation free.
    "partOfSpeech": CATEGORIES["partOfSpeech"].values | {"properNoun"},
    "termLocation": frozenset(),
}
"""Picklists of TBX-Basic version 2 that differ from version 3; empty means any text."""


@cache
def allowed(dialect: str, version: int = 3) -> dict[str, Category]:
    """Return the categories that a dialect has, by name; version 2 is TBX-Basic only."""
    modules = DIALECTS[dialect]
    chosen = {name: each for name, each in CATEGORIES.items() if each.module in modules}
    if version == 2:
        for name, values in V2_VALUES.items():
            old = chosen[name]
            chosen[name] = Category(old.name, old.element, old.module, old.levels, values, old.target)
    return chosen


STATUS_VALUES: dict[Status, str] = {each: f"{each.value}Term-admn-sts" for each in Status}

# What exports of version 2 write for the four values: the display names of its XCS (preferred, admitted,
# notRecommended, obsolete), those of normativeAuthorization, and the plain words of TermWeb.
_STATUS_WORDS: dict[str, Status] = {
    **{value: status for status, value in STATUS_VALUES.items()},
    **{each.value: each for each in Status},
    **{f"{each.value}Term": each for each in Status},
    "notRecommended": Status.DEPRECATED,
    "not recommended": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED,
    "obsolete": Status.SUPERSEDED,
}


def status_of(value: str) -> Status | None:
    """Return the status for a value of administrativeStatus or usageStatus as files spell it."""
    return _STATUS_WORDS.get(value) or _STATUS_WORDS.get(value[:1].lower() + value[1:])


TERM_TYPES: dict[str, TermType] = {
    **{each.value: each for each in TermType},
    "abbreviation": TermType.SHORT_FORM,
    "clippedTerm": TermType.SHORT_FORM,
    "initialism": TermType.ACRONYM,
    "entryTerm": TermType.FULL_FORM,
    "phrase": TermType.VARIANT,
    "synonym": TermType.VARIANT,
}
"""The type of termkit that stands for each value of termType; others are guessed from the term."""
