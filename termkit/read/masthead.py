"""Symbol and date of a document, from its masthead and running heads."""

from __future__ import annotations

import re

from termkit.text.characters import is_han
from termkit.text.symbols import SYMBOL, split_symbols

__all__ = ["date_of_line", "is_symbol_line", "symbols_of_line"]

_MONTHS = {
    month: number
    for number, month in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
         "November", "December"), 1,
    )
}  # fmt: skip
_ENGLISH_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b")
_CHINESE_DATE = re.compile(r"^\s*((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*$")
_SENDER = re.compile(r"^\s*(?:联合国|United Nations|UNITED NATIONS)\s+")
# A footnote (* A/63/150。) or a sentence that names a document does not give this one's symbol.
_OTHER = re.compile(r"^\s*[*¹²³\d]|[。，；]|和|见|Corr\.\s")


def symbols_of_line(line: str) -> tuple[str, ...]:
    """Return the symbols of a masthead line that consists of them: `A/63/228-S/2008/531`."""
    return split_symbols(line) if is_symbol_line(line) and not _OTHER.search(line) else ()


def is_symbol_line(line: str) -> bool:
    """Tell whether a line holds document symbols and nothing else but the word 联合国."""
    if "/" not in line:
        return False
    bare = _SENDER.sub("", line)
    if any(map(is_han, bare)):  # a symbol has none: most lines end here
        return False
    return bool(split_symbols(bare)) and not SYMBOL.sub("", bare).strip(" \t\u3000()（）-–—")


def date_of_line(line: str) -> str:
    """Return the ISO date of a masthead line (`8 August 2008`, `2008年8月8日`), or nothing."""
    if "20" not in line and "19" not in line:  # most lines: no year
        return ""
    if match := _ENGLISH_DATE.search(line):
        return f"{match[3]}-{_MONTHS[match[2]]:02}-{int(match[1]):02}"
    if match := _CHINESE_DATE.match(line):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""
