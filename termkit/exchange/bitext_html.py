"""The review page: both texts side by side in one HTML file that needs nothing else; and back from it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from termkit.errors import InputError
from termkit.exchange.bitext_tmx import clean
from termkit.glossary.files import read_text, replacing
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["REVIEW_FILES", "read_html", "review_data", "review_file", "review_page", "write_html"]

REVIEW_FILES = ("bitext_review.html", "bitext_review.css", "bitext_review.js")
"""The page without data, its style and its script, as a server gives them out."""
_STYLE = '<link rel="stylesheet" href="/static/bitext_review.css">'
_DATA = '<script type="application/json" id="data">{}</script>'
_SCRIPT = '<script src="/static/bitext_review.js"></script>'
_HELD = re.compile(_DATA.format("(.*?)"), re.DOTALL)


def review_file(name: str) -> str:
    """Return one of REVIEW_FILES."""
    return files("termkit.exchange").joinpath(name).read_text("utf-8")


def review_data(bitext: Bitext, title: str = "") -> dict[str, Any]:
    """Return what the page shows; `title` is also the name of the files that it lets the user download."""
    return {
        "title": title or bitext.symbol or "alignment",
        "symbol": bitext.symbol,
        "date": bitext.zh.date or bitext.en.date,
        "files": [bitext.zh.path, bitext.en.path],
        "resources": list(bitext.resources),
        "zh": [{"text": clean(s.text), "number": s.number, "block": s.block} for s in bitext.zh.segments],
        "en": [{"text": clean(s.text), "number": s.number, "block": s.block} for s in bitext.en.segments],
        "beads": [[list(b.zh), list(b.en), b.score] for b in bitext.beads],
    }


def review_page(bitext: Bitext, title: str = "") -> str:
    """Return the page, with style, script and data in it."""
    # "</script>" inside a text must not end the data.
    packed = json.dumps(review_data(bitext, title), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    page, style, script = map(review_file, REVIEW_FILES)
    page = page.replace(_STYLE, f"<style>\n{style}</style>").replace(_SCRIPT, f"<script>\n{script}</script>")
    return page.replace(_DATA.format("null"), _DATA.format(packed))


def write_html(bitext: Bitext, path: Path) -> None:
    """Write the review page."""
    with replacing(path) as part:
        part.write_text(review_page(bitext, path.stem), encoding="utf-8", newline="\n")


def read_html(path: Path) -> Bitext:
    """Read the bitext that a review page holds; raise InputError where the file is none."""
    held = _HELD.search(read_text(path))
    try:
        data: Any = json.loads(held[1] if held else "")
        sides = [
            BitextSide(
                language, tuple(Segment(s["text"], block=s["block"], number=s["number"]) for s in data[language]),
                data["files"][at], (data["symbol"],) if data["symbol"] else (), data["date"],
            )
            for at, language in enumerate(("zh", "en"))
        ]  # fmt: skip
        beads = tuple(Bead(tuple(zh), tuple(en), float(score)) for zh, en, score in data["beads"])
        return Bitext(sides[0], sides[1], beads, tuple(data["resources"]))
    except (ValueError, TypeError, KeyError, IndexError):
        raise InputError("is no review page that termkit align wrote", path) from None
