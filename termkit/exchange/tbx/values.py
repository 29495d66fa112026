"""Values that TBX takes from XML Schema: dates, language tags, addresses; and which group holds what."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["attribute_name", "is_address", "is_language", "is_moment", "may_group"]

_XML = "http://www.w3.org/XML/1998/namespace"
# xs:language takes the pattern of RFC 3066.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_ADDRESS = re.compile(r"https?://.+", re.DOTALL)


def is_language(tag: str) -> bool:
    """Tell whether this is an xs:language: `zh-Hans`, not `zh_CN` nor nothing."""
    return _LANGUAGE.fullmatch(tag) is not None


def is_address(target: str) -> bool:
    """Tell whether this points outside the file: http or https."""
    return _ADDRESS.fullmatch(target) is not None


def attribute_name(key: str) -> str:
    """Return the name of an attribute with the prefix xml where it has that namespace."""
    uri, _, name = key.rpartition(" ")
    if not uri:
        return name
    return f"xml:{name}" if uri == _XML else f"{{{uri}}}{name}"


def may_group(element: str, group: str) -> bool:
    """Tell whether a category of this element may stand in a group (version 3)."""
    if element == "admin":
        return group in {"adminGrp", "descripGrp", "termNoteGrp"}
    return {
        "adminNote": group == "adminGrp",
        "descrip": group == "descripGrp",
        "ref": group.endswith("Grp"),
        "termNote": group == "termNoteGrp",
        "transac": group == "transacGrp",
        "transacNote": group == "transacGrp",
    }.get(element, False)


def is_moment(text: str, *, days_only: bool) -> bool:
    """Tell whether this is an xs:date, or unless `days_only` an xs:dateTime, that exists."""
    match = _DATE.fullmatch(text)
    if match is None or (days_only and match[4]):
        return False
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        date(int(year) % 10000 or 2000, int(month), int(day))
    except ValueError:
        return False
    if hour and not (int(hour) < 24 and int(minute) < 60 and int(second) < 60):
        midnight = (hour, minute, second) == ("24", "00", "00") and not (fraction or ".0").strip(".0")
        if not midnight:
            return False
    if zone and zone != "Z":
        return int(zone[1:3]) * 60 + int(zone[4:]) <= 14 * 60 and int(zone[4:]) < 60
    return True
