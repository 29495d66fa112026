"""Documents of every format made from a seed, with real numbering, headings, footnotes and tables."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple

from termkit.read.plain import read_plain
from termkit.text.document import BlockKind

from .word_builder import abstract, docx, lvl, num, p, r, tbl

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
_LABEL = re.compile(r"(?:(\d{1,3})\.|([一二三四五六七八九十]{1,3})\.|([A-Z])\.|\(([a-z])\)) (?=\S)")
_FORMS = ("decimal", "chineseCounting", "upperLetter", "lowerLetter")
_HAN = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五".split()
HEADER, CELLS = "A/99/123", (("机构", "简称"), ("联合国开发计划署", "开发署"), ("各国议会联盟", "议会联盟"))


class Piece(NamedTuple):
    kind: BlockKind
    level: int
    text: str
    notes: tuple[str, ...] = ()


def pieces(seed: Path) -> list[Piece]:
    """Return the paragraphs of a seed, each with the footnotes that follow it."""
    document = read_plain(seed.read_bytes(), seed.name)
    result: list[Piece] = []
    for block in document.blocks:
        text = re.sub(r"\s+", " ", document.text[block.span.start : block.span.end]).strip()
        if block.kind is BlockKind.RUNNING or not text:
            continue
        if block.kind is BlockKind.FOOTNOTE and result:
            note = re.sub(r"^(?:\d{1,3}|\*{1,3}|[¹²³⁰⁴-⁹]{1,3}) *", "", text)
            result[-1] = result[-1]._replace(notes=(*result[-1].notes, note))
        else:
            result.append(Piece(block.kind, block.level, text))
    return result


def truth(made: list[Piece], *, table: bool = True) -> tuple[list[str], list[str]]:
    """Return body and notes as every reader should give them."""
    body = [piece.text for piece in made] + ([cell for row in CELLS for cell in row] if table else [])
    return body, [note for piece in made for note in piece.notes]


def found(document) -> tuple[list[str], list[str]]:
    """Return body and notes of a document that was read."""
    body, notes = [], []
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        if block.kind is BlockKind.FOOTNOTE:
            notes.append(text)
        elif block.kind is not BlockKind.RUNNING:
            body.append(text)
    return body, notes


def as_docx(made: list[Piece]) -> bytes:
    """Return the document with Word's own numbering, styles, notes, a table and a running head."""
    body, notes, nums = [], [], []
    counters = dict.fromkeys(range(4), (0, 0))  # per form: (list instance, last number)
    for piece in made:
        text, properties = piece.text, ""
        if piece.kind is BlockKind.HEADING:
            properties = f'<w:pStyle w:val="Heading{max(piece.level, 1)}"/>'
        match = _LABEL.match(text)
        value = match and _value(match)
        if match and value:
            form = match.lastindex - 1
            instance, last = counters[form]
            if value != last + 1 or not instance:
                instance = len(nums) + 1
                nums.append((form, value))
            counters[form] = (instance, value)
            properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{instance}"/></w:numPr>'
            text = text[match.end() :]
        runs = "".join(r(escape(part)) for part in re.findall(r".{1,37}", text))
        for note in piece.notes:
            notes.append(note)
            runs += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
        body.append(p(runs, properties))
    # A list of its own for each run of numbers: converters lose numbers that an override restarts.
    abstracts = "".join(
        abstract(i + 1, lvl(0, _FORMS[form], "(%1)" if form == 3 else "%1.", start=value))
        for i, (form, value) in enumerate(nums)
    )
    lists = "".join(num(i + 1, i + 1) for i in range(len(nums)))
    body.append(tbl(*[tuple(p(r(cell)) for cell in row) for row in CELLS]) + p(""))
    body.append(
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr><w:spacing w:before="200" w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>'
        for n in (1, 2, 3)
    )
    normal = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="WenQuanYi Micro Hei" w:hAnsi="WenQuanYi Micro Hei" w:eastAsia="WenQuanYi Micro Hei"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="17"/></w:rPr></w:style>'
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    footnotes = "".join(
        f'<w:footnote w:id="{index + 2}">{p(mark + r(" " + escape(note)), _NOTE_STYLE)}</w:footnote>'
        for index, note in enumerate(notes)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{index}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for index, kind in enumerate(("separator", "continuationSeparator"))
    )
    footer = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return docx(
        "".join(body), styles=normal + styles, numbering=abstracts + lists,
        footnotes=separators + footnotes, header1=p(r(HEADER)), footer1=footer,
    )  # fmt: skip


_NOTE_STYLE = '<w:pStyle w:val="FootnoteText"/>'


def _value(match: re.Match[str]) -> int:
    if match[1]:
        return int(match[1])
    if match[2]:
        return _HAN.index(match[2]) + 1 if match[2] in _HAN else 0
    return ord((match[3] or match[4]).lower()) - ord("a") + 1


def as_html(made: list[Piece]) -> bytes:
    body, notes = [], []
    for piece in made:
        text = escape(piece.text)
        for note in piece.notes:
            notes.append(note)
            text += f'<sup><a href="#fn{len(notes)}" id="ref{len(notes)}">{len(notes)}</a></sup>'
        tag = f"h{max(piece.level, 1)}" if piece.kind is BlockKind.HEADING else "p"
        body.append(f"<{tag}>{text}</{tag}>")
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in CELLS)
    foot = "".join(
        f'<div id="fn{i + 1}"><p><a href="#ref{i + 1}">{i + 1}</a> {escape(note)}</p></div>'
        for i, note in enumerate(notes)
    )
    content = "\n".join(body)
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>题</title></head><body><nav><ul><li><a href="/">首页</a></li></ul></nav>'
        f"<main>{content}<table>{rows}</table>{foot}</main><footer>页脚</footer></body></html>"
    ).encode()


_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#])|^(\d+)([.)])|^([-+])(?= )")


def as_markdown(made: list[Piece]) -> bytes:
    lines, notes = [], []
    for piece in made:
        text = _SPECIAL.sub(lambda m: "\\" + m[1] if m[1] else (f"{m[2]}\\{m[3]}" if m[2] else "\\" + m[4]), piece.text)
        for note in piece.notes:
            notes.append(note)
            text += f"[^{len(notes)}]"
        lines.append("#" * max(piece.level, 1) + " " + text if piece.kind is BlockKind.HEADING else text)
    rows = ["| " + " | ".join(row) + " |" for row in CELLS]
    table = "\n".join([rows[0], "|---|---|", *rows[1:]])
    foot = "\n\n".join(f"[^{i + 1}]: " + _SPECIAL.sub(r"\\\g<0>", note) for i, note in enumerate(notes))
    return ("\n\n".join([*lines, table, foot]) + "\n").encode()


def as_tei(made: list[Piece]) -> bytes:
    body = []
    for count, piece in enumerate(made, 1):
        tag = "head" if piece.kind is BlockKind.HEADING else "p"
        sentences = re.findall(r"[^。]+(?:。\s*)?", piece.text) or [piece.text]
        inner = "\n".join(f'<s id="{count}:{i + 1}" lang="zh">{escape(s)}</s>' for i, s in enumerate(sentences))
        body.append(
            f'<{tag} id="{count}">{inner}</{tag}>' + "".join(f"<note>{escape(note)}</note>" for note in piece.notes)
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI.2><teiHeader><fileDesc><publicationStmt><idno type="symbol">A/99/123</idno>'
        f'<date>20140331</date></publicationStmt></fileDesc></teiHeader><text lang="zh"><body>\n{chr(10).join(body)}\n</body></text></TEI.2>'
    ).encode()


def convert(files: dict[str, bytes], form: str) -> dict[str, bytes]:
    """Convert .docx files with LibreOffice; keys are names without ending."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for stem, data in files.items():
            (folder / "in" / f"{stem}.docx").write_bytes(data)
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", form, "--outdir", str(folder / "out"),
             *map(str, sorted((folder / "in").iterdir()))],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return {path.stem: path.read_bytes() for path in sorted((folder / "out").iterdir())}
