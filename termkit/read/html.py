"""Web pages to a Document: the main text without navigation; places are those of the source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.build import RawBlock, build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.read.lines import start_of
from termkit.read.tags import EndTag, Reference, StartTag, tokens
from termkit.read.textruns import TextRuns, is_wrapped_anywhere
from termkit.read.word.number_formats import format_number
from termkit.text.document import BlockKind, LineIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.text.document import Document

__all__ = ["declared_encoding", "read_html"]

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.IGNORECASE
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)  # HTML standard, 15.3.2 to 15.3.9: what is displayed as a block, an item or a cell
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_OUT = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "aside",
        "button",
        "label",
        "select",
        "option",
        "iframe",
        "svg",
        "canvas",
        "object",
        "audio",
        "video",
        "dialog",
        "menu",
        "title",
        "textarea",
        "rt",
        "rp",
    ]
)
_OUT_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "toolbar"})
_MAIN_IDS = frozenset({"main", "main-content", "maincontent", "content", "page-content", "mw-content-text"})
_OUT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookies?|consent|share|social|skip|pager|pagination"
    r"|toolbar|related-(?:content|links|articles|stories|news))(?:$|[\s_-])", re.IGNORECASE,
)  # fmt: skip
_CLOSES = {"li": ({"li"}, {"ul", "ol", "menu"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
           "tr": ({"tr", "td", "th"}, {"table"}), "td": ({"td", "th"}, {"tr", "table"}),
           "th": ({"td", "th"}, {"tr", "table"})}  # fmt: skip
_SPACES = frozenset("\xa0\u2002\u2003\u2009")
_MARK = re.compile(r"[\[(（]?\s*(\d{1,3}|\*{1,4}|[a-z]|[ivx]{2,4}|[†‡§]|[¹²³⁰⁴-⁹]{1,3})\s*[\])）]?$")
_NOTE_LINK = re.compile(r"f(?:oo)?t?n(?:ote)?|edn|note|cite|sym|anc|ref", re.IGNORECASE)
_LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BETWEEN_LINKS = re.compile(r"[\s|｜·•/>»›-]")
_LAYOUT_TEXT = 80  # characters of sentences in a cell that lays out a page
_PROSE_ENDS = frozenset("。；：.;:")
_DEEPEST = 500


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    out: bool
    main: bool
    offset: int
    count: int = 0
    """Number of the last item, for a list."""


@dataclass
class _Block:
    offset: int
    runs: TextRuns
    kind: BlockKind | None = None
    number: str = ""
    level: int = 0
    linked: int = 0
    """How many of its characters stand in links."""
    links: int = 0
    cell: int | None = None
    """Which cell of a table it stands in."""
    main: bool = False


class _Page:
    """State of one pass over the tags."""

    def __init__(self, targets: frozenset[str], *, wrapped: bool, original: bool) -> None:
        self._targets, self._wrapped = targets, wrapped
        self._untaken = "ins" if original else "del"
        self._open: list[_Element] = []
        self._too_deep = 0
        self._label: tuple[str, int] | None = None
        self._block: _Block | None = None
        self._link: int | None = None  # length of the block where a link to a place in the page began
        self._link_target = ""
        self.blocks: list[_Block] = []
        self.language = ""

    def start(self, tag: StartTag) -> None:
        name, attributes = tag.name, tag.attributes
        if name == "html":
            self.language = self.language or attributes.get("lang", attributes.get("xml:lang", ""))
        if name == "br" and self._block is not None and not (self._open and self._open[-1].out):
            self._block.runs.break_line(tag.offset)
        if name in _BLOCKS:
            self._flush()
            self._close_implied(name)
        if name in _VOID:
            return
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        parent = self._open[-1] if self._open else None
        out, main = (parent.out, parent.main) if parent is not None else (False, False)
        element = _Element(name, attributes, out, main, tag.offset)
        element.main = main or name in {"main", "article"} or attributes.get("role") == "main"
        element.main = element.main or attributes.get("id", "").lower() in _MAIN_IDS
        element.out = element.out or self._is_out(element)
        if name == "li" and not element.out:
            self._label = self._item_label(attributes), tag.offset
        self._open.append(element)
        if name == "a" and attributes.get("href", "").startswith("#") and not element.out:
            self._link_target = attributes["href"][1:]
            self._link = self._block.runs.length if self._block else 0

    def end(self, tag: EndTag) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        name = tag.name
        if name in _BLOCKS:
            self._flush()
            self._label = None if name == "li" else self._label
        if not any(element.name == name for element in reversed(self._open)):
            return
        while self._open:
            element = self._open.pop()
            if element.name == "a":
                self._end_link(element)
            if element.name == name:
                return

    def text(self, text: str, offset: int, *, flow: bool = True) -> None:
        """Take text; `flow` where its white space is only layout."""
        if self._open and self._open[-1].out:
            return
        if self._block is None:
            if not text.strip(" \t\r\n\f"):
                return
            self._block = self._new_block(offset)
        before = self._block.runs.length
        if text in _SPACES:
            # What pages put for an indent or behind a number is a space, however wide.
            self._block.runs.flow(" ", offset)
        elif flow and any(element.name == "pre" for element in self._open):
            self._preformatted(text, offset)
        elif flow:
            self._block.runs.flow(text.replace("\xa0", " "), offset)
        else:
            self._block.runs.stand_in(text.replace("\n", " ").replace("\r", " "), offset)
        if self._block is not None and any(element.name == "a" for element in self._open[-4:]):
            self._block.linked += self._block.runs.length - before
            self._block.links += 1

    def _preformatted(self, text: str, offset: int) -> None:
        """Take text whose line ends are set by hand: blank lines and numbers part its blocks."""
        for index, line in enumerate(text.splitlines(keepends=True)):
            bare = line.strip()
            if index and (not bare or start_of(bare) is not None):
                self._flush()
            if bare and self._block is None:
                self._block = self._new_block(offset)
            if self._block is not None:
                body = line.rstrip("\r\n")
                self._block.runs.flow(body, offset)
                if body != line:
                    self._block.runs.break_line(offset + len(body))
            offset += len(line)

    def finish(self) -> None:
        self._flush()

    def _is_out(self, element: _Element) -> bool:
        attributes = element.attributes
        if (
            element.name in _OUT
            or element.name == self._untaken
            or attributes.get("role") in _OUT_ROLES
            or "hidden" in attributes
        ):
            return True
        if element.name in {"header", "footer"}:  # of the page; those of an article are text
            return not element.main
        if attributes.get("aria-hidden") == "true" or "display:none" in attributes.get("style", "").replace(" ", ""):
            return True
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        return element.name in {"div", "ul", "ol", "section", "table"} and _OUT_NAMES.search(names) is not None

    def _close_implied(self, name: str) -> None:
        """Close what a start tag ends without an end tag (HTML standard, 13.1.2.4)."""
        if self._open and self._open[-1].name == "p":
            self._open.pop()
        closes, border = _CLOSES.get(name, (set(), set()))
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].name in border:
                return
            if self._open[index].name in closes:
                del self._open[index:]

    def _item_label(self, attributes: dict[str, str]) -> str:
        parent = next((each for each in reversed(self._open) if each.name in {"ol", "ul", "menu"}), None)
        if parent is None:
            return ""
        if "list-style:none" in parent.attributes.get("style", "").replace(" ", ""):
            return ""
        if parent.name != "ol":
            return "• "
        if not parent.count:
            start = parent.attributes.get("start", "1")
            parent.count = int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0
        value = attributes.get("value", "")
        parent.count = int(value) if re.fullmatch(r"\d{1,6}", value) else parent.count + 1
        return f"{format_number(parent.count, _LIST_TYPES.get(parent.attributes.get('type', '1'), 'decimal'))}. "

    def _new_block(self, offset: int) -> _Block:
        block = _Block(offset, TextRuns(wrapped=self._wrapped), main=bool(self._open) and self._open[-1].main)
        lists = 0
        for element in self._open:
            name = element.name
            if re.fullmatch("h[1-6]", name):
                block.kind, block.level = BlockKind.HEADING, int(name[1])
            elif name in {"td", "th", "caption"}:
                block.kind, block.cell = BlockKind.TABLE_CELL, element.offset
            elif name in {"li", "dd"}:
                lists += 1
                block.kind, block.level = None, lists
            if element.attributes.get("id", "") in self._targets and element.attributes.get("id"):
                block.kind = BlockKind.FOOTNOTE
        if self._label is not None:
            label, at = self._label
            self._label = None
            if block.kind is BlockKind.FOOTNOTE:
                block.number = label.strip().rstrip(".")
            elif label:
                block.runs.stand_in(label, at)
                # An item with an Arabic number may as well be a paragraph of a report: its form says that.
                if not label[0].isdecimal() and block.kind is None:
                    block.kind, block.number = BlockKind.LIST_ITEM, label.strip().rstrip(".")
        return block

    def _end_link(self, element: _Element) -> None:
        """Leave out the mark of a note, and know the note by the mark at its beginning."""
        if self._link is None or self._block is None or element.out:
            return
        length = self._link
        self._link = None
        block = self._block
        text = block.runs.text[length:]
        match = _MARK.match(text.strip())
        if match is None or not _NOTE_LINK.search(self._link_target):
            return
        if not block.runs.text[:length].strip():
            block.kind, block.number = BlockKind.FOOTNOTE, match[1]
        block.runs.truncate(length)

    def _flush(self) -> None:
        if self._block is not None and self._block.runs.text.strip():
            self.blocks.append(self._block)
        self._block = None


def read_html(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a web page: text without navigation, headings, list items, cells and notes as blocks.

    Nothing that the page refers to is loaded. Raises InputError where the bytes are no text, or the
    page shows nothing but others in frames.
    """
    decoded = decode(data, path, options.encoding or declared_encoding(data))
    tags = list(tokens(decoded.text))
    page = _Page(_note_targets(tags), wrapped=is_wrapped_anywhere(decoded.text), original=options.original)
    for token in tags:
        if isinstance(token, StartTag):
            page.start(token)
        elif isinstance(token, EndTag):
            page.end(token)
        else:
            page.text(token.text, token.offset, flow=not isinstance(token, Reference))
    page.finish()
    if not page.blocks and (frames := [each for each in map(_framed, tags) if each]):
        raise InputError(f"has its text in other files, which are shown in frames: {', '.join(frames[:5])}", path)
    return build_document(
        path,
        "html",
        [_raw(block) for block in _main(_out_of_layout(page.blocks))],
        LineIndex(decoded.text),
        language=page.language.split("-")[0].lower(),
        encoding=decoded.encoding,
        doubt=decoded.doubt,
    )


def _framed(token: object) -> str:
    """Return the address of what a tag shows in a frame; empty for all others."""
    if isinstance(token, StartTag) and token.name in {"frame", "iframe"}:
        return token.attributes.get("src", "")
    return ""


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page declares (HTML standard, 13.2.3.2), empty where it has a BOM or declares none."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data.startswith(b"\xef\xbb\xbf"):
        return ""
    match = _CHARSET.search(data[:4096])
    if match is None:
        return ""
    name = (match[1] or match[2]).decode("ascii", "replace").lower()
    # GB 2312 and GBK are read as what contains them (WHATWG Encoding, 4.2).
    name = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}.get(name, name)
    try:
        "".encode(name)
    except LookupError:
        return ""
    return "" if name.startswith("utf-") else name


def _note_targets(tags: Sequence[object]) -> frozenset[str]:
    """Return the ids that marks of notes point at: short in-page links in superscript."""
    found = set()
    target, inside, text = "", False, ""
    for token in tags:
        if isinstance(token, StartTag):
            if token.name == "a" and token.attributes.get("href", "").startswith("#"):
                target, inside, text = token.attributes["href"][1:], True, ""
        elif isinstance(token, EndTag):
            if token.name == "a" and inside:
                if _MARK.match(text.strip()) and _NOTE_LINK.search(target):
                    found.add(target)
                inside = False
        elif inside:
            text = (text + getattr(token, "text", ""))[:20]
    return frozenset(found)


def _main(blocks: list[_Block]) -> list[_Block]:
    """Return the main part where the page marks one that has most of the text; else all but menus."""
    inside = [block for block in blocks if block.main]
    if sum(block.runs.length for block in inside) * 2 >= sum(block.runs.length for block in blocks):
        return inside
    kept: list[_Block] = []
    menu: list[_Block] = []
    for block in [*blocks, None]:
        if block is not None and block.number == "•" and block.linked >= 0.9 * (block.runs.length - 2):
            menu.append(block)
            continue
        if block is not None and _is_menu(block):
            continue
        kept += menu if len(menu) < 3 else []
        menu = []
        if block is not None:
            kept.append(block)
    return kept


def _is_menu(block: _Block) -> bool:
    """Tell whether a block is nothing but links, set apart by bars or dots."""
    return block.links >= 3 and block.linked >= 0.9 * len(_BETWEEN_LINKS.sub("", block.runs.text))


def _out_of_layout(blocks: list[_Block]) -> list[_Block]:
    """Take the blocks of cells that hold whole texts for what they are: older pages are laid out by tables."""
    size: Counter[int | None] = Counter()
    for block in blocks:
        size[block.cell] += block.runs.length if block.runs.text.rstrip()[-1:] in _PROSE_ENDS else 0
    count = Counter(block.cell for block in blocks)
    for block in blocks:
        is_layout = count[block.cell] >= 3 and size[block.cell] >= _LAYOUT_TEXT
        if block.kind is BlockKind.TABLE_CELL and is_layout:
            block.kind = None
    return blocks


def _raw(block: _Block) -> RawBlock:
    text, runs = block.runs.stripped()
    return RawBlock(text, block.kind, block.number, block.level, runs)
