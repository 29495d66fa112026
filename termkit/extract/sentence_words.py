"""Where a sentence ends and a name in it may begin: behind its words, its subject and verb, what a body is."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from termkit.extract.border_words import ACTIONS, BODIES, JOINT_BODY, JOINTS, VERBS
from termkit.extract.heads import HEADS, head_of, kind_of
from termkit.extract.lexicon import WordClass
from termkit.extract.places import PLACES

if TYPE_CHECKING:
    from termkit.extract.border_words import Traits
    from termkit.extract.clause import Context

__all__ = ["first_possible"]

_POINTING = frozenset("该 此 这 这些 这个 这一 这次 这项 这种 那些 上述 所述".split())
# Who they are was said before, what they do stands behind: 她领导|内部监督事务厅.
_PERSONAL = frozenset("他 她 它 他们 她们 它们".split())
_OTHERS = frozenset({"其", "及其"})  # 及其|他, as words are cut
# Words of a sentence: of 6,700 names (labelled, listed and in un.csv) none has one inside, but for titles that begin
# with 关于. Nouns are left out that are verbs too (起草, 提名), and verbs with which campaigns are named (成为).
_OF_SENTENCES = frozenset(
    "下列 下述 以下 了 由 根据 依照 按照 依据 到 将 于 就 据 会同 截至 还 继续 已 仍 同样 也 又 谨 须 "
    "应当 正 正在 均 分别 目前 至少 据此 为此 并 但 如 例如 称 题为 其中 是 向 决定 指出 回顾 感谢 重申 "
    "赞扬 注意到 宣布 强调 认为 忆及 获悉 敦促 促请 谴责 表示 来自 设在 举行 会见 出席 "
    # what paragraphs of resolutions begin with, and other verbs of saying
    "鼓励 欢迎 赞同 赞赏 祝贺 申明 确信 深信 相信 铭记 念及 记及 意识到 认识到 痛惜 深表 谨记 敦请 吁请 提请 力促 "
    "提到 提及 阐明 概述 答复 回答 致函 告知 得知 知悉 证实 表明 声称 自称 号称 宣称 会晤 走访 拜访 前往 抵达 到达 "
    # verbs that end in where, to whom, as what
    "给予 隶属 隶属于 源自 位于 载于 见诸 在于 取决于 归功于 得益于 有赖于 归因于 立足于 得到 收到 接到 作出 做出 予以 "
    "应 继续执行 采用 涵盖 下设 召集 收到 主持 公布 符合 询问 送交 增至 缉获 若干 "
    "设有 含有 载有 附有 担任 兼任 出任 当选 视为 改为 转为 列为 迫使 促使 适逢 恰逢 正值 时值 "
    # prepositions, conjunctions and adverbs of clauses (800 Words, as in termkit.extract.lexicon)
    "对于 鉴于 随着 经由 连同 除了 自从 遵照 遵循 本着 甚至 乃至 一旦 唯有 惟有 只有 只要 如果 假如 倘若 若是 "
    "即使 即便 尽管 虽然 虽 然而 不过 但是 可是 因此 因而 所以 于是 从而 此外 另外 同时 与此同时 除非 既然 由于 "
    "因为 无论 不论 不管 何况 而且 不仅 不但 否则 总之 其实 首先 其次 然后 后来 随即 随后 此后 之后 直至 最终 最近 "
    "近来 近年来 今后 届时 当时 现在 如今 去年 今年 明年 当年 同年 至今 迄今 会前 会上 会后 已经 仍然 仍旧 依然 "
    "曾 曾经 从未 尚未 一直 一度 再次 不再 陆续 相继 先后 终于 几乎 往往 通常 常常 有时 立即 马上 应该 必须 不断 "
    "据悉 据称 据报 所谓 是否 能否 正如 之一 简称 统称 合称 关键在于".split()
)
# 加强与|世界银行的合作: with whom, where no second verb stands behind (促进与保护人权小组委员会).
_WITH = frozenset({"与", "同"})
_BEFORE_WITH = frozenset("加强 深化 增进 保持 开展 扩大 建立 恢复 促进 推动 推进 巩固 拓展".split())
# Prepositions of names too, but not behind who acts: 国家对|全国监狱管理局, 土耳其针对|库尔德工人党.
_PLAIN, _STATE = frozenset({"对", "针对", "在"}), frozenset("国家 政府 当局".split())
_CHARGED = frozenset({"主管", "负责"})
_DETERMINERS = _WITH | _PLAIN | {"兼", "共同"} | _POINTING | _OF_SENTENCES | _PERSONAL
_MARKS = {"》": "《", "”": "“", "〉": "〈", "’": "‘", ")": "(", "）": "（"}
_UNITED = "联合国"
_LONGEST_HEAD = 8
# 联合国宪章和加强|联合国作用特别委员会: not the organization that acts.
_OF_UNITED = re.compile("联合国(?:作用|事务|宪章|系统|会员国|人员|协会)")
_JOINED = JOINTS | {WordClass.DASH, WordClass.DE}
_ACTING = {WordClass.NAME_VERB, WordClass.PRONOUN, WordClass.TIME, WordClass.ASPECT}
_NO_SEAM = frozenset("驻 常驻 届 次".split())  # 法国常驻联合国代表团, 第5届联合国环境大会
_DELIBERATING = tuple(
    "理事会 委员会 大会 会议 秘书处 工作组 小组 专家组 主席团 代表团 特派团 援助团 稳定团 支助团".split()
)
# What a body is, before the name that says which: 专门机构|世界卫生组织. Bodies are called by others of the kind
# (国家人权机构全球联盟, 最高审计机构国际组织), by these none but those of non-governmental organizations.
_KIND_OF_BODY = re.compile(
    "(?:专门机构|附属机构|主管机构|牵头机构|捐助机构|供资机构|执行机构|政府间组织|合作伙伴|执行伙伴)"
    "|(?<!问题)非政府组织(?=世界|国际)"
)


def first_possible(context: Context) -> int:
    """Return the first word that a name may begin with, if not with 关于: behind 根据, two behind 该.

    《刚果民主共和国和该区域和平、安全与合作框架》: what stands in marks may say what it likes.
    """
    words = context.words
    begin = 0
    if _is_body(context.text):
        begin = max(_behind_subject(context), _behind_kind(context))
    if _DETERMINERS.isdisjoint(words):
        return begin
    last = index = len(words) - 1
    while index >= begin:
        word = words[index]
        if word in _MARKS and _MARKS[word] in words[:index]:
            index = index - 1 - words[:index][::-1].index(_MARKS[word])
        elif word in _POINTING or (word in _PERSONAL and _OTHERS.isdisjoint(words[index - 1 : index])):
            return index + 2
        elif index < last and (
            (word == "共同" and _acts_together(context, index))
            or ((word in _OF_SENTENCES or word in _PLAIN) and _is_of_sentence(context, index))  # 第2号决定 is a name
            or (word in _WITH and _is_coverb(context, index))
            or (word == "兼" and _is_second_post(context, index))
        ):
            return index + 1
        index -= 1
    return begin


def _is_of_sentence(context: Context, index: int) -> bool:
    """Tell whether a word is one of the sentence and of no name: 大会是|国际电联(ITU)的…, 就此向|渔业委员会(COFI)提出.

    特别是 is no verb, and texts may be called by what is done to somebody: 关于向…提供援助的公约.
    """
    word = context.words[index]
    if word == "在":  # 秘书长在|《公约》…缔约方大会
        return context.words[index + 1] == "《" or (index > 0 and context.classes[index - 1] is WordClass.PERSON)
    if word in _PLAIN:
        return index > 0 and (context.classes[index - 1] is WordClass.PLACE or context.words[index - 1] in _STATE)
    if word == "向":
        return kind_of(context.text) in BODIES
    if word == "给予":
        return not context.words[index + 1].startswith("殖民地")  # 给予殖民地国家和人民独立宣言
    return word != "是" or (index > 0 and context.classes[index - 1] is not WordClass.ADVERB)


def _is_coverb(context: Context, index: int) -> bool:
    """Tell whether 与 or 同 says with whom something is done: 经与|世界银行协商, 加强与|世界银行的合作."""
    if index == 0 or context.classes[index + 1] in ACTIONS or context.traits[index + 1].tag == "vn":
        return False  # 合作社促进与发展委员会
    return context.classes[index - 1] is WordClass.PREPOSITION or context.words[index - 1] in _BEFORE_WITH


def _acts_together(context: Context, index: int) -> bool:
    """Tell whether 共同 says what bodies do: 国际水文组织与海洋学委员会共同|管理世界大洋水深图."""
    return index > 0 and context.classes[index + 1] in ACTIONS and kind_of(context.words[index - 1]) in BODIES


def _is_second_post(context: Context, index: int) -> bool:
    """Tell whether 兼 adds a post: 秘书长特别代表兼|联合国驻海地综合办事处(联海办)负责人.

    Offices may be called by two posts: 主管全球传播副秘书长兼多语文协调员办公室.
    """
    return index > 0 and context.classes[index - 1] is WordClass.PERSON and _CHARGED.isdisjoint(context.words[:index])


def _is_body(text: str) -> bool:
    return kind_of(text) in BODIES or text.endswith("署")


def _behind_subject(context: Context) -> int:
    """Return the word behind the subject and verb of a sentence: 安全理事会鼓励|秘书长…特使办公室.

    So too behind another body: 联合国开发计划署及|各国议会联盟. 联合国 is the first word of its bodies: behind a verb,
    or a body with at most a word of what it does, it begins one.
    """
    words, classes, traits = context.words, context.classes, context.traits
    may_be_two = _has_long_head(context.text) and JOINT_BODY.search(context.text) is None
    for index in range(len(words) - 1, 0, -1):
        before = classes[index - 1]
        if words[index] in _MARKS:
            return 0
        if may_be_two and before in JOINTS and traits[index].opens and _ends_whole_body(context, index - 1):
            return index
        if words[index].startswith(_UNITED):
            if (
                before in _JOINED
                or words[index - 1] in _NO_SEAM
                or _OF_UNITED.match(context.text, context.starts[index])
            ):
                continue
            if before in _ACTING or _acts(traits[index - 1]) or any(map(_ends_body, words[max(index - 2, 0) : index])):
                return index
        elif (
            index > 1
            and _acts(traits[index - 1])
            and words[index - 1] not in _NO_SEAM
            and (traits[index].opens or classes[index] is WordClass.PERSON)
            and _is_subject(words[index - 2], before)
        ):
            return index
    return 0


def _is_subject(word: str, verb: WordClass) -> bool:
    """Tell whether a word is the subject of a verb: a body that deliberates, or a State that does what these do."""
    return word.endswith(_DELIBERATING) or (verb is WordClass.GOVERNING and word in PLACES)


def _acts(word: Traits) -> bool:
    """Tell whether a word is a verb, by its class or its tag (质询 v, 搜查 vn), and none that names begin with."""
    return word.cls in VERBS or (word.tag[:1] == "v" and word.cls is not WordClass.NAME_VERB)


def _ends_whole_body(context: Context, end: int) -> bool:
    start, last = context.starts[end], context.words[end - 1]
    return (last in HEADS and HEADS[last] in BODIES) or _has_long_head(
        context.text[max(start - _LONGEST_HEAD, 0) : start]
    )


def _has_long_head(name: str) -> bool:
    """Tell whether a name ends as that of a body, and by more than one character, which may be of another word."""
    return name.endswith("署") or (len(head_of(name)) > 1 and kind_of(name) in BODIES)


def _ends_body(word: str) -> bool:
    head = head_of(word)
    return len(head) > 1 and kind_of(head) in BODIES and not word.startswith(_UNITED)


def _behind_kind(context: Context) -> int:
    """Return the word behind those that say what a body is: 专门机构|世界卫生组织."""
    end = max((found.end() for found in _KIND_OF_BODY.finditer(context.text)), default=len(context.text))
    index = bisect_left(context.starts, end)
    is_border = index < len(context.starts) and context.starts[index] == end
    return index if is_border and context.traits[index].opens else 0
