"""Aligned texts as plain lines: tsv, ladder (`[i, j]:[k]`) and Moses pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["ladder_lines", "moses_files", "tsv_lines", "write_ladder", "write_moses", "write_tsv"]


def _cell(text: str) -> str:
    # Tabs and line ends would end the cell; str.split also takes U+2028 and its like.
    return " ".join(text.split())


def tsv_lines(bitext: Bitext) -> list[str]:
    """Return one line a bead: zh indices, en indices (from 0, comma separated), score, zh text, en text."""
    return [
        "\t".join([
            ",".join(map(str, bead.zh)),
            ",".join(map(str, bead.en)),
            f"{bead.score:.4f}",
            _cell(bitext.zh_text(bead)),
            _cell(bitext.en_text(bead)),
        ])
        for bead in bitext.beads
    ]  # fmt: skip


def ladder_lines(bitext: Bitext) -> list[str]:
    """Return one line a bead: `[i, j]:[k]`, indices from 0, Chinese on the left."""
    return [f"{list(bead.zh)}:{list(bead.en)}" for bead in bitext.beads]


def _write_lines(lines: list[str], path: Path) -> None:
    with replacing(path) as part:
        part.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def write_tsv(bitext: Bitext, path: Path) -> None:
    """Write the beads as tab-separated values."""
    _write_lines(tsv_lines(bitext), path)


def write_ladder(bitext: Bitext, path: Path) -> None:
    """Write the indices alone."""
    _write_lines(ladder_lines(bitext), path)


def moses_files(path: Path) -> tuple[Path, Path]:
    """Return the two files of a Moses pair: NAME.zh and NAME.en for NAME.moses."""
    return path.with_suffix(".zh"), path.with_suffix(".en")


def write_moses(bitext: Bitext, path: Path) -> None:
    """Write NAME.zh and NAME.en for NAME.moses: the same line of both is one pair; omissions are left out."""
    beads = [bead for bead in bitext.beads if not bead.is_null]
    zh, en = moses_files(path)
    _write_lines([_cell(bitext.zh_text(b)) for b in beads], zh)
    _write_lines([_cell(bitext.en_text(b)) for b in beads], en)
