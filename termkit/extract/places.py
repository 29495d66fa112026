"""Names of countries and regions: names of bodies often begin with one, and a bracket often holds one.

Member and observer States after the UN's Chinese list of Member States (联合国会员国), short and
long forms where both are in use; regions and seats after the seed reports.
"""

from __future__ import annotations

__all__ = ["PLACES", "formal_name"]

PLACES = frozenset(
    """
    阿富汗 阿尔巴尼亚 阿尔及利亚 安道尔 安哥拉 安提瓜和巴布达 阿根廷 亚美尼亚 澳大利亚 奥地利 阿塞拜疆 巴哈马 巴林 孟加拉国 孟加拉
    巴巴多斯 白俄罗斯 比利时 伯利兹 贝宁 不丹 玻利维亚 多民族玻利维亚国 波斯尼亚和黑塞哥维那 波黑 博茨瓦纳 巴西 文莱达鲁萨兰国 文莱
    保加利亚 布基纳法索 布隆迪 佛得角 柬埔寨 喀麦隆 加拿大 中非共和国 中非 乍得 智利 中国 中华人民共和国 哥伦比亚 科摩罗 刚果 刚果共和国
    哥斯达黎加 科特迪瓦 克罗地亚 古巴 塞浦路斯 捷克 捷克共和国 朝鲜民主主义人民共和国 朝鲜 刚果民主共和国 丹麦 吉布提 多米尼克 多米尼加
    多米尼加共和国 厄瓜多尔 埃及 萨尔瓦多 赤道几内亚 厄立特里亚 爱沙尼亚 斯威士兰 埃斯瓦蒂尼 埃塞俄比亚 斐济 芬兰 法国 加蓬 冈比亚 格鲁吉亚
    德国 德意志联邦共和国 加纳 希腊 格林纳达 危地马拉 几内亚 几内亚比绍 圭亚那 海地 洪都拉斯 匈牙利 冰岛 印度 印度尼西亚 印尼 伊朗
    伊朗伊斯兰共和国 伊拉克 爱尔兰 以色列 意大利 牙买加 日本 约旦 哈萨克斯坦 肯尼亚 基里巴斯 科威特 吉尔吉斯斯坦 老挝 老挝人民民主共和国
    拉脱维亚 黎巴嫩 莱索托 利比里亚 利比亚 列支敦士登 立陶宛 卢森堡 马达加斯加 马拉维 马来西亚 马尔代夫 马里 马耳他 马绍尔群岛 毛里塔尼亚
    毛里求斯 墨西哥 密克罗尼西亚 密克罗尼西亚联邦 摩纳哥 蒙古 蒙古国 黑山 摩洛哥 莫桑比克 缅甸 纳米比亚 瑙鲁 尼泊尔 荷兰 新西兰 尼加拉瓜
    尼日尔 尼日利亚 北马其顿 前南斯拉夫的马其顿共和国 挪威 阿曼 巴基斯坦 帕劳 巴拿马 巴布亚新几内亚 巴拉圭 秘鲁 菲律宾 波兰 葡萄牙 卡塔尔
    大韩民国 韩国 摩尔多瓦 摩尔多瓦共和国 罗马尼亚 俄罗斯 俄罗斯联邦 卢旺达 圣基茨和尼维斯 圣卢西亚 圣文森特和格林纳丁斯 萨摩亚 圣马力诺
    圣多美和普林西比 沙特阿拉伯 沙特 塞内加尔 塞尔维亚 塞舌尔 塞拉利昂 新加坡 斯洛伐克 斯洛文尼亚 所罗门群岛 索马里 南非 南苏丹 西班牙
    斯里兰卡 苏丹 苏里南 瑞典 瑞士 叙利亚 阿拉伯叙利亚共和国 塔吉克斯坦 泰国 东帝汶 多哥 汤加 特立尼达和多巴哥 突尼斯 土耳其 土库曼斯坦
    图瓦卢 乌干达 乌克兰 阿拉伯联合酋长国 阿联酋 英国 联合王国 大不列颠及北爱尔兰联合王国 坦桑尼亚 坦桑尼亚联合共和国 美国 美利坚合众国
    乌拉圭 乌兹别克斯坦 瓦努阿图 委内瑞拉 委内瑞拉玻利瓦尔共和国 越南 也门 赞比亚 津巴布韦 教廷 罗马教廷 巴勒斯坦 巴勒斯坦国 库克群岛 纽埃
    科索沃 西撒哈拉 香港 澳门 台湾 苏联 南斯拉夫 波多黎各 新喀里多尼亚 达尔富尔 刚果(金) 刚果(布) 刚果（金） 刚果（布）
    非洲 欧洲 亚洲 美洲 北美洲 南美洲 中美洲 大洋洲 拉丁美洲 加勒比 亚太 东南亚 南亚 中亚 东亚 西亚 东北亚 北非 西非 东非 中非 南部非洲
    中部非洲 东部非洲 北欧 西欧 东欧 中欧 南欧 东南欧 巴尔干 高加索 中东 近东 萨赫勒 撒哈拉 非洲之角 大湖区 地中海 太平洋 大西洋 印度洋
    北冰洋 黑海 里海 波罗的海 波斯湾 海湾 南极 北极 拉美 欧亚 安第斯 亚马孙 湄公河 阿拉伯区域
    纽约 日内瓦 维也纳 内罗毕 巴黎 罗马 曼谷 亚的斯亚贝巴 贝鲁特 圣地亚哥 海牙 布鲁塞尔 华盛顿 北京 伦敦 波恩 蒙特利尔 伯尔尼 汉堡 东京 莫斯科
    """.split()
)

_FORMAL = tuple(
    sorted((each for each in PLACES if len(each) > 3 and each[-1] in "国邦"), key=lambda each: (-len(each), each))
)


def formal_name(text: str, form: str, end: int) -> int:
    """Return where the formal name of a State begins that ends at an offset, if a form is short for it, else -1.

    朝鲜民主主义人民共和国(朝鲜).
    """
    if form in PLACES:
        for name in _FORMAL:
            if text.endswith(name, 0, end) and len(form) < len(name) and set(form) <= set(name):
                return end - len(name)
    return -1
