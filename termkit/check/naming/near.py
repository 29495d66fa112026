"""Near misses of known names in a text.

A near miss is one word away from a name that the glossary has: another conjunction (和 / 及 / 与), another
noun for the office (办事处 / 办公室 / 公署), a word that is missing or one that has come in, one wrong
character or one too few. Names that differ by a place, a number or a direction are other bodies (西非, 东非). Of a
name that the document itself has, other orders of its words count too (合作发展论坛 for 发展合作论坛), and a name
that breaks off or runs on (欧亚经济共同组织了, 世界议长大会议).

Candidates are found by halves: a text that is one change away from a name has its first or its second
half unchanged (the pigeonhole filter of approximate matching; Wu and Manber 1992, Fast text searching
allowing errors), so one pass for all halves finds them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from daachorse import CharwiseDoubleArrayAhoCorasick as Automaton

from termkit.check.naming.slips import MISSING, OTHER, SHORTEST, TOO_MUCH, keeps_borders, slips_of, told
from termkit.extract.lexicon import WordClass, class_of
from termkit.extract.places import PLACES
from termkit.text.characters import HAN_DIGITS, is_han
from termkit.text.document import Span
from termkit.text.words import word_ends, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from termkit.text.message import Message

__all__ = ["MOST_CHANGED", "NearMiss", "NearNames", "difference", "is_telling"]

_PLAIN = 8
_EVERYWHERE = frozenset(["联合国", "联合国系"])  # beginnings so common that every page would be looked at
MOST_CHANGED = 4
_CHANGES = (0, -1, 1, -2, 2, -3, 3, -4, 4)  # in length, the least first
_CONJUNCTIONS = frozenset(["和", "及", "与", "以及", "、", "和/或", "或", "兼", ""])
_OFFICE_ENDS = str.maketrans("室厅署", "处处处")
_OFFICES = ("办事处", "办公室", "办公厅", "公署", "事务处", "事务署", "事务厅", "规划署", "计划署", "总署", "署", "厅")
# Words that come and go in careless renderings of a name; any other only in a name so long that it is plainly meant.
_LOOSE_WORDS = frozenset(["问题", "事务", "活动", "工作", "的", "系统", "各国", "期", "病", "一切", "之", "有关"])
_LONG = 12
_MEANT = 8  # so long in a document that has the name itself
# Words that make another body of the same kind when they come or go.
_TELLING = PLACES | {
    "国际", "区域", "次区域", "分区域", "国家", "全球", "世界", "亚太", "东部", "西部", "南部", "北部", "中部", "中", "东",
    "西", "南", "北", "第一", "第二", "第三", "非", "反", "副", "前", "新", "女", "妇女", "青年", "儿童", "政府间", "高级别",
    "高级", "部长级", "特别", "特设", "临时", "常设", "联合", "秘书处", "任择", "筹备", "执行", "咨询", "附属", "秘书长",
    "助理", "首席", "法律", "科学", "技术", "科技", "经济", "社会", "环境", "政治", "安全", "人权", "人道主义",
}  # fmt: skip
# Each has bodies of its own: 国际林业研究中心, 国际农业研究中心.
_FIELDS = frozenset(
    "农业 林业 渔业 工业 矿业 畜牧业 商业 旅游业 卫生 教育 文化 科学 气象 劳工 贸易 金融 能源 地质 水文 森林 海洋 海事 航空 电信 邮政"
    " 统计 审计 环境 人口 妇女 儿童 青年 难民 移民 人权 法律 政治 经济 社会 安全 和平".split()
)


_LEAGUES = {"联盟", "同盟"}


class NearMiss(NamedTuple):
    """A stretch of a text that comes near to a name."""

    span: Span
    name: str
    what: Message
    """The difference in words: “公署” for “办事处”."""
    is_plain: bool = True
    """Whether it can be no other name: 国际移徙组织 is a slip of 国际移民组织 only beside it, 国际海关组织 may be a body."""
    is_meant: bool = False
    """Whether it was looked for as that of a name which the text has itself: more differences are slips then."""


class _Edge(NamedTuple):
    """The names that have a stretch for a half, by their other edge.

    Nearly everywhere a half stands, the name that it is of is not near: its other edge is not there. So names are kept
    by that, for the many that a document may have with one half.
    """

    begin: int
    """Where the names begin, from where the half begins."""
    first: int
    """Where their other edge may be, from where the half begins: from here on, and before `last`."""
    last: int
    names: dict[str, list[str]]
    """By the character at the edge; of all offices that is 处: a difference is never at the edge, but for offices."""


class NearNames:
    """All near misses of a set of names in a text; `are_meant`: of names that the text has itself."""

    def __init__(self, names: Iterable[str], *, are_meant: bool = False, by_halves: bool = True) -> None:
        """Take the names; not `by_halves`: to look only for the slips that can be written down beforehand."""
        self._are_meant = are_meant
        self.names = frozenset(n for n in names if len(n) >= SHORTEST and is_han(n[0]) and is_han(n[-1]))
        self._reach = MOST_CHANGED + max(map(len, self.names), default=0)
        self._halves: dict[str, list[tuple[int, int, str]]] = {}
        """The names that have a stretch for a half: where they begin and where their other edge is, from there."""
        self._slips: dict[str, list[tuple[str, int]]] = {}
        """The names that a stretch is a slip of, with the way."""
        for name in sorted(self.names):
            for half, begin, edge in _halves(name) if by_halves else ():
                self._halves.setdefault(half, []).append((begin, edge, name))
            for text, way in slips_of(name, is_meant=are_meant):
                self._slips.setdefault(text, []).append((name, way))
        self._sought = sorted({*self._halves, *self._slips})
        self._edges: dict[int, list[_Edge]] = {}
        """The edges of the names of a stretch, by its number: of those alone that a text has."""
        self._automaton = Automaton(self._sought, use_prefilter=False) if self._sought else None

    @classmethod
    def of(cls, names: frozenset[str], reach: int, halves: Any, slips: Any, sought: list[str], found_by: bytes) -> Self:
        """Return what the parts are of."""
        made = cls(())
        made.names, made._reach, made._halves, made._slips, made._sought = names, reach, halves, slips, sought
        made._automaton = Automaton.deserialize(found_by) if found_by else None
        return made

    @property
    def parts(self) -> tuple[Any, ...]:
        """Return what it is made of, in built-in types; not for names that are meant."""
        found_by = self._automaton.serialize() if self._automaton else b""
        slips = {text: [tuple(each) for each in named] for text, named in self._slips.items()}
        return self.names, self._reach, self._halves, slips, self._sought, found_by

    def _edges_of(self, stretch: int) -> list[_Edge]:
        """Return the edges at which names may stand that a stretch is a half of."""
        edges = self._edges.get(stretch)
        if edges is None:
            by_edge: dict[tuple[int, int], dict[str, list[str]]] = {}
            for begin, edge, name in self._halves.get(self._sought[stretch], ()):
                by_character = by_edge.setdefault((begin, edge), {})
                by_character.setdefault(name[edge - begin].translate(_OFFICE_ENDS), []).append(name)
            first, last = self._reach - MOST_CHANGED, self._reach + MOST_CHANGED + 1
            edges = self._edges[stretch] = [
                _Edge(begin, first + at, last + at, dict(sorted(found.items())))
                for (begin, at), found in by_edge.items()
            ]
        return edges

    def find(
        self,
        text: str,
        is_taken: Callable[[Span], bool] = lambda _: False,
        among: Collection[str] | None = None,
        meant: Collection[str] = (),
    ) -> Iterator[NearMiss]:
        """Yield the near misses, a text may come near to several names; exact names are left out.

        `is_taken` may say of a half of a name that stands in the text that what is there is something else. `among`: of
        these names alone; `meant`: of these as names that the text has itself, beside those.
        """
        among = self.names if among is None else among
        seen: set[tuple[int, str, bool]] = set()
        # As much stands before it as a name may reach back from one of its halves.
        ends = "\n" * self._reach + text.replace("室", "处").replace("厅", "处").replace("署", "处")
        slips, sought, known = self._slips, self._sought, self._edges
        for start, end, stretch in self._automaton.find_overlapping(text) if self._automaton else ():
            if sought[stretch] in slips:
                yield from _slips_at(text, Span(start, end), slips[sought[stretch]], among)
            edges = known.get(stretch)
            for from_half, first, last, names in self._edges_of(stretch) if edges is None else edges:
                near_edge = ends[start + first : start + last]
                for character, alike in names.items():
                    if character not in near_edge:
                        continue
                    begin = start + from_half
                    for name in alike:
                        if text.startswith(name, begin) or not (name in among or name in meant):
                            continue
                        if is_taken(Span(start, end)):
                            break
                        for is_meant in (False,) * (name in among) + (True,) * (name in meant):
                            miss = self._best(text, begin, end if from_half else -1, name, is_meant=is_meant)
                            if miss is not None and (begin, name, is_meant) not in seen:
                                seen.add((begin, name, is_meant))
                                yield miss

    def _best(self, text: str, start: int, end: int, name: str, *, is_meant: bool) -> NearMiss | None:
        """Return the stretch nearest to a name: of those that begin at `start`, or that stop at `end` if it is not -1."""
        reach = len(name) + MOST_CHANGED
        around = text[start : start + reach] if end < 0 else text[max(end - reach, 0) : end]
        if (best := _nearest(around, name, from_end=end >= 0)) is None:
            return None
        order, size = best
        span = Span(start, start + size) if end < 0 else Span(end - size, end)
        if len(name) == SHORTEST and (order != (1, 0) or text[span.end - 1] != name[-1]):
            return None  # 助理秘书长办公室 is no slip of 秘书长办公厅
        what = difference(text[span.start : span.end], name, is_meant=is_meant or self._are_meant)
        is_plain = len(name) >= _PLAIN or order != (1, 0)
        return NearMiss(span, name, what, is_plain, is_meant) if what and keeps_borders(text, span) else None


def _slips_at(text: str, span: Span, slips: Iterable[tuple[str, int]], among: Collection[str]) -> Iterator[NearMiss]:
    """Yield the near misses that a stretch of a text is, as a slip of some of these names that is written down."""
    for name, way in slips:
        if name in among and (slip := told(text, span, name, way)) is not None:
            yield NearMiss(slip[0], name, slip[1])


@lru_cache(maxsize=1 << 12)  # the same words stand near the same names over and over
def _nearest(around: str, name: str, *, from_end: bool) -> tuple[tuple[int, int], int] | None:
    """Return how far the beginning of a text, or its end, that is nearest to a name is from it, and how long it is.

    The distance, and the difference in length.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  start-up

    best: tuple[tuple[int, int], int] | None = None
    for change in _CHANGES:
        # 办公室 and 办 are as far from 办事处: the text of the same length is meant.
        if best is not None and best[0] <= (abs(change), abs(change)):
            break  # the distance is no less than the difference in length
        size = len(name) + change
        candidate = around[-size:] if from_end else around[:size]
        if size > len(around) or "\n" in candidate:
            continue
        distance = Levenshtein.distance(candidate, name, score_cutoff=MOST_CHANGED)
        order = (distance, abs(change))
        if 0 < distance <= MOST_CHANGED and (best is None or order < best[0]):
            best = (order, size)
    return best


def _halves(name: str) -> Iterator[tuple[str, int, int]]:
    """Yield the halves of a name, each with where the name begins and where its other edge is, from there."""
    middle = len(name) // 2
    if name[:middle] not in _EVERYWHERE:
        yield name[:middle], 0, len(name) - 1
    yield name[middle:], -middle, -middle


@lru_cache(maxsize=1 << 12)
def difference(candidate: str, name: str, *, is_meant: bool = False) -> Message | None:
    """Return the one difference between a text and a name in words, or None where they are further apart.

    None too where the difference makes another body of it, or where the text only begins earlier
    or ends later than the name. `is_meant`: the document has the name, and more may be missing.
    """
    office = _office(candidate), _office(name)
    if office[0] != office[1] and all(office):
        stems = (text.removesuffix(end) for text, end in zip((candidate, name), office, strict=True))
        if len(set(stems)) == 1:
            return OTHER(new=office[0], old=office[1])
        if len(candidate) != len(name) or candidate[-1] != name[-1]:
            return None  # 环境规化署 is a misprint inside the noun
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  start-up

    changes = [code for code in Levenshtein.opcodes(name, candidate) if code.tag != "equal"]
    if not changes:
        return None
    first, last = changes[0], changes[-1]
    old = name[first.src_start : last.src_end]
    new = candidate[first.dest_start : last.dest_end]
    at_edge = first.src_start == 0 or last.src_end == len(name) or last.dest_end == len(candidate)
    if at_edge or max(len(old), len(new)) > MOST_CHANGED:
        return None
    if {old, new} <= _CONJUNCTIONS:
        return _worded(old, new)
    if any(is_telling(each) for each in (old, new)):
        return None
    return _worded(old, new) if _is_slip(name, candidate, old, new, _MEANT if is_meant else _LONG) else None


def _worded(old: str, new: str) -> Message:
    if old and new:
        return OTHER(new=new, old=old)
    return MISSING(old=old) if old else TOO_MUCH(new=new)


def _is_slip(name: str, candidate: str, old: str, new: str, long: int) -> bool:
    if not new:
        # What is missing must be whole words, and so little that the name is still meant; or it breaks one: 反恐[怖]主义.
        if len(old) == 1 and len(name) >= _PLAIN - (long == _MEANT) and not _are_words(name, old):
            return True
        return (old in _LOOSE_WORDS or len(candidate) >= long) and _are_words(name, old)
    if not old:
        # 恩德培的区域服务中心 tells where it is, 国家人权机构|获得全球联盟|认证 what they do.
        if (new == "的" and len(name) < _LONG) or class_of(words(new)[0]) is WordClass.GOVERNING:
            return False
        return (new in _LOOSE_WORDS or len(name) >= long) and _are_words(candidate, new)
    is_one = len(old) == len(new) == 1
    return is_one and not _has_other_head(name, candidate) and not _has_other_kind(name, candidate)


def _has_other_head(name: str, candidate: str) -> bool:
    """Tell whether the last word of a text is another one than that of the name: 加勒比社会, 加勒比议会."""
    last = words(candidate)[-1].text
    return len(last) > 1 and not name.endswith(last) and {last, name[-len(last) :]} != _LEAGUES


def _has_other_kind(name: str, candidate: str) -> bool:
    """Tell whether a text of the same length differs from a name in a word of kind or field: 国际|人员服务协议, 国家|…."""
    pairs = ({one.text, other.text} for one, other in zip(words(name), words(candidate), strict=False))
    return any(len(pair) > 1 and (pair <= _TELLING or pair <= _FIELDS) for pair in pairs)


def _office(name: str) -> str:
    return next((end for end in _OFFICES if name.endswith(end)), "")


def is_telling(part: str) -> bool:
    """Tell whether a word makes another body of what has it: a place, a number, a kind."""
    if any(c in HAN_DIGITS or c.isdigit() or c in "《》（）()" for c in part):
        return True
    return any(word.text in _TELLING for word in words(part)) or part in _TELLING


def _are_words(text: str, part: str) -> bool:
    borders = {0, *word_ends(text)}
    start = text.find(part)
    while start >= 0:
        if start in borders and start + len(part) in borders:
            return True
        start = text.find(part, start + 1)
    return False
