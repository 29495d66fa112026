"""Word classes that tell where a name can begin: closed lists over jieba's part-of-speech tags.

Prepositions, conjunctions, pronouns and adverbs after Lü Shuxiang (ed.), 现代汉语八百词 (800 Words of
Contemporary Chinese), rev. ed. 1999, cut down to what UN documents use; verbs and titles compiled by
reading the seed reports; tags are those of ICTCLAS as jieba uses them.
"""

from __future__ import annotations

from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING

from termkit.extract.heads import HEADS
from termkit.extract.places import PLACES
from termkit.text.characters import is_han
from termkit.text.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.words import Word

__all__ = ["OPENERS", "WordClass", "class_of", "classes_of"]


class WordClass(StrEnum):
    """What a word does at the left border of a name."""

    STOP = "stop"  # ，；： and the like
    PAUSE = "pause"  # 、
    OPEN = "open"  # “ 《 (
    CLOSE = "close"
    DASH = "dash"  # - / · inside names
    CONJUNCTION = "conjunction"
    DE = "de"
    PREPOSITION = "preposition"
    EXAMPLE = "example"  # 包括 例如 即 是
    PRONOUN = "pronoun"
    ADVERB = "adverb"
    ASPECT = "aspect"
    GOVERNING = "governing verb"  # takes a body or an instrument as its object
    VERB = "verb"
    NAME_VERB = "verb of names"  # 禁止 消除 促进: names begin with these
    PERSON = "person"  # 秘书长 主席 …
    NUMBER = "number"
    ORDINAL = "ordinal"
    MEASURE = "measure"
    TIME = "time"
    OPENER = "opener"  # 联合国 国际 世界 国家: names begin with these
    PLACE = "place"
    HEAD = "head"  # 组织 委员会 公约: names end in these
    ADJECTIVE = "adjective"
    LATIN = "latin"
    NOUN = "noun"
    OTHER = "other"


_LISTS = {
    WordClass.STOP: "， ； ： 。 ！ ？ , ; : ! ? … —— —",
    WordClass.PAUSE: "、",
    WordClass.OPEN: '“ 《 〈 ‘ 「 『 ( （ [ 【 "',
    WordClass.CLOSE: "” 》 〉 ’ 」 』 ) ） ] 】",
    WordClass.DASH: "- – － ‑ ‐ / · • ‧ ・",
    WordClass.CONJUNCTION: "和 与 及 同 以及 或 暨 跟 或者",
    WordClass.DE: "的 之",
    WordClass.PREPOSITION: (
        "在 由 供 对 向 为 从 被 将 把 给 经 按 据 依 自 于 以 至 到 随 就 比 因 除 用 沿 当 凭 替 使 让 令 通过 根据 按照 依照 关于 对于 为了 "
        "有关 针对 面向 围绕 鉴于 随着 作为 依据 经由 经过 基于 截至 连同 会同 借助 凭借 除了 自从 依托 按 致 往 遵照 遵循 本着"
    ),
    WordClass.EXAMPLE: "包括 包含 如 例如 即 特别是 尤其是 诸如 比如 是 叫 叫做 称为 名为 题为 系 系指 又称 又名 旧称 旧名 原名 现名 全称 通称 统称 俗称 别称 别名 称 称作 指 及其 与其 以及其 而 并 并且 且 但 但是 等 还有 也就是",
    WordClass.PRONOUN: "该 本 其 此 这 那 我 我们 我国 他 她 它 它们 他们 某 每 另 该国 某些 所有 全体 其他 其它 其中 上述 下列 下述 一些 若干 多个 这些 那些 这个 一个 一项 两个 几个 有关 相关 许多 大多数 各 前 原 新 本国 同一 这一 哪些 现任 时任 前任 新任 继任 历任",
    WordClass.ADVERB: "已 已经 还 也 正 正在 继续 将 不 未 没有 仍 仍然 均 都 又 再 曾 曾经 刚 才 就 只 仅 更 最 很 共同 一直 随后 此后 首次 再次 目前 现 分别 只有 应 应当 应该 可 可以 能 能够 必须 需 需要 不断 定期 积极 充分 密切 直接 进一步 主要 特别 尤其 例 一道 一起 一同",
    WordClass.ASPECT: "了 着 过 所",
    WordClass.GOVERNING: (
        "请求 设立 成立 组建 组成 创建 创立 创办 访问 加入 参加 参与 请 要求 邀请 促请 敦促 呼吁 欢迎 批准 核准 签署 缔结 修订 修正 颁布 公布 发布 "
        "出版 编写 起草 拟订 制定 制订 启动 发起 推出 举行 举办 召开 主办 主持 提交 提供 交给 委托 任命 隶属 属于 会晤 会见 会商 联系 介绍 "
        "感谢 注意到 表示 认为 指出 强调 报告 说明 宣布 解散 取代 改组 接管 接替 通知 转交 送交 来自 源自 位于 设在 驻 利用 使用 采用 引用 援引 "
        "遵守 违反 适用 采取 承认 担任 成为 当选 获得 得到 收到 交存 递交 审议 讨论 商定 达成 完成 进行 开始 举 出席 见 询问 回顾 赞扬 纳入 "
        "列入 载于 见诸 委派 聘请 资助 供资 支付 向 隶 受 应 经由 起诉 逮捕 指控 涉及 修改 废除 重申 建议 促成 推动 选举 选出 负责 决定 鼓励 "
        "主管 分管 协同 联同 授权 批 设有 设 拥有 持有 具有 含有 载有 附有 有 没有 任 兼任 出任 充当 遭遇 遭受 面临 面对 便利 核可 "
        "认可 确认 肯定 赞同 同意 反对 缴纳 牵头 领导 主导 率领 出席 列席 派遣 派 派出 部署 接待 聘用 雇用 征聘 调任 借调 "
        "改派 改叙 裁撤 关闭 终止 中止 停止 延长 重启 增设 新设 设置 建造 兴建 编制 汇编 撰写 印发 分发 散发 刊登 张贴 "
        "译成 审结 审理 受理 裁定 判处 驳回 撤销 撤回 控告 控诉 袭击 攻击 打死 杀害 绑架 拘留 关押 释放 遣返 驱逐 抓获 "
        "缴获 缉获 查获 没收 扣押 占领 夺取 攻占 收复 交战 击落 答复 回答 致函 转递 转达 告知 获悉 得知 了解 知悉 证实 "
        "证明 表明 显示 反映 体现 解释 阐述 阐明 概述 描述 批评 谴责 抗议 赞赏 祝贺 悼念 维护 捍卫 履行 贯彻 落实 完善 "
        "健全 并入 划归 移交 接收 接纳 吸纳 筹集 筹措 调动 动员 号召 倡导 提议 推荐 选定 指定 确定 认定 界定 规定 议定 "
        "商议 参照 参阅 查阅 申报 报送 呈交 呈递 上报 汇报 宣告 声称 自称 号称 宣称 主张 坚持 希望 期望 期待 预期 预计 "
        "估计 打算 拟 拟将 着手 从事 侧重 注重 关注 重视 考虑 参观 走访 视察 拜访 抵 途经 返回 前往 到达 进入 迁入 迁往 "
        "逃往 逃离 导致 引起 造成 引发 产生 形成 构成 涵盖 覆盖 取决于 归功于 运营 经营 开展 展开 试行 推行 揭露 签订 签发 "
        "颁发 授予 赋予 给予 予以 用于 租用 购买 出售 转让 获 未经 加强 深化 实现 协助 帮助 增进 拓展 启用 致力于 旨在 "
        "配合 委任 招募 遴选 通报 提请 吁请 交 赴 抵达 离开 退出 接受 依靠 依赖 依循 重组 合并 改名 更名 升格 改称 称 "
        "提出 注意 建立 作出 做出 增加 确保 取得 发挥 推进 结束 发表 推迟 有助于 有利于 改进 收集 发现 提到 提及 处于 "
        "召集 缺乏 存在 下设 加速 受到 拟定 列为 承担 改变 保证 发出 创造 出现 排除 收录 拨付 吸引 新增 参见 改为 促使 列出 "
        "结合 提名 降低 考察 寻求 提醒 扩展 拒绝 指示 审批 选择 写入 带来 加以 吸收 符合 确立 恶化 编列 转为 具备 澄清 "
        "审定 承办 撤离 否认 发放 延伸 借鉴 查询 汇集 开设 激励 放在 在于 开办 诉诸 剥夺 运送 贯穿 加剧 接到 提起 撤出 "
        "妨碍 征求 失去 奠定 融入 整合 收取 接近 回应 克服 庆祝 注入 跟进 取消 收回 阻碍 视为 转向 就任 延至 到访 获准 "
        "安装 论述 遭到 质疑 吸取 表达 分担 顾及 遇到 迈出 巩固 满足 掌握 培养 扩大 超过 达到 低于 高于 缩小 减至 增至 "
        "降至 升至 编入 计入 拟设 改由 相信 纠正 订立 存放 审核 注销 迫使 留给 迈向 协办 筹办 汲取 汇聚 引导 照顾 偿还 认同 "
        "退还 承受 抵制 放弃 扭转 移交给 铭记 念及 忆及 记及 意识到 认识到 痛惜 深信 确信 深表 谨记 敦请 力促 得益于 有赖于 归因于 检出 立足于 正值 时值 适逢 恰逢 "
        "动用 套用 交由 责令 勒令 函告 电告"
    ),
    # Verbs with which names in un.csv begin, behind 联合国 or not; those that also govern names are left out.
    WordClass.NAME_VERB: (
        "禁止 消除 保护 促进 维持 防止 提高 减少 拯救 审计 反恐 反恐怖主义 反腐败 反洗钱 防范 防治 预防 托管 上诉 赔偿 排雷 停战 控制 清算 支援 协调 "
        "解决 统计 增强 脱离 合办 支助 禁毒 打击 处理 响应 选举 贩运 争取 获取 创新 适应 避免 调解 就业 追究 采购 治疗 解放 保卫 公诉 免疫 "
        "回返 停火 过渡 突发 失踪 偷运 清除 追回 开发 改善 援助 监督 检查 核查 调查 救灾 减灾 评估 研究 培训 训练 规划 管理 审查 行政 监测 投资 合作 "
        "联合 应对 治理 保障 减轻 减缓 制止 限制 惩治 养护 救助 处置 筹备 登记 干预 便利化 和解 推广 简化 "
        "出口 进口 贸易 通信 运输 教育 司法 立法 执法 仲裁 认证 应急 救援 安置 复员 解除 裁军"
    ),
    # Nouns to which jieba's dictionary gives another tag.
    WordClass.NOUN: (
        "预算 行为 做法 歧视 捐款 收入 支出 知识 需求 死亡 雇主 真相 流行 摘要 后续 常驻 排放 扩散 捐助 安排 扫盲 联署 应用 示范 "
        "辐射 知识产权 体 透明 通道 技能 反叛 放射 缔约 议事 自治 可持续 失踪者 受害 濒危 捕鱼 采矿 产出 参谋 通用 可可 集束"
    ),
    WordClass.PERSON: (
        "秘书长 主席 主任 总干事 署长 部长 司长 局长 处长 科长 特使 代表 特别代表 大使 专员 干事 总统 总理 首相 副主席 副秘书长 助理秘书长 "
        "执行秘书 执行主任 团长 组长 首脑 报告员 特别报告员 协调员 驻地协调员 顾问 专家 官员 成员 工作人员 行长 院长 校长 议长 议员 会长 "
        "国务卿 外长 观察员 常驻代表 监察员 检察长 审计长 理事长 共同主席 联合主席 联络人 协调人 负责人 会员国 成员国 缔约国 缔约方 国家元首 "
        "东道国 捐助国 受援国 当事国 船旗国 接收国 签署国 理事国 "
        "政府首脑 民间社会 伙伴 各方 当局 政府 管理人员 教授 博士 先生 女士 将军 上校 法官 检察官 律师 记者 "
        "高级专员 副总干事 国务秘书 国王 省长 市长 州长 大臣 总领事 指挥官 司令 发言人 召集人 主持人"
    ),
    WordClass.ADJECTIVE: "即时",  # jieba has it a conjunction
    WordClass.ORDINAL: "第",
    WordClass.OPENER: (
        "联合国 国际 世界 全球 各国 政府间 不限成员名额 全国 国家 国立 皇家 王国 联邦 中央 区域 次区域 跨国 多国 泛 泛非 泛美 欧洲 非洲 亚洲 美洲 大洋洲 拉丁美洲 "
        "拉美 加勒比 阿拉伯 伊斯兰 太平洋 大西洋 印度洋 地中海 东南亚 南亚 中亚 东亚 西亚 北非 西非 东非 南部非洲 中部非洲 东部非洲 撒哈拉 萨赫勒 "
        "北大西洋 北欧 南极 北极 亚太 英联邦 法语 葡萄牙语 不结盟 南方 欧亚 黑海 里海 波罗的海 欧盟 非盟 东盟 高级别 机构间 部际 特设 "
        "常设 独立 最高 公共 人民"
    ),
}
_WORDS = {word: cls for cls, listed in reversed(_LISTS.items()) for word in listed.split()}
_VERBS = {word: cls for word, cls in _WORDS.items() if cls in {WordClass.GOVERNING, WordClass.NAME_VERB}}
_PHRASE = 4
OPENERS = frozenset(_LISTS[WordClass.OPENER].split())

_TAGS = {
    "p": WordClass.PREPOSITION, "c": WordClass.CONJUNCTION, "r": WordClass.PRONOUN, "d": WordClass.ADVERB,
    "u": WordClass.DE, "m": WordClass.NUMBER, "q": WordClass.MEASURE, "t": WordClass.TIME, "a": WordClass.ADJECTIVE,
    "b": WordClass.ADJECTIVE, "z": WordClass.ADJECTIVE, "v": WordClass.VERB, "n": WordClass.NOUN, "f": WordClass.NOUN,
    "s": WordClass.NOUN, "j": WordClass.NOUN, "l": WordClass.NOUN, "i": WordClass.NOUN,
}  # fmt: skip
_FULL_TAGS = {
    "ns": WordClass.PLACE, "nt": WordClass.NOUN, "vn": WordClass.NOUN, "an": WordClass.NOUN, "nr": WordClass.PLACE,
    "nrt": WordClass.PLACE, "ul": WordClass.ASPECT, "uz": WordClass.ASPECT, "ug": WordClass.ASPECT,
    "uj": WordClass.DE, "eng": WordClass.LATIN,
}  # fmt: skip


def class_of(word: Word) -> WordClass:
    """Return the class of a word."""
    return _class_of((word.text, word.tag))


def classes_of(words: Iterable[Word]) -> list[WordClass]:
    """Return the classes of words."""
    return list(map(_class_of, map(_text_and_tag, words)))


_text_and_tag = itemgetter(0, 3)


@kept(1 << 16)
def _class_of(word: tuple[str, str]) -> WordClass:
    text, tag = word
    if cls := _WORDS.get(text):
        return cls
    if text in PLACES:
        return WordClass.PLACE
    if text in HEADS:
        return WordClass.HEAD
    if not is_han(text[0]):
        if text[0].isdigit():
            return WordClass.NUMBER
        return WordClass.LATIN if text[0].isalpha() else WordClass.STOP if not text.isspace() else WordClass.OTHER
    if tag == "l" and len(text) == _PHRASE:  # 合作开发 is what 开发 is
        return _VERBS.get(text[2:], WordClass.NOUN)
    return _FULL_TAGS.get(tag) or _TAGS.get(tag[:1], WordClass.OTHER)
