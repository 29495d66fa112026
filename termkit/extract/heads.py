"""Nouns in which names of bodies and instruments end, and the kind of thing that they name.

Compiled by reading the seed reports and the list of bodies on the UN's Chinese site map; the longest
ending that fits decides.
"""

from __future__ import annotations

from termkit.terms.concept import Kind
from termkit.text.kept import kept

__all__ = ["HEADS", "head_of", "kind_of"]

_KINDS = {
    Kind.ORGANIZATION: (
        "组织 联盟 共同体 联合体 联合会 协会 学会 总会 商会 工会 机构 委员会 理事会 议会 大会 法院 法庭 检察院 银行 大学 学院 "
        "研究所 研究院 学校 医院 公司 集团公司 署 总署 局 总局 管理局 监管局 税务局 警察局 情报局 移民局 统计局 国家局 "
        "基金会 红十字会 红新月会 中央银行 证券交易所 交易所 博物馆 图书馆 档案馆 使馆 委 会 院 所 社 警察 警察部队 议会联盟 "
        "国家联盟 经济共同体 联席会议 国家公司 总部 教会 检查组 监察员 监察署 监督署 实验室 航空公司 合作社 联谊会 理事机构 公会 同盟"
    ),
    Kind.DEPARTMENT: "部 司 科 股 处 厅 政治部 事务部 事务厅 协调厅 监督厅 法律厅 事务司 统计司 人口司 秘书处 总参谋部 内政部",
    Kind.OFFICE: "办公室 办事处 公署 办公厅 代表处 联络处 领事馆 办 专员办 中心 信息中心 新闻中心 研究中心 训练中心 区域中心 观察站 信息股",
    Kind.MISSION: (
        "特派团 援助团 稳定团 支助团 核查团 观察团 观察员部队 临时部队 维和部队 维持和平部队 安全部队 特遣队 团 部队 行动 "
        "混合行动 过渡支助团 综合办 政治特派团 停战监督组织 工作队 国家工作队"
    ),
    Kind.PROGRAMME: "计划署 规划署 方案 项目 计划 规划 志愿人员方案 发展方案 支助方案 工作方案 研究方案 培训方案 工程",
    Kind.FUND: "基金 信托基金 养恤基金 融资机制 账户 循环基金 设施 池 研究金 奖学金",
    Kind.INSTRUMENT: (
        "公约 协定 协议 协议书 条约 议定书 宪章 规约 章程 宣言 声明 纲领 纲要 议程 框架 战略 决议 法 法令 法典 法案 宪法 条例 "
        "规则 规章 细则 准则 导则 原则 标准 指南 守则 手册 建议书 谅解备忘录 备忘录 契约 指令 共识 承诺 行动计划 行动纲领 途径 "
        "框架公约 任择议定书 修正案 政策 路线图 报告 号决议 号法 号法律 组织法 基本法 刑法 民法 法律"
    ),
    Kind.CONFERENCE: "会议 首脑会议 缔约方会议 缔约国会议 峰会 论坛 研讨会 部长级会议 世界会议 审议大会 筹备会议 大型会议 对话 听证会 博览会 全会",
    Kind.GROUP: (
        "集团 小组 工作组 专家组 专门小组 咨询小组 核心小组 之友小组 特设工作组 任务组 问题组 组 军 人民军 民兵 阵线 解放阵线 "
        "运动 党 革命武装力量 武装力量 武装团体 国防军 抵抗军 爱国者联盟 协调会 俱乐部 群组 主席团 同盟军"
    ),
    Kind.INITIATIVE: (
        "倡议 运动 伙伴关系 机制 平台 网络 知识网 网 进程 十年 行动十年 举措 系统 体系 制度 门户 数据库 竞赛 奖 国际日 国际年 目标 "
        "可持续发展目标 千年发展目标 快速行动方式 联系网 信息系统 监测系统 观测系统 快速行动平台 气候行动"
    ),
}

HEADS: dict[str, Kind] = {head: kind for kind, heads in reversed(_KINDS.items()) for head in heads.split()}
_CLOSING = frozenset(")）")
_TEXTS = ("》", "号决定")  # as 号决议; 决定 alone is rather what was decided
_LONGEST = max(map(len, HEADS))


@kept(1 << 15)
def head_of(name: str) -> str:
    """Return the longest known ending of a name, or nothing."""
    bare = name.rstrip("》〉”’」』")
    if bare[-1:] in _CLOSING and (aside := max(map(bare.rfind, "(（"))) > 0:
        bare = bare[:aside].rstrip()  # 《…资格的公约(修订)》
    for length in range(min(_LONGEST, len(bare)), 0, -1):
        if bare[-length:] in HEADS:
            return bare[-length:]
    return ""


@kept(1 << 15)
def kind_of(name: str) -> Kind:
    """Return the kind of thing that a name names, by its form alone."""
    if name.endswith(_TEXTS):
        return Kind.INSTRUMENT
    return HEADS.get(head_of(name), Kind.OTHER)
