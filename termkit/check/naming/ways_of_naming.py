"""What FN01 tells of names beside their near misses: two ways of naming one body, country, session or conference."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from termkit.check.finding import Spot
from termkit.check.naming.beside import second_names
from termkit.check.naming.countries import everyday_names
from termkit.check.naming.headings import headings_of_other_bodies
from termkit.check.naming.own_events import attributes_in_two_orders, plans_after_a_year, special_events
from termkit.check.naming.own_names import names_in_two_ways
from termkit.check.naming.own_slips import names_with_a_word_more
from termkit.check.naming.own_wordings import (
    meetings_in_two_ways,
    names_in_two_wordings,
    titles_in_two_ways,
    turned_names,
)
from termkit.check.naming.sessions import called_in_two_ways, counted_in_two_ways, numbered_before, placed_in_two_ways
from termkit.check.phrases import quoted, times
from termkit.check.rule import Change, Issue, odd_ones
from termkit.check.wording.dates import speaks_of_past
from termkit.text.document import Span
from termkit.text.message import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.check.material import Facts, Material
    from termkit.check.naming.own_names import OwnName

__all__ = ["ways_of_naming"]

_TWO_NAMES = Wording(
    "{text}{times} and {better} are both used for one body; write {better} throughout",
    "{text}{times}与{better}并用，所指相同；应统一写作{better}",
)
_TWO_TITLES = Wording(
    "{text}{times} and {better} are one; write {better} throughout",
    "{text}{times}与{better}并用，所指相同；应统一写作{better}",
)
_TURNED = Wording("the words of the name are out of order", "名称词序有误，中心词重复")
_ORDER = Wording(
    "{text}{times} and {like} name the two bodies in different orders; write {better}",
    "{text}{times}与{like}所列两个机构的次序不同；应写作{better}",
)
_COUNTRY = Wording(
    "{text}{times} is what the country is called every day; write {better}", "{text}{times}是通称；国名应写作{better}"
)
_SESSION = Wording("the session stands behind the name: {better}", "届次应置于机构名称之后：{better}")
_COUNTED = Wording("{text}{times} beside {like}; count by one word", "“{text}”{times}与“{like}”并用；量词应统一")
_CALLED = Wording(
    "{text}{times} beside {like}; call the session by one name", "“{text}”{times}与“{like}”并用；会议名称应统一"
)
_PLACED = Wording(
    "{text}{times} beside {like}; put the number in one place", "“{text}”{times}与“{like}”并用；届次的位置应统一"
)
_AND = ("和", "与", "及", "、")
_NON = "非"  # 非|传染性疾病问题高级别会议
_HEADING = Wording("the section speaks of {meant}, and not of {name}", "本节所述是{meant}，而非{name}")


def ways_of_naming(material: Material, facts: Facts, told: Sequence[Span]) -> Iterator[Issue]:
    """Yield the issues of a document; `told` are the names of which something has been said."""
    yield from _second(material, facts)
    yield from _in_two_ways(material, facts, told)
    yield from _titles(facts)
    yield from _events(material, facts)
    for span, others in turned_names(facts.document.text):
        starts = {each.short_span.start: each.full_span.start for each in facts.definitions}
        right = (Span(starts.get(other.start, other.start), other.end) for other in others)
        yield Issue(Spot(facts.document, span), _TURNED(), beside=tuple(Spot(facts.document, each) for each in right))
    yield from _countries(facts)
    yield from _headings(material, facts)
    yield from _sessions(material, facts)


def _second(material: Material, facts: Facts) -> Iterator[Issue]:
    """Yield the names that stand beside another one of the same body in the document."""
    for name, kept, mentions in second_names(material, facts):
        spots = [Spot(facts.document, mention.span) for mention in mentions]
        message = _TWO_NAMES(text=quoted(name), times=times(len(spots)), better=quoted(kept))
        yield Issue(spots[0], message, tuple(spots[1:]), tuple(Change(spot.span, kept) for spot in spots))


def _in_two_ways(material: Material, facts: Facts, told: Sequence[Span]) -> Iterator[Issue]:
    """Yield the names that only the document has, in two ways; those of the glossary have been told."""
    text = facts.document.text
    seen = list(told)
    wordings = (*names_in_two_wordings(text), *meetings_in_two_ways(text))
    for name, spans, kept, first in (*names_in_two_ways(text), *names_with_a_word_more(text), *wordings):
        is_known = material.known.of(name) or facts.is_in_mention(spans[0]) or facts.is_in_mention(first)
        is_cut = any(text[span.start - 1 : span.start] == _NON for span in (*spans, first))
        is_cut = is_cut or _are_two_bodies(facts, first)
        if not (is_known or is_cut) and not any(span.overlaps(each) for span in spans for each in seen):
            seen += [*spans, first]
            spots = [Spot(facts.document, span) for span in spans]
            better, said = _in_order_of(name, kept) or kept, {"text": quoted(name), "times": times(len(spots))}
            if better == kept:
                message = _TWO_NAMES(**said, better=quoted(kept))
            else:
                message = _ORDER(**said, like=quoted(kept), better=quoted(better))
            changes = tuple(Change(span, better) for span in spans)
            yield Issue(spots[0], message, tuple(spots[1:]), changes, beside=(Spot(facts.document, first),))


def _are_two_bodies(facts: Facts, name: Span) -> bool:
    """Tell whether what seems to be one name begins with that of a body and a conjunction: 人权高专办与|亚太论坛."""
    led = facts.mention_over(name.start + 1)
    return led is not None and led.span.start == name.start and facts.document.text.startswith(_AND, led.span.end)


def _titles(facts: Facts) -> Iterator[Issue]:
    for own in titles_in_two_ways(facts.document.text):
        yield _one_thing(facts, own)


def _events(material: Material, facts: Facts) -> Iterator[Issue]:
    """Yield events of one body in two wordings or orders; the glossary may have the one that is kept."""
    text = facts.document.text
    ways = (special_events, attributes_in_two_orders, plans_after_a_year)
    for own in chain.from_iterable(way(text) for way in ways):
        if not material.known.of(own.name) and not facts.is_in_mention(own.spans[0]):
            yield _one_thing(facts, own)


def _one_thing(facts: Facts, own: OwnName) -> Issue:
    spots = [Spot(facts.document, span) for span in own.spans]
    message = _TWO_TITLES(text=own.name, times=times(len(spots)), better=own.kept)
    changes = tuple(Change(span, own.kept) for span in own.spans)
    return Issue(spots[0], message, tuple(spots[1:]), changes, beside=(Spot(facts.document, own.first),))


def _in_order_of(name: str, kept: str) -> str:
    """Return a name of two bodies' event with the bodies in the order of another: 议会联盟-联合国, 联合国-议会联盟."""
    first, _, rest = kept.partition("-")
    second = name.partition("-")[0]
    is_turned = rest.startswith(second) and name.startswith(f"{second}-{first}")
    return f"{first}-{name.replace(f'-{first}', '', 1)}" if is_turned else ""


def _countries(facts: Facts) -> Iterator[Issue]:
    """Yield the names of countries that the document calls by other than their official names."""
    found: dict[str, list[Change]] = {}
    document = facts.document
    for span, name, since in everyday_names(document.text, facts.year):
        if not speaks_of_past(document, span, str(since - 1)):
            found.setdefault(document.text[span.start : span.end], []).append(Change(span, name))
    for text, changes in found.items():
        spots = [Spot(document, change.span) for change in changes]
        message = _COUNTRY(text=quoted(text), times=times(len(spots)), better=quoted(changes[0].text))
        yield Issue(spots[0], message, tuple(spots[1:]), tuple(changes))


def _headings(material: Material, facts: Facts) -> Iterator[Issue]:
    """Yield the headings that name another body than their section speaks of."""
    for span, name, meant, first in headings_of_other_bodies(material, facts):
        message = _HEADING(meant=quoted(meant), name=quoted(name))
        yield Issue(
            Spot(facts.document, span), message, (), (Change(span, meant),), beside=(Spot(facts.document, first),)
        )


def _sessions(material: Material, facts: Facts) -> Iterator[Issue]:
    """Yield sessions and conferences that are numbered before the name, by two words, or called by two."""
    for told, ways in (
        (_COUNTED, counted_in_two_ways),
        (_CALLED, called_in_two_ways),
        (_PLACED, placed_in_two_ways),
    ):
        for spans, like in ways(facts.document.text):
            spots = [Spot(facts.document, span) for span in spans]
            yield odd_ones(told, spots, Spot(facts.document, like))
    for span, better in numbered_before(material, facts):
        yield Issue(Spot(facts.document, span), _SESSION(better=quoted(better)), (), (Change(span, better),))
