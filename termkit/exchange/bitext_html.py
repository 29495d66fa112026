"""The review page: both texts side by side in one HTML file that needs nothing else."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from termkit.exchange.bitext_tmx import clean
from termkit.glossary.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from termkit.text.bitext import Bitext

__all__ = ["review_page", "write_html"]


def review_page(bitext: Bitext, title: str = "") -> str:
    """Return the page; `title` is also the name of the files that it lets the user download."""
    data = {
        "title": title or bitext.symbol or "alignment",
        "symbol": bitext.symbol,
        "date": bitext.zh.date or bitext.en.date,
        "resources": list(bitext.resources),
        "zh": [{"text": clean(s.text), "number": s.number, "block": s.block} for s in bitext.zh.segments],
        "en": [{"text": clean(s.text), "number": s.number, "block": s.block} for s in bitext.en.segments],
        "beads": [[list(b.zh), list(b.en), b.score] for b in bitext.beads],
    }
    # "</script>" inside a text must not end the data.
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    template = files("termkit.exchange").joinpath("bitext_review.html").read_text("utf-8")
    return template.replace("/*DATA*/null", packed)


def write_html(bitext: Bitext, path: Path) -> None:
    """Write the review page."""
    with replacing(path) as part:
        part.write_text(review_page(bitext, path.stem), encoding="utf-8", newline="\n")
