"""TMX 1.4b (LISA OSCAR, 2005): translation units with a variant for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.read.bilingual.units import Bilingual, Side, Unit, bilingual
from termkit.read.contract import DEFAULT, Options
from termkit.read.xml_events import parse_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.text.document import Document

__all__ = ["read_tmx", "read_tmx_pair"]

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_INLINE = frozenset({"hi", "sub", *_CODES})


class _Handler:
    wants_tags = True

    def __init__(self) -> None:
        self.units: list[tuple[str, dict[str, Side]]] = []
        self.source_language = ""
        self._identifier = ""
        self._variants: dict[str, Side] = {}
        self._language = ""
        self._side: Side | None = None
        self._codes = 0

    def start(self, name: str, attributes: dict[str, str], offset: int) -> None:
        if name == "header":
            self.source_language = attributes.get("srclang", "")
        elif name == "tu":
            self._identifier, self._variants = attributes.get("tuid", ""), {}
        elif name == "tuv":
            self._language = attributes.get("xml:lang") or attributes.get("lang", "")
        elif name == "seg":
            self._side = self._variants.setdefault(self._language, Side())
        elif self._side is not None and name in _INLINE:
            self._side.tag(name, offset)
            self._codes += name in _CODES

    def end(self, name: str, offset: int) -> None:
        if name == "tu":
            self.units.append((self._identifier or str(len(self.units) + 1), self._variants))
        elif name == "seg":
            self._side = None
        elif self._side is not None and name in _INLINE:
            self._side.tag(f"/{name}", offset)
            self._codes -= name in _CODES

    def data(self, text: str, offset: int) -> None:
        if self._side is not None and not self._codes:
            self._side.take(text, offset)


def read_tmx_pair(data: bytes, path: str, options: Options = DEFAULT) -> Bilingual:
    """Read both sides of a TMX file; of several languages Chinese and English, else the first two.

    Raises InputError where it is damaged.
    """
    handler = _Handler()
    decoded = parse_events(data, path, options.encoding, handler)
    source, target = _languages((code for _, sides in handler.units for code in sides), handler.source_language)
    units = [Unit(name, _side(sides, source), _side(sides, target)) for name, sides in handler.units]
    return bilingual(units, path, "tmx", decoded, (source, target))


def _side(sides: dict[str, Side], code: str) -> Side:
    """Return the side in a language; tools that wrote one memory name it in more than one way: en, EN-US."""
    return sides.get(code) or next((side for other, side in sides.items() if _kin(other) == _kin(code)), Side())


def _kin(code: str) -> tuple[str, bool]:
    """Return what codes of one written language share: the language, and whether it is in traditional characters."""
    parts = code.lower().replace("_", "-").split("-")
    return parts[0], not {"hant", "tw", "hk", "mo"}.isdisjoint(parts)


def _languages(codes: Iterable[str], stated: str) -> tuple[str, str]:
    """Return the codes of source and target as the file writes them."""
    found = list(dict.fromkeys(codes))
    chinese = [code for code in found if code.lower().startswith("zh")]
    english = [code for code in found if code.lower().startswith("en")]
    pair = [*chinese[:1], *english[:1]]
    pair += [code for code in found if code not in pair]
    pair = [code for code in found if code in pair[:2]]
    if len(pair) == 2 and stated.lower().split("-")[0] == pair[1].lower().split("-")[0]:
        pair.reverse()
    return (*pair, "", "")[0], (*pair, "", "")[1]


def read_tmx(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read the Chinese side of a TMX file. Raises InputError where it is damaged."""
    return read_tmx_pair(data, path, options).chinese
