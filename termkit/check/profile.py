"""What differs between houses: the values that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PROFILE_UN", "Profile"]

# Better known by the short form than by the full one, or never written out in UN documents: the Editorial
# Manual (Abbreviations) excepts such names, and none of the seed reports defines them.
_NEEDS_NO_DEFINITION = frozenset(
    "安理会 经社理事会 联大 大会 秘书处 欧盟 秘书长 会员国 联合国 世界银行 世行 北约 欧佩克 非政府组织 艾滋病毒 艾滋病 "
    "第一委员会 第二委员会 第三委员会 第四委员会 第五委员会 第六委员会 理事会 委员会 "
    "G20 G7 COVID-19 HIV AIDS UN EU NATO 常任理事国 国际法院 国际刑院 国际红十字会 红十字会 红新月会".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Settings of a house: forms that need no definition, rules that are off."""

    name: str
    needs_no_definition: frozenset[str]
    off: frozenset[str] = frozenset()


PROFILE_UN = Profile("un", _NEEDS_NO_DEFINITION)
