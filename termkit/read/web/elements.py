"""What the elements of a web page are for: which stand as blocks, what ends them, which are no part of the text.

After the HTML standard (WHATWG), and for what pages put around their text after their usage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BLOCKS", "CLOSES", "CODE", "QUOTED", "VOID", "is_main", "is_out"]

# HTML standard, 15.3.2 to 15.3.9: what is displayed as a block, an item or a cell
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
# HTML standard, 13.1.2: what has no end tag
VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
])  # fmt: skip
# HTML standard, 13.1.2.4: what a start tag ends without an end tag, and how far up it looks
CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
# HTML standard, 4.4.4, 4.5.7, 4.4.3: other people's words, and text whose lines are set by hand
QUOTED = frozenset(["blockquote", "q", "pre"])
# HTML standard, 4.5.15 to 4.5.18: what is said to machines and by them
CODE = frozenset(["code", "kbd", "samp", "var"])
_OUT = frozenset([
    "head", "script", "style", "template", "noscript", "nav", "aside", "button", "label", "select", "option",
    "iframe", "svg", "canvas", "object", "audio", "video", "dialog", "menu", "title", "textarea", "rt", "rp",
])  # fmt: skip
_OUT_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "toolbar"})
_MAIN_IDS = frozenset({"main", "main-content", "maincontent", "content", "page-content", "mw-content-text"})
_OUT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookies?|consent|share|social|skip|pager|pagination"
    r"|toolbar|related-(?:content|links|articles|stories|news))(?:$|[\s_-])", re.IGNORECASE,
)  # fmt: skip


def is_main(name: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element holds the main text of its page."""
    return (
        name in {"main", "article"} or attributes.get("role") == "main" or attributes.get("id", "").lower() in _MAIN_IDS
    )


def is_out(name: str, attributes: Mapping[str, str], *, main: bool) -> bool:
    """Tell whether an element, inside the main text or not, is no text: navigation, scripts, what is hidden."""
    if name in _OUT or attributes.get("role") in _OUT_ROLES or "hidden" in attributes:
        return True
    if name in {"header", "footer"}:  # of the page; those of an article are text
        return not main
    if attributes.get("aria-hidden") == "true" or "display:none" in attributes.get("style", "").replace(" ", ""):
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return name in {"div", "ul", "ol", "section", "table"} and _OUT_NAMES.search(names) is not None
