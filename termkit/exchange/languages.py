"""Language tags: one spelling inside termkit, and the codes that each tool wants.

Inside, Simplified Chinese is `zh` however a file spells it; zh-TW, zh-HK and zh-Hant are never taken
for it. Other tags keep their meaning and get the case of BCP 47 (RFC 5646, 2.1.1).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["canonical", "code_for", "covers", "is_tag"]

# Simplified is the likely script of zh, of mainland China and of Singapore (CLDR likely subtags);
# zho, chi and cmn are the ISO 639 codes of three letters, zh-CHS the old code of Windows.
_SIMPLIFIED = frozenset(
    {"zh", "zh-cn", "zh-hans", "zh-hans-cn", "zh-sg", "zh-hans-sg", "zh-chs"}
    | {"zho", "chi", "cmn", "cmn-cn", "cmn-hans", "cmn-hans-cn"}
)
_TRADITIONAL = {"zh-cht": "zh-Hant", "zho-hant": "zh-Hant", "chi-hant": "zh-Hant", "cmn-hant": "zh-Hant"}
_TRADITIONAL_REGIONS = frozenset(("TW", "HK", "MO", "Hant"))
_TAG = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*")


def is_tag(tag: str) -> bool:
    """Tell whether this has the shape of a language tag (RFC 3066; `_` is let pass for `-`)."""
    return _TAG.fullmatch(tag) is not None


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Return the tag as termkit spells it: `zh`, `zh-Hant`, `en`, `pt-BR`."""
    tag = tag.strip().replace("_", "-")
    lower = tag.lower()
    if lower in _SIMPLIFIED:
        return "zh"
    if lower in _TRADITIONAL:
        return _TRADITIONAL[lower]
    first, *rest = lower.split("-")
    return "-".join([first, *(_subtag(each) for each in rest)])


def _subtag(subtag: str) -> str:
    if len(subtag) == 2 and subtag.isalpha():
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag


def covers(wanted: str, tag: str) -> bool:
    """Tell whether a wanted language takes in a tag: en takes en-GB, zh never takes Traditional Chinese.

    Prefixes count as in basic filtering (RFC 4647, 3.3.1); zh-Hant takes in zh-TW, zh-HK and zh-MO.
    """
    wanted, tag = canonical(wanted), canonical(tag)
    if wanted == tag:
        return True
    traditional = tag.startswith("zh-") and not _TRADITIONAL_REGIONS.isdisjoint(tag.split("-"))
    if wanted == "zh":
        return tag.startswith("zh-") and not traditional
    if wanted == "zh-Hant":
        return traditional
    return tag.startswith(wanted + "-")


# What each tool's own exports and pages use; TBX v3 wants a script, CAT projects want a region.
# zh-Hant stays as it is: the forms of the UN are neither those of Taiwan nor all of those of Hong Kong.
_CODES: dict[str, dict[str, str]] = {
    "tbx3": {"zh": "zh-Hans"},
    "tbx2": {"zh": "zh-CN"},
    "flat": {"zh": "zh-CN"},
    "phrase": {"zh": "zh_cn"},
}


def code_for(tag: str, tool: str, overrides: Mapping[str, str] | None = None) -> str:
    """Return the code that a tool (tbx3, tbx2, flat, phrase) is given for a language of termkit."""
    if overrides and tag in overrides:
        return overrides[tag]
    return _CODES.get(tool, {}).get(tag, tag)
