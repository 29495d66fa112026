"""What spellings of one query or term have in common: script, case, widths, accents and marks do not count.

Characters are folded one by one, so that a part of a term is folded as it is in the whole. Traditional
characters become Simplified by OpenCC's table of characters (t2s), without its phrases for the same reason.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from termkit.text.characters import HAN

__all__ = ["fold", "has_han", "in_place", "pieces"]

_HAN = re.compile(f"[{HAN}]")
_PIECE = re.compile(f"[{HAN}]|[^ {HAN}]+")
# A space stands between two Latin words only.
_LOOSE = re.compile(f"(?<=[{HAN}]) | (?=[{HAN}])")
_CO = re.compile(r"\b(co)[-‐‑](?=o)", re.IGNORECASE)
_SPACES = re.compile(" +")
_POINTS = re.compile(r"\b(?:\w\.){2,}")
# Nothing is left of these: women's, co‑operation with a soft hyphen, zero-width characters.
_SILENT = frozenset("'’‘ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff")
# OpenCC leaves these without their phrases, as in 著作, 瞭望, 狼藉; Traditional text has them for 着, 了, 借 too.
_MORE = {"著": "着", "瞭": "了", "藉": "借"}
_SHORT_RUN = 2
"""Runs of characters that change and are remembered: there are not too many of these."""


def fold(text: str) -> str:
    """Return what a text is compared by: Han characters Simplified, Latin words in lower case with one space between.

    Marks and control characters go; U.N.D.P. is UNDP, co-operation is cooperation.
    """
    joined = _POINTS.sub(lambda match: match.group().replace(".", ""), text) if "." in text else text
    joined = _CO.sub(r"\1", joined)
    folded = joined.translate(_loosely())
    return _LOOSE.sub("", _SPACES.sub(" ", folded)).strip() if " " in folded else folded


def in_place(text: str) -> str:
    """Return a text with each character folded to one character, so that offsets stay; marks stay too."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    runs = _runs()
    # Most texts hold few characters that change: to look for those is faster than to translate all.
    return _changing().sub(lambda match: runs[match[0]], lowered)


def has_han(text: str) -> bool:
    """Tell whether a text has a Han character."""
    return _HAN.search(text) is not None


def pieces(folded: str) -> list[str]:
    """Return the Han characters and the Latin words of a folded text."""
    return _PIECE.findall(folded)


class _Loosely(dict[int, str]):
    """What `str.translate` puts for a character in a folded text. Filled as characters come."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(self._one, unicodedata.normalize("NFKD", chr(code)).casefold()))
        return folded

    @staticmethod
    def _one(character: str) -> str:
        if character in _SILENT or unicodedata.category(character) in {"Mn", "Me"}:
            return ""
        if not character.isalnum():
            return " "
        return _simplified(character) if _HAN.match(character) else character


class _Strictly(dict[int, str]):
    """The same where one character must stay one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _loosely()[code]
        kept = folded if len(folded) == 1 else character
        if folded == " ":
            kept = " " if character.isspace() or unicodedata.category(character) == "Cc" else _dash(character)
        self[code] = kept
        return kept


@cache
def _changing() -> re.Pattern[str]:
    """Return what finds runs of characters that `in_place` may change."""
    table = _strictly()
    ideographs = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    # A line end keeps characters from becoming phrases.
    simplified = _converter().convert("\n".join(ideographs)).split("\n")
    changed = [each for each, other in zip(ideographs, simplified, strict=True) if each != other]
    others = (*range(0x20), *range(0x7F, 0x3040), *range(0xF900, 0xFB00), *range(0xFE30, 0x10000))
    changed += [chr(code) for code in others if table[code] != chr(code)]
    return re.compile(f"[{re.escape(''.join([*changed, *_MORE]))}\U00010000-\U0010ffff]+")


class _Runs(dict[str, str]):
    """The same for runs of characters: most are short, and ends of lines."""

    def __missing__(self, run: str) -> str:
        folded = run.translate(_strictly())
        if len(run) <= _SHORT_RUN:
            self[run] = folded
        return folded


def _dash(character: str) -> str:
    return "-" if unicodedata.category(character) == "Pd" else character


def _simplified(character: str) -> str:
    converted: str = _converter().convert(character)
    return _MORE.get(character, converted if len(converted) == 1 else character)


@cache
def _loosely() -> _Loosely:
    return _Loosely()


@cache
def _strictly() -> _Strictly:
    return _Strictly()


@cache
def _runs() -> _Runs:
    return _Runs()


@cache
def _converter():  # type: ignore[no-untyped-def]  # the package carries no types
    from opencc import OpenCC  # noqa: PLC0415  start-up

    return OpenCC("t2s")
