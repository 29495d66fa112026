"""Names in Latin letters beside their Chinese transcription, which are no short forms: 塔尔胡纳(Tarhuna)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["is_transcribed", "sounds_like"]

# Consonants of the syllables that stand for foreign names, by the class of their sound, after the tables of
# transcription of 世界人名翻译大辞典 (Names of the World's Peoples, Xinhua, 1993). A character may have two.
_CHARACTERS = {
    "": "阿埃艾澳叶云于爱伊奥乌欧尤亚雅耶约扬延因英安恩昂翁厄伍瓦沃文温旺韦威维怀万宛希海豪哈汉亨欣霍胡侯休尔夏赫惠华",
    "P": "巴比贝博布本毕包朴班宾鲍邦拜伯彼碧柏蓓卜帕佩皮珀普派保波潘彭平庞坡浦勃堡白",
    "F": "法费菲发冯弗福芬丰凡范方夫佛富瓦沃文温旺韦威维万伍怀华",
    "M": "马玛梅米芒缪莫穆默迈毛曼门明蒙姆麦缅摩密慕孟",
    "T": "塔特蒂托图突典敌朵段迭泰陶坦滕廷汤通提铁丹登丁当东达德迪多杜戴道邓敦顿代地都堤台太",
    "N": "纳内尼诺努奈瑙南嫩宁农娜妮涅恩安因",
    "L": "拉勒莱腊来郎累礼路略利洛卢劳兰伦林朗隆里雷罗鲁赖连廉丽莉琳露黎尔列龙吕律良柳瑞热若茹仁让日鲁",
    "K": (
        "加盖格吉戈古高甘根贡冈卡凯克基科库考坎肯金康孔哈赫希霍胡海豪汉亨欣杭洪汗罕黑葛哥可喀奎圭瓜夸宽关昆果郭惠怀华杰热"
        "侯埃"
    ),
    "S": (
        "萨塞西施史司思席索苏赛绍桑森辛松斯兹扎泽齐佐祖宰藻赞曾津宗沙谢舍希肖舒夏尚申香雄什恰切奇乔楚柴钱琴昌琼茨察采措贾杰吉焦"
        "朱江詹珍章季查哲捷锡叙休丘久居尤色莎珊圣星辛让热若加茹济集"
    ),
}
_SOUNDS: dict[str, frozenset[str]] = {
    character: frozenset(sound for sound, others in _CHARACTERS.items() if character in others)
    for characters in _CHARACTERS.values()
    for character in characters
}
_LATIN = re.compile(r"ch|ph|sc|cz|[bcdfghjklmnpqrstvwxz]")
_CLASSES = {
    "ch": "KS", "ph": "F", "sc": "SK", "cz": "S", "b": "P", "p": "P", "f": "F", "v": "F", "w": "F", "m": "M", "n": "N",
    "l": "L", "r": "L", "d": "T", "t": "T", "c": "KS", "g": "KS", "h": "K", "j": "SK", "k": "K", "q": "K", "s": "S",
    "x": "SK", "z": "S",
}  # fmt: skip
_SILENT = frozenset("hwnmr")  # may be part of the syllable before
_TAIL = 3  # 达连地峡, 阿丘阿尔人: what a thing is stands behind its name
_REACH = 16
_TOLERANCE = 4  # consonants for each one that may differ
_FEWEST = 2  # consonants, and syllables: of one all names are alike
_HALF = 0.5  # of a consonant that may be silent
_NAME = re.compile(r"(?:[A-Z][a-z]+(?:[ '’-][A-Za-z]?[a-z]*)*)$")


def is_transcribed(text: str) -> bool:
    """Tell whether a text has only characters that stand for the sounds of foreign names: 坎帕拉."""
    return len(text) > 1 and all(character in _SOUNDS or character in "·•" for character in text)


@lru_cache(maxsize=1 << 12)
def sounds_like(before: str, latin: str) -> bool:
    """Tell whether a text ends in a transcription of a name in Latin letters, or in one and what the thing is."""
    plain = "".join(c for c in unicodedata.normalize("NFD", latin) if c.isascii())
    if _NAME.match(plain) is None:
        return False
    consonants = _LATIN.findall(plain.casefold())
    if len(consonants) < _FEWEST:
        return False
    run = before[-_REACH:].rstrip('”"')
    return any(_fits(run[: len(run) - tail], consonants) for tail in range(min(_TAIL, len(run)) + 1))


def _fits(run: str, consonants: list[str]) -> bool:
    """Tell whether the end of a text has a syllable for each consonant, in order."""
    # An edit distance from the end: costs of the consonants from each on, for the syllables taken so far.
    most = _HALF + sum(c not in _SILENT for c in consonants) // _TOLERANCE
    costs = [0.0]
    for consonant in reversed(consonants):
        costs.append(costs[-1] + (_HALF if consonant in _SILENT else 1.0))
    for taken, character in enumerate(reversed(run), 1):
        sounds = _SOUNDS.get(character)
        if sounds is None:
            if character in "·•- ":
                continue
            return False
        new = [costs[0] + (0.0 if "" in sounds else 1.0)]
        for index, consonant in enumerate(reversed(consonants), 1):
            same = costs[index - 1] + (0.0 if sounds.intersection(_CLASSES[consonant]) else 1.0)
            left_out = new[index - 1] + (_HALF if consonant in _SILENT else 1.0)
            new.append(min(same, left_out, costs[index] + (0.0 if "" in sounds else 1.0)))
        costs = new
        if taken >= _FEWEST and costs[-1] <= most:
            return True
        if min(costs) > most:
            return False
    return False
