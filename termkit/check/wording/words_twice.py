"""Words of two or three characters that stand twice in a row: 管理部管理部, 国家的国家的.

Both are whole words, or runs of whole words, and nothing lets the two meet: 经合组织|组织了培训 has a noun and a verb,
发展中国家|国家方案 has a noun that tells what the next one is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.check.wording.repeats import han_around, short_repeats
from termkit.text.characters import is_han
from termkit.text.document import Span
from termkit.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termkit.text.words import Word

__all__ = ["words_twice"]

_TOLD = frozenset("nvra")
"""First letters of the tags of words that nobody repeats. Numbers and adverbs may be: 一年一年, 非常非常."""
_NO_NAMES = frozenset(["nr", "ns", "nt", "nz", "nrt", "nrfg"])
"""Names by sound have a part twice (布里布里), and a federation may be one of federations."""
# Verbs that are nouns too, for which the dictionary has the tag of other verbs: 经合组织|组织了, 会议的决定|决定了.
_NOUNS_TOO = frozenset(
    "组织 决定 安排 要求 支持 保护 关注 判决 裁决 裁定 参与 反映 承诺 投入 产出 报道 拨款 捐款 付款 指示 授权 提案 提议"
    " 增加 增长 减少 上升 下降 提高 批准 希望 开始 结束 申请 约定 考虑 补充 讨论 审议 说明 请求 象征 体现 负责 转移"
    " 通知 协调 协助 限制 需要 分布 估计 审计 统计 选举 推荐 保障 发现 表示 上诉 申诉 投诉 呼吁 邀请 访问".split()
)
_BEFORE_VERBS = frozenset(
    "继续 定期 将 应 应当 必须 需 并 也 还 仍 一直 积极 大力 充分 认真 进一步 可 可以 能 能够 愿意".split()
    + "随后 再次 共同 不断".split()
)
"""Words behind which no noun stands: 继续支持|支持 has the verb twice."""
_BEFORE_PREPOSITIONS = _BEFORE_VERBS | {"没有", "未", "未能", "是", "，", "。", "；", "：", "", "并且", "而且", "以及"}
_ENDING = frozenset(["n", "vn"])
"""Tags of words that end longer ones: 金融|机构, 密切|合作."""
_OBJECT = frozenset("nv")
_NO_BORDER = frozenset("nbjalgkf")
"""First letters of the tags of words before which a noun may be an attribute or the beginning of a longer word."""
_SHORT = 2
_BEHIND_SHORT = frozenset(["uj", "c", "p", "d"])
"""Tags of words behind nouns of two characters, which may be attributes or verbs too: 国家|国家计划, 代表|代表各国."""
_SAYING = frozenset("说 称 说明 指出 表示 认为 强调".split())
_CLAUSE_END = frozenset("，。；")
_MODAL = frozenset("拟 应 须 应当 应该 可 需 需要 能 能够".split())
"""Verbs that stand behind nouns as adverbs do."""


def words_twice(text: str) -> Iterator[Span]:
    """Yield the words and runs of words of two or three characters that stand twice, both places, in text order."""
    for span in short_repeats(text):
        unit = text[span.start : (span.start + span.end) // 2]
        is_first = not text.endswith(unit, 0, span.start)  # of three in a row
        is_stretch = all(map(is_han, unit)) and len(set(unit)) > 1
        if is_stretch and is_first and text.count(unit * 2) == 1 and _is_slip(text, span):
            yield span


def _is_slip(text: str, span: Span) -> bool:
    """Tell whether both halves of a stretch are whole words, and such as do not meet."""
    start, end = han_around(text, span)
    middle = (span.start + span.end) // 2
    cut = words(text[start:end], start)
    again = [word for word in cut if middle <= word.start and word.end <= span.end]
    if not any(word.end == middle for word in cut):
        return _is_whole_alone(text[start:middle] + text[span.end : end], Span(span.start - start, middle - start))
    if not again or again[0].start != middle or again[-1].end != span.end:
        return False
    first = [word for word in cut if span.start <= word.start and word.end <= middle]
    is_whole = bool(first) and first[0].start == span.start and first[-1].end == middle
    if len(again) > 1:
        return is_whole and _is_run(again)
    # 国际|金融机构|机构: a noun ends a longer word.
    is_end = again[0].tag in _ENDING and any(word.start < span.start < word.end == middle for word in cut)
    behind = next((word for word in cut if word.start == span.end), None)
    before = next((word.text for word in cut if word.end == span.start), "")
    if is_whole and again[0].tag == "p" and again[0].text != "关于":  # 关于关于…的决定: a title
        return before in _BEFORE_PREPOSITIONS  # 没有|通过通过竞争; 会议|通过|通过 has a verb
    if is_whole and before in _BEFORE_VERBS and again[0].text in _NOUNS_TOO:
        return behind is None or (behind.tag[:1] not in _OBJECT and behind.tag != "uj")  # 将审议|审议结果
    is_clause = behind is not None and behind.end == end and text[end : end + 1] in _CLAUSE_END
    return (is_whole or is_end) and _is_word_twice(again[0], behind, ends_clause=is_clause)


def _is_whole_alone(text: str, span: Span) -> bool:
    """Tell whether a stretch that fell apart beside itself is a word by itself: 快速应对 of 快速应|对应|对."""
    cut = words(text)
    alone = next((word for word in cut if (word.start, word.end) == span), None)
    behind = next((word for word in cut if word.start == span.end), None)
    return alone is not None and _is_word_twice(alone, behind)


def _is_run(cut: Sequence[Word]) -> bool:
    """Tell whether words are a run that nobody repeats: 国家|的. Names by sound fall apart into single characters."""
    first, *rest = cut
    is_telling = len(first.text) > 1 and first.tag in {"n", "v", "vn"}
    return is_telling and all(word.tag[:1] in {"u", "c", "p"} for word in rest)


def _is_word_twice(word: Word, behind: Word | None, *, ends_clause: bool = False) -> bool:
    """Tell whether a word cannot meet itself, with what stands behind it, and whether that `ends_clause`."""
    if word.tag[:1] not in _TOLD or word.tag in _NO_NAMES:
        return False
    if behind is None:
        return word.text not in _NOUNS_TOO  # 密切合作|合作。
    if word.tag == "vn" or word.text in _NOUNS_TOO:
        return False
    if word.tag[:1] == "n":
        if len(word.text) == _SHORT:
            is_told = behind.text in _SAYING or (ends_clause and behind.tag == "a")  # 情况|情况|良好。
            return is_told or behind.tag in _BEHIND_SHORT or behind.text in _MODAL
        return behind.tag[:1] not in _NO_BORDER
    # 接受|接受方: the beginning of a longer word.
    return len(behind.text) > 1 or behind.tag[:1] not in _NO_BORDER
