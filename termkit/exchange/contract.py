"""What every format agrees on: the options of a conversion, its report, and the table of formats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from termkit.terms.concept import Concept

__all__ = ["FORMATS", "Codec", "Format", "Options", "TransferReport"]


class Options(NamedTuple):
    """How to read or write a glossary file; each format looks at the fields that concern it.

    `dialect` (core, min, basic, linguist), `style` (dca, dct) and `version` (2, 3) are for TBX.
    `direction` is source and target language of a bilingual flat file; two equal languages pair full
    forms with short forms.
    `codes` overrides the language codes that are written, as {"zh": "zh-Hans"}.
    `flag_deprecated` writes deprecated forms into flat files with a mark instead of leaving them out.
    """

    dialect: str = "basic"
    style: str = "dct"
    version: int = 3
    direction: tuple[str, str] | None = None
    codes: Mapping[str, str] = {}
    bom: bool = True
    encoding: str = ""
    flag_deprecated: bool = False


@dataclass(slots=True)
class TransferReport:
    """What went through a reader or writer, and what it could not carry.

    `losses` counts sentences such as "context of a term: TBX-Min has no place for it".
    """

    concepts: int = 0
    terms: int = 0
    rows: int = 0
    losses: Counter[str] = field(default_factory=Counter)

    def lose(self, what: str, count: int = 1) -> None:
        """Count something that the target cannot carry."""
        self.losses[what] += count

    def lines(self) -> list[str]:
        """Return one line a kind of loss, sorted, with its count."""
        return [f"{count} × {what}" for what, count in sorted(self.losses.items())]


class Codec(Protocol):
    """A module that reads or writes one format."""

    def read(self, path: Path, options: Options, report: TransferReport) -> Iterator[Concept]:
        """Yield the concepts of a file."""

    def write(self, concepts: Iterable[Concept], path: Path, options: Options, report: TransferReport) -> None:
        """Write the concepts to a file, whole or not at all. `concepts` may be walked more than once."""


class Format(NamedTuple):
    """A file format: its name on the command line, usual endings, and the module that knows it."""

    name: str
    endings: tuple[str, ...]
    title: str
    module: str
    reads: bool = True
    writes: bool = True

    def codec(self) -> Codec:
        """Import and return the module that reads and writes this format."""
        return cast("Codec", import_module(f"termkit.exchange.{self.module}"))


_ALL = (
    Format("csv", (".csv",), "glossary CSV of termkit, one row a term", "glossary_csv"),
    Format("tbx", (".tbx", ".tbx2", ".tbx3", ".martif", ".xml"), "TBX, version 3 or 2", "tbx"),
    Format("omegat", (".txt", ".tsv", ".tab", ".utf8"), "OmegaT glossary: source, target, comment", "omegat"),
    Format("memoq", (), "memoQ CSV, one row an entry", "memoq"),
    Format("multiterm", (".xlsx",), "XLSX for MultiTerm and Trados, one row a concept", "multiterm"),
    Format("phrase", (), "XLSX for Phrase TMS", "phrase"),
    Format("mt", (), "two columns for machine translation services", "mt"),
    Format("utx", (".utx",), "UTX 1.20", "utx"),
    Format("store", (".termkit",), "glossary store of termkit", "store_format"),
    Format("skos", (".rdf", ".skos"), "SKOS-XL as RDF/XML", "skos"),
)

FORMATS: dict[str, Format] = {each.name: each for each in _ALL}
"""All formats by name. Where several share an ending, the first is what is written by default."""
