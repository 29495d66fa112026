"""Which elements may stand where in TBX, in which order, with which attributes.

Written from the facts of ISO 30042:2019 (core structure, version 3) and ISO 30042:2008 (version 2:
the structure of TBX-Basic, and of TBX-Default for every other type). One line an element: content, then
attributes.

Content is a list of steps in their order; `?`, `*`, `+` say how often, `|` joins what may be mixed in
one step, `%` is a class of elements and `#` text. An attribute is `name=kind`, or `name!=kind` where it
is required.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["LEVELS", "META", "VERSION_2", "VERSION_2_BASIC", "VERSION_3", "Model", "Step"]

META = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"})
"""The elements whose `type` names a data category in DCA style."""

LEVELS = {
    **dict.fromkeys(("conceptEntry", "termEntry"), "concept"),
    **dict.fromkeys(("langSec", "langSet"), "language"),
    **dict.fromkeys(("termSec", "tig", "ntig"), "term"),
    "termGrp": "term",
}
"""The level of the elements that hold data categories."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a content model: one of `names`, at least `least` times, once or any number of times."""

    names: frozenset[str]
    least: int
    many: bool


@dataclass(frozen=True, slots=True)
class Model:
    """What an element may hold. `attributes` maps names to kinds, `required` are those that must stand."""

    steps: tuple[Step, ...]
    text: bool
    attributes: dict[str, str]
    required: frozenset[str]


_CLASSES_3 = {
    "aux": "admin|adminGrp|descrip|descripGrp|note|ref|transacGrp|xref",
    "link": "admin|adminGrp|note|ref|transacGrp|xref",
    "inline": "ec|foreign|hi|ph|sc",
}
_LINKED = "id=ID xml:lang=language target=IDREF datatype=text"
_EC = (
    "startRef=IDREF isolated=yes|no disp=text equiv=text id=ID"
    " type=fmt|ui|quote|link|image|other subtype=text target=text"
)
_HI = "entailedTerm|hotkey|italics|bold|superscript|subscript|math"

_VERSION_3_TEXT = f"""
tbx: tbxHeader text ; xml:lang!=language type!=dialect style!=dca|dct
tbxHeader: fileDesc encodingDesc? revisionDesc? ; id=ID
fileDesc: publicationStmt? titleStmt? sourceDesc ; id=ID
publicationStmt: p+ ; id=ID
titleStmt: title note* ; id=ID xml:lang=language
title: # ; id=ID xml:lang=language
sourceDesc: p+ ; id=ID xml:lang=language
encodingDesc: p+ ; id=ID
revisionDesc: change+ ; id=ID xml:lang=language
change: p+ ; id=ID xml:lang=language
p: # %inline* ; id=ID xml:lang=language type=text
text: body? back? ; id=ID
body: conceptEntry+ ; id=ID
conceptEntry: %aux* langSec+ ; id!=ID
langSec: %aux* termSec+ ; xml:lang!=language
termSec: term termNote|termNoteGrp* %aux* ; id=ID
term: # hi* ; id=ID
note: # %inline* ; id=ID xml:lang=language
descripGrp: descrip admin|adminGrp|descripNote|note|ref|transacGrp|xref* ; id=ID
adminGrp: admin adminNote|note|ref|xref* ; id=ID
termNoteGrp: termNote %link* ; id=ID
transacGrp: transac date|note|ref|transacNote|xref* ; id=ID
date: # ; id=ID
admin: # %inline* ; {_LINKED} type!=text
descrip: # %inline* ; {_LINKED} type!=text
termNote: # %inline* ; {_LINKED} type!=text
adminNote: # ; {_LINKED} type!=text
descripNote: # ; {_LINKED} type!=text
ref: # ; {_LINKED} type!=text
transac: # ; {_LINKED} type!=text
transacNote: # ; {_LINKED} type!=text
xref: # ; id=ID target!=text type!=text
foreign: # %inline* ; id=ID xml:lang=language
hi: # ; target=IDREF type={_HI}
ph: ; type=text
sc: ; id!=ID isolated=yes|no
ec: ; {_EC}
back: refObjectSec* ; id=ID
refObjectSec: refObject+ ; id=ID type!=text
refObject: itemSet|itemGrp|item+ ; id=ID
itemSet: itemGrp|item+ ; id=ID type=text
itemGrp: item %link* ; id=ID
item: # %inline* ; id=ID type=text
"""

_CLASSES_2 = {
    "aux": "descrip|descripGrp|admin|adminGrp|transacGrp|note|ref|xref",
    "link": "admin|adminGrp|transacGrp|note|ref|xref",
    "inline": "hi|foreign|bpt|ept|ph",
}

_VERSION_2_COMMON = f"""
martif: martifHeader text ; xml:lang!=language type!=text
martifHeader: fileDesc encodingDesc? revisionDesc? ; id=ID
fileDesc: titleStmt? publicationStmt? sourceDesc+ ; id=ID
publicationStmt: p+ ; id=ID
titleStmt: title note* ; id=ID xml:lang=language
title: # ; id=ID xml:lang=language
sourceDesc: p+ ; id=ID xml:lang=language
encodingDesc: p+ ; id=ID
revisionDesc: change+ ; id=ID xml:lang=language
change: p+ ; id=ID xml:lang=language
text: body back? ; id=ID
body: termEntry+ ; id=ID
termEntry: %aux* langSet+ ; id=ID
tig: term termNote* %aux* ; id=ID
term: # hi* ; id=ID
note: # %inline* ; id=ID xml:lang=language
date: # ; id=ID
admin: # %inline* ; {_LINKED} type!=text
descrip: # %inline* ; {_LINKED} type!=text
termNote: # %inline* ; {_LINKED} type!=text
adminNote: # ; {_LINKED} type!=text
descripNote: # ; {_LINKED} type!=text
ref: # ; {_LINKED} type!=text
transac: # ; {_LINKED} type!=text
transacNote: # ; {_LINKED} type!=text
xref: # ; id=ID target!=text type!=text
foreign: # %inline* ; id=ID xml:lang=language
bpt: # ; i=text type=text
ept: # ; i=text
ph: # ; type=text
back: refObjectList* ; id=ID
refObjectList: refObject+ ; id=ID type!=text
item: # %inline* ; id=ID type=text
"""

_VERSION_2_BASIC_TEXT = f"""{_VERSION_2_COMMON}
p: # %inline* ; id=ID xml:lang=language type=XCSURI
hi: # ; target=IDREF xml:lang=language type={_HI}
langSet: %aux* tig+ ; xml:lang!=language
descripGrp: descrip admin* ; id=ID
transacGrp: transac transacNote|date* ; id=ID
refObject: item+ ; id=ID
"""

_VERSION_2_TEXT = f"""{_VERSION_2_COMMON}
p: # %inline* ; id=ID xml:lang=language type=DCSName|XCSURI|XCSContent
hi: # ; target=IDREF xml:lang=language type=text
langSet: %aux* tig|ntig+ ; id=ID xml:lang!=language
ntig: termGrp %aux* ; id=ID
termGrp: term termNote|termNoteGrp* termCompList* ; id=ID
termCompList: %aux* termComp|termCompGrp+ ; id=ID type!=text
termComp: # ; id=ID xml:lang=language
termCompGrp: termComp termNote|termNoteGrp* %link* ; id=ID
termNoteGrp: termNote %link* ; id=ID
adminGrp: admin adminNote|note|ref|xref* ; id=ID
descripGrp: descrip descripNote|admin|adminGrp|transacGrp|note|ref|xref* ; id=ID
transacGrp: transac transacNote|date|note|ref|xref* ; id=ID
refObject: itemSet|itemGrp|item+ ; id=ID
itemGrp: item %link* ; id=ID
itemSet: item|itemGrp+ ; id=ID type=text
"""


def _parse(text: str, classes: dict[str, str]) -> dict[str, Model]:
    models = {}
    for line in text.strip().splitlines():
        if not line:
            continue
        name, rest = line.split(":", 1)
        content, attributes = rest.split(" ; ")
        words = re.sub(r"%(\w+)", lambda match: classes[match[1]], content).split()
        kinds = [each.partition("=") for each in attributes.split()]
        models[name] = Model(
            tuple(_step(word) for word in words if word != "#"),
            "#" in words,
            {key.rstrip("!"): kind for key, _, kind in kinds},
            frozenset(key[:-1] for key, _, _ in kinds if key.endswith("!")),
        )
    return models


def _step(word: str) -> Step:
    names = frozenset(word.rstrip("?*+").split("|"))
    return Step(names, 0 if word[-1] in "?*" else 1, word[-1] in "*+")


VERSION_3 = _parse(_VERSION_3_TEXT, _CLASSES_3)
VERSION_2 = _parse(_VERSION_2_TEXT, _CLASSES_2)
VERSION_2_BASIC = _parse(
    _VERSION_2_BASIC_TEXT, _CLASSES_2 | {"aux": "descrip|descripGrp|admin|transacGrp|note|ref|xref"}
)
