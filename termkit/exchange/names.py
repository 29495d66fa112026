"""Names and dates that every format checks alike."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["is_date", "is_ncname", "to_ncname"]

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_REST = _START + "\\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
_NCNAME = re.compile(f"[{_START}][{_REST}]*")
_NOT_REST = re.compile(f"[^{_REST}]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def is_ncname(name: str) -> bool:
    """Tell whether a name can be an XML id (an NCName): `undp`, not `12` nor `a b`."""
    return _NCNAME.fullmatch(name) is not None


def to_ncname(name: str) -> str:
    """Return the name, or a near one that can be an XML id: `12` gives `c12`, `a b` gives `a_b`."""
    if is_ncname(name):
        return name
    safe = _NOT_REST.sub("_", name)
    return safe if is_ncname(safe) else "c" + safe


def is_date(value: str) -> bool:
    """Tell whether this is a year, a month (2015-04) or a day in ISO 8601."""
    match = _DATE.fullmatch(value)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
