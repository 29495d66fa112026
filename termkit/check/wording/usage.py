"""Words that go with names of bodies: 成员国 of a regional one (会员国 are the United Nations'), 首脑会议, 它们."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from termkit.check.layout.quotations import quotations
from termkit.terms.concept import FULL_TYPES, Kind
from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.check.material import Facts, Material
    from termkit.extract.mentions import Mention

__all__ = ["MEMBERS", "PRONOUNS", "SUMMITS", "members_of_regional_bodies", "people_for_bodies", "summits_of_bodies"]

MEMBERS = ("会员国", "成员国")
PRONOUNS = ("他们", "它们")
SUMMITS = ("峰会", "首脑会议")
_BODIES = frozenset({Kind.ORGANIZATION, Kind.DEPARTMENT, Kind.OFFICE, Kind.PROGRAMME, Kind.FUND})
_THEY = re.compile("他们(?<=[。；]..)(?!的)")
_END = re.compile("[。；\n]")
# Whoever else 他们 may be.
_PEOPLE = re.compile(
    "[人员者民童孩女士们官军警]|代表|主席|部长|主任|干事|秘书长|首脑|总统|总理|专家|领导|大使|特使|青年|学生|法官|律师|双方|国家|各国|[会成]员国"
)
_UNITED_NATIONS = "联合国"
_JOINTS = frozenset("-—–")
_REGIONAL = re.compile("[非亚欧美拉]|加勒比|阿拉伯|洋|海|独立国家")
# 西亚经济社会委员会 is a commission of the United Nations.
# 拯救咸海国际基金 is no body of the world.
_WORLDWIDE = re.compile("^(?:世界|国际|全球)|联合国|经济.{0,3}委员会")
_ITS = re.compile("(?:执行委员会|委员会|理事会|秘书处)?[、和及与]?其(?![他它余中])(?:[\u4e00-\u9fff]{2,6}[、和及与])?$")
_ITS_REACH = 14


def members_of_regional_bodies(material: Material, facts: Facts) -> Iterator[Span]:
    """Yield 会员国 behind the name of a regional body, also 及其会员国, in a document that has 成员国 too."""
    for mention, span in _behind_names(facts, MEMBERS):
        if _is_regional(material, mention):
            yield span


def summits_of_bodies(material: Material, facts: Facts) -> Iterator[Span]:
    """Yield 峰会 behind the name of a body, in a document that has 首脑会议 too; 粮食系统峰会 is the name of one."""
    for mention, span in _behind_names(facts, SUMMITS):
        owners = (material.index.concepts[owner] for owner in material.index.of(mention.form))
        is_joint = facts.document.text[mention.span.start - 1 : mention.span.start] in _JOINTS
        if any(owner.kind in _BODIES for owner in owners) and (mention.form != _UNITED_NATIONS or is_joint):
            yield span


def _behind_names(facts: Facts, wordings: tuple[str, str]) -> Iterator[tuple[Mention, Span]]:
    """Yield the mentions right behind which the first of two wordings stands, with its span, where both are used.

    其 may stand between the two, with another thing that the body has: 非洲联盟及其机构和会员国.
    """
    text = facts.document.text
    if not all(wording in text for wording in wordings):
        return
    closed = quotations(text)
    start = text.find(wordings[0], 1)
    while start >= 0:
        span = Span(start, start + len(wordings[0]))
        its = _ITS.search(text, max(start - _ITS_REACH, 0), start)
        end = its.start() if its else start
        mention = facts.mention_around(Span(end - 1, end)) if end else None
        if mention is not None and mention.span.end == end and not closed.closes_in(span):
            yield mention, span
        start = text.find(wordings[0], span.end)


def _is_regional(material: Material, mention: Mention) -> bool:
    """Tell whether a form is that of a body with a place in its full name, and none of the United Nations'."""
    owners = material.index.of(mention.form)
    names = [t.text for owner in owners for t in material.index.concepts[owner].of("zh", *FULL_TYPES)]
    return any(map(_REGIONAL.search, names)) and not any(map(_WORLDWIDE.search, names))


def people_for_bodies(material: Material, facts: Facts) -> Iterator[Span]:
    """Yield 他们 at the beginning of a sentence behind one that speaks of bodies and of no people."""
    text = facts.document.text
    if PRONOUNS[0] not in text:
        return
    closed = quotations(text)
    for match in _THEY.finditer(text):
        ends = [end.end() for end in _END.finditer(text, max(match.start() - 400, 0), match.start() - 1)]
        before = Span(ends[-1] if ends else max(match.start() - 400, 0), match.start())
        if not closed.closes_in(Span(*match.span())) and _speaks_of_bodies_alone(material, facts, before):
            yield Span(*match.span())


def _speaks_of_bodies_alone(material: Material, facts: Facts, sentence: Span) -> bool:
    rest, position, bodies = "", sentence.start, 0
    text = facts.document.text
    first = bisect_left(facts.mentions, sentence.start, key=lambda mention: mention.span.start)
    for mention in takewhile(lambda each: each.span.end <= sentence.end, islice(facts.mentions, first, None)):
        rest += text[position : mention.span.start]
        position = mention.span.end
        owners = material.index.of(mention.form)
        bodies += any(material.index.concepts[owner].kind in _BODIES for owner in owners)
    return bodies > 1 and not _PEOPLE.search(rest + text[position : sentence.end])
