"""Markdown to a Document; places are those of the source.

Blocks and inline marks are those of CommonMark 0.31 with GitHub's tables and footnotes, read line by
line. The libraries at hand give no columns, and a reader of text needs little more than which marks
to leave out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from termkit.read.build import RawBlock, build_document
from termkit.read.contract import DEFAULT, Options
from termkit.read.decode import decode
from termkit.read.textruns import TextRuns
from termkit.text.document import BlockKind, LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termkit.text.document import Document

__all__ = ["read_markdown"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)([-+*]|\d{1,9}[.)])[ \t]+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
_LINK = re.compile(r" {0,3}\[([^\]]{1,200})\]:[ \t]*\S+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:\\.|`[^`]*`|[^|\\])+")
_BREAK = re.compile(r"(?<!\\)\\$")  # at a line end: the line breaks here
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_INDENT = re.compile(r"(?: {4}| {0,3}\t)")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}  # metadata as YAML or TOML
# Lengths are bounded so that no mark is looked for over and over in a long text.
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<code>(?P<ticks>`{1,3})(?!`)(?P<inner>.{1,1000}?)(?<!`)(?P=ticks)(?!`))
    |!\[(?P<image>[^\]]{0,300})\]\([^()\s]{0,1000}(?:\s+"[^"]{0,300}")?\)
    |\[\^[^\]\s]{1,40}\]
    |\[(?P<link>(?:[^\[\]]|\[[^\[\]]{0,100}\]){1,600})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:\s+"[^"]{0,300}")?\)
    |\[(?P<text>[^\[\]\\]{1,600})\](?:\[(?P<label>[^\[\]\\]{0,200})\])?
    |<(?P<auto>(?:https?|mailto):[^<>\s]{1,1000})>
    |</?[A-Za-z][^<>]{0,1000}>|<!--.{0,2000}?-->
    |(?P<mark>\*{1,3}|~~|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))
    |&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});""",
    re.VERBOSE | re.DOTALL,
)


class _Line(NamedTuple):
    text: str
    offset: int


class _Blocks:
    """State of one pass over the lines: the paragraph that is open, and whether lines stand in a list or quotation."""

    def __init__(self, labels: frozenset[str]) -> None:
        """Take the labels that links may refer to."""
        self.blocks: list[RawBlock] = []
        self.quoted: list[Span] = []
        self.code: list[Span] = []
        self.is_list = False
        self.is_quotation = False
        self._runs = TextRuns()
        self._kind: BlockKind | None = None
        self._number = ""
        self._level = 0
        self._source: list[tuple[str, int]] = []
        self._labels = labels

    @property
    def is_open(self) -> bool:
        return bool(self._source)

    @property
    def is_note(self) -> bool:
        return self.is_open and self._kind is BlockKind.FOOTNOTE

    @property
    def is_plain(self) -> bool:
        return self.is_open and self._kind is None

    def begin(
        self, kind: BlockKind | None = None, number: str = "", level: int = 0, label: str = "", at: int = 0
    ) -> None:
        """Open a block; `label` is text in front of it that the source writes in another way."""
        self.close()
        self._kind, self._number, self._level = kind, number, level
        if label:
            self._runs.stand_in(label, at)

    def take(self, text: str, offset: int) -> None:
        """Add a line to the open block."""
        self._source.append((text, offset))

    def heading(self, level: int) -> None:
        """Make the open paragraph a heading."""
        self._kind, self._level = BlockKind.HEADING, level
        self.close()

    def close(self) -> None:
        """Finish the open block."""
        for index, (text, offset) in enumerate(self._source):
            if index:
                self._runs.flow("\n", offset - 1)
            stripped = text.strip()
            lead = text.index(stripped) if stripped else 0
            if index + 1 < len(self._source):
                stripped = _BREAK.sub("", stripped)
            self.code += _inline(stripped, offset + lead, self._runs, self._labels)
        text = self._runs.text
        if self._source and text.strip():
            self.blocks.append(RawBlock(text, self._kind, self._number, self._level, self._runs.runs))
        self._runs, self._source = TextRuns(), []
        self._kind, self._number, self._level = None, "", 0


def read_markdown(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read Markdown: headings, paragraphs, list items, table cells and footnotes, without their marks.

    Raises InputError where the bytes are no text.
    """
    decoded = decode(data, path, options.encoding)
    lines = list(_lines(decoded.text))
    blocks = _Blocks(frozenset(match[1].casefold() for line in lines if (match := _LINK.match(line.text))))
    index = _front_matter(lines)
    fence = ""
    while index < len(lines):
        line = lines[index]
        index += 1
        if fence:
            if line.text.strip().startswith(fence) and not line.text.strip().strip(fence[0]):
                fence = ""
            elif line.text.strip():
                blocks.begin(BlockKind.PARAGRAPH)
                blocks.take(line.text, line.offset)
                blocks.code.append(_whole(line))
            continue
        if match := _FENCE.match(line.text):
            blocks.close()
            fence = match[1]
        elif (
            index < len(lines)
            and "|" in line.text
            and "|" in lines[index].text
            and _TABLE_RULE.match(lines[index].text)
        ):
            index = _table(lines, index - 1, blocks)
        else:
            _line(line, blocks)
    blocks.close()
    document = build_document(
        path, "md", blocks.blocks, LineIndex(decoded.text), encoding=decoded.encoding, doubt=decoded.doubt
    )
    return replace(document, quoted=tuple(blocks.quoted), code=tuple(sorted(blocks.code)))


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match.group():
            yield _Line(match.group().rstrip("\r\n"), match.start())


def _whole(line: _Line) -> Span:
    return Span(line.offset, line.offset + len(line.text))


def _front_matter(lines: list[_Line]) -> int:
    """Return the index behind a block of metadata at the top."""
    ends = _FRONT.get(lines[0].text.rstrip(), ()) if lines else ()
    if not ends:
        return 0
    for index in range(1, min(len(lines), 100)):
        if lines[index].text.rstrip() in ends:
            return index + 1
    return 0


def _line(line: _Line, blocks: _Blocks) -> None:
    text, offset = line
    if quote := _QUOTE.match(text):
        text, offset = text[quote.end() :], offset + quote.end()
    # A paragraph in a quotation may go on in lines without its mark.
    blocks.is_quotation = bool(quote) or (blocks.is_quotation and blocks.is_open and bool(text.strip()))
    if blocks.is_quotation:
        blocks.quoted.append(_whole(line))
    if text.strip():
        # In a list, what is indented goes on with an item.
        is_indented = _INDENT.match(text) is not None
        is_item = _ITEM.match(text) is not None
        if is_indented and not (is_item or blocks.is_list or blocks.is_open):
            blocks.code.append(_whole(line))
            blocks.begin(BlockKind.PARAGRAPH)
            blocks.take(text, offset)
            blocks.close()
            return
        blocks.is_list = is_item or (blocks.is_list and text[0] in " \t")
    if not text.strip():
        blocks.close()
    elif match := _HEADING.match(text):
        blocks.begin(BlockKind.HEADING, level=len(match[1]))
        blocks.take(match[2] or "", offset + max(match.start(2), 0))
        blocks.close()
    elif blocks.is_plain and (match := _UNDERLINE.match(text)):
        blocks.heading(1 if match[1][0] == "=" else 2)
    elif _RULE.match(text) or (_LINK.match(text) and not _NOTE.match(text) and not blocks.is_open):
        blocks.close()
    elif match := _NOTE.match(text):
        blocks.begin(BlockKind.FOOTNOTE, number=match[1])
        blocks.take(text[match.end() :], offset + match.end())
    elif match := _ITEM.match(text):
        _item(match, text, offset, blocks)
    else:
        if not blocks.is_open:
            blocks.begin()
        blocks.take(text, offset)


def _item(match: re.Match[str], text: str, offset: int, blocks: _Blocks) -> None:
    level = len(match[1].expandtabs(4)) // 2 + 1
    if match[2][0].isdigit():
        kind, number = (BlockKind.LIST_ITEM, match[2]) if match[2].endswith(")") else (None, "")
        blocks.begin(kind, number, level)
        blocks.take(text[match.start(2) :], offset + match.start(2))
    else:
        blocks.begin(BlockKind.LIST_ITEM, "•", level, "• ", offset + match.start(2))
        task = _TASK.match(text, match.end())
        end = task.end() if task else match.end()
        blocks.take(text[end:], offset + end)


def _table(lines: list[_Line], index: int, blocks: _Blocks) -> int:
    """Take the rows of a table as cells; return the index behind them."""
    blocks.close()
    first = index
    while index < len(lines) and "|" in lines[index].text:
        if index != first + 1:
            text, offset = lines[index]
            for cell in _CELL.finditer(text):
                blocks.begin(BlockKind.TABLE_CELL)
                blocks.take(cell.group(), offset + cell.start())
        index += 1
    blocks.close()
    return index


def _inline(text: str, offset: int, runs: TextRuns, labels: frozenset[str]) -> list[Span]:
    """Append a line without its marks of emphasis, links, notes and the like; `labels` are those of links.

    Return which stretches of the source are code.
    """
    position = 0
    code: list[Span] = []
    matches = list(_INLINE.finditer(text))
    stars = _paired([match["mark"] for match in matches])
    for match, is_mark in zip(matches, stars, strict=True):
        runs.flow(text[position : match.start()], offset + position)
        position = match.end()
        if match["escaped"]:
            runs.flow(match["escaped"], offset + match.start("escaped"))
        elif match["code"]:
            runs.flow(match["inner"], offset + match.start("inner"))
            code.append(Span(offset + match.start("inner"), offset + match.end("inner")))
        elif match["link"]:
            code += _inline(match["link"], offset + match.start("link"), runs, labels)
        elif match["text"]:
            if (match["label"] or match["text"]).casefold() in labels:
                code += _inline(match["text"], offset + match.start("text"), runs, labels)
            elif not _INLINE.search(match["text"]):  # brackets of the text
                runs.flow(match.group(), offset + match.start())
            else:
                runs.flow("[", offset + match.start())
                code += _inline(match["text"], offset + match.start("text"), runs, labels)
                runs.flow(text[match.end("text") : match.end()], offset + match.end("text"))
        elif match["auto"]:
            runs.flow(match["auto"], offset + match.start("auto"))
        elif match["mark"] and not is_mark:
            runs.flow(match["mark"], offset + match.start())
        elif match.group().startswith("&"):
            runs.stand_in(unescape(match.group()), offset + match.start())
    runs.flow(text[position:], offset + position)
    return code


def _paired(marks: list[str | None]) -> list[bool]:
    """Tell which marks of emphasis belong to a pair; a single asterisk is text."""
    result = [False] * len(marks)
    waiting: dict[str, int] = {}
    for index, mark in enumerate(marks):
        if not mark:
            continue
        if mark in waiting:
            result[waiting.pop(mark)] = result[index] = True
        else:
            waiting[mark] = index
    return result
