"""Short forms behind a dash: 民主和经济发展组织——古阿姆集团."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from termkit.extract.contents import ShortForm, begins_told
from termkit.extract.heads import head_of, kind_of
from termkit.extract.lexicon import WordClass, class_of
from termkit.terms.concept import Kind
from termkit.text.characters import is_han
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["dashed_forms"]

# The dash comes first: the scan runs over all else at once. Which characters are Han is asked afterwards: a class of
# them takes longer to compile than a report to be searched.
_DASH = re.compile(r"——(?:(?P<latin>[A-Z][A-Za-z0-9-]{1,9})(?![A-Za-z0-9-])|(?P<rest>[^\s\x00-\x7f—]{3,12}))")
_PAIR = re.compile(
    r"——(?:[“\"「](?P<quoted>[^—“”「」\"\n]{2,14})[”\"」]|(?P<bare>[^\s—“”「」\"，。；：、（）()]{2,14}))——"
)
_REACH, _FAR = 12, 32
_SAYS_WHO = frozenset("由经")  # ——由某人任主席——
_GOES_ON = frozenset("及和与、的")
_BODIES = frozenset({Kind.ORGANIZATION, Kind.GROUP, Kind.MISSION, Kind.PROGRAMME, Kind.FUND, Kind.OFFICE})
_IN_FORM = frozenset({
    WordClass.NOUN, WordClass.PLACE, WordClass.OPENER, WordClass.ADJECTIVE, WordClass.HEAD, WordClass.OTHER,
})  # fmt: skip


def dashed_forms(text: str) -> Iterator[tuple[int, int, ShortForm]]:
    """Yield the forms that a dash may introduce, between two bodies: what else stands behind a dash is a remark.

    Gives the offset of the dash, the end of the form, and the form at offsets of the text.
    """
    paired = {each[0]: each for each in _paired(text)}
    yield from paired.values()
    for match in _DASH.finditer(text):
        if match.start() in paired:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        if not is_han(before[-1:]) or kind_of(before) not in _BODIES:
            continue
        if match["latin"]:
            yield match.start(), match.end(), ShortForm(match["latin"], *match.span("latin"))
            continue
        rest = "".join(takewhile(is_han, match["rest"]))
        if begins_told(rest):
            continue  # it is read with these words: see told_forms
        if length := _letters_of(text[max(0, match.start() - _FAR) : match.start()].rpartition("\n")[2], rest):
            end = match.start("rest") + length
            yield match.start(), end, ShortForm(rest[:length], match.start("rest"), end)
            continue
        has_place = False
        for word in words(rest, match.start("rest")):
            if class_of(word) not in _IN_FORM:
                break
            has_place = has_place or class_of(word) is WordClass.PLACE
            form = text[match.start("rest") : word.end]
            # 人口基金——国家方案及有关事项; 古阿姆集团的代表 has what no common noun has.
            goes_on = text[word.end : word.end + 1] in _GOES_ON and not has_place
            if head_of(word.text) and kind_of(form) in _BODIES and len(form) > 2 and not goes_on:
                yield match.start(), word.end, ShortForm(form, match.start("rest"), word.end)
                break


def _paired(text: str) -> Iterator[tuple[int, int, ShortForm]]:
    """Yield the forms between two dashes behind a name of whatever kind: 政府间发展组织——伊加特——.

    What is made of the letters of the words before it is of no kind: 非洲大陆自由贸易区——非洲大陆自贸区——.
    """
    for match in _PAIR.finditer(text):
        group = "bare" if match["quoted"] is None else "quoted"
        before = text[max(0, match.start() - _REACH) : match.start()]
        is_of_letters = _letters_of(before, match[group]) == len(match[group])
        is_remark = begins_told(match[group]) or match[group][0] in _SAYS_WHO or not _GOES_ON.isdisjoint(match[group])
        if (is_of_letters or kind_of(before) is not Kind.OTHER) and not is_remark:
            form = ShortForm(match[group], *match.span(group), is_quoted=group == "quoted")
            yield match.start(), match.end() - len("——"), form


def _letters_of(name: str, rest: str) -> int:
    """Return how many characters behind a dash are letters of the name before it, in order up to its last: 南共体."""
    found = at = 0
    for length, character in enumerate(rest, 1):
        at = name.find(character, at) + 1
        if not at:
            break
        if character == name[-1] and length > 1 and rest[:length] not in name:
            found = length
    return found
