"""Small hand-made Word documents and the blocks that a reader sees in them."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from termkit.read.contract import Options
from termkit.read.word.document import read_docx, read_word
from termkit.read.word.nodes import text_nodes
from termkit.text.document import BlockKind

from .word_builder import abstract, complex_field, docx, lvl, num, numbered, p, part, r, styled, tbl

H, P, L, C, F, R, M, T = (
    BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FOOTNOTE,
    BlockKind.RUNNING, BlockKind.MASTHEAD, BlockKind.CONTENTS,
)  # fmt: skip
UN_LIST = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "(%2)"), lvl(2, "lowerRoman", "(%3)")) + abstract(
    1, lvl(0, "chineseCounting", "%1."), lvl(1, "upperLetter", "%2.")
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="_ H _1"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:name w:val="Note to self"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Para"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
NOTE = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def footnote(identifier: int, text: str) -> str:
    return f'<w:footnote w:id="{identifier}"><w:p><w:r><w:footnoteRef/></w:r>{r(" " + text)}</w:p></w:footnote>'


def reference(identifier: int, extra: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}" {extra}/></w:r>'


def box(content: str, tag: str = "wps:txbx") -> str:
    return f"<{tag}><w:txbxContent>{content}</w:txbxContent></{tag}>"


CASES = {
    "runs cut anywhere": (
        docx(p(r("联合国开发") + r("计划署", "<w:b/>") + r("(开发署)成立。"))),
        [(P, "", "联合国开发计划署(开发署)成立。")],
    ),
    "nested table": (
        docx(tbl((p(r("外一")), p(r("外二")) + tbl((p(r("内一")), p(r("内二")))) + p("")))),
        [(C, "", "外一"), (C, "", "外二"), (C, "", "内一"), (C, "", "内二")],
    ),
    "text box in both branches": (
        docx(p(
            r("正文说。") + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box(p(r("框内文字。")))}</w:drawing></mc:Choice>'
            f'<mc:Fallback><w:pict>{box(p(r("框内文字。")), "v:textbox")}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
        )),
        [(P, "", "正文说。"), (P, "", "框内文字。")],
    ),
    "tracked insertion and deletion": (
        docx(p(r("大会") + f'<w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del><w:ins w:id="2">{r("一致")}</w:ins>' + r("通过。"))),
        [(P, "", "大会一致通过。")],
    ),
    "moved text": (
        docx(p(f'<w:moveFrom w:id="1">{r("世界粮食计划署")}</w:moveFrom>' + r("报告。")) + p(f'<w:moveTo w:id="2">{r("世界粮食计划署")}</w:moveTo>' + r("说。"))),
        [(P, "", "报告。"), (P, "", "世界粮食计划署说。")],
    ),
    "paragraph mark deleted": (
        docx(p(r("联合国难民"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("事务高级专员报告。"))),
        [(P, "", "联合国难民事务高级专员报告。")],
    ),
    "content control": (
        docx(f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p(r('块。'))}</w:sdtContent></w:sdt>" + p(r("行") + f"<w:sdt><w:sdtContent>{r('内')}</w:sdtContent></w:sdt>" + r("。"))),
        [(P, "", "块。"), (P, "", "行内。")],
    ),
    "hyperlink and smart tag": (
        docx(p(r("见") + f'<w:hyperlink r:id="x">{r("第72/278号")}</w:hyperlink><w:smartTag>{r("决议")}</w:smartTag>' + r("。"))),
        [(P, "", "见第72/278号决议。")],
    ),
    "fields: reference stays, page number goes": (
        docx(p(r("见第") + complex_field("REF a", r("12")) + r("段") + complex_field("PAGE", r("7")) + f'<w:fldSimple w:instr=" NUMPAGES ">{r("9")}</w:fldSimple>' + r("。"))),
        [(P, "", "见第12段。")],
    ),
    "field inside a field code": (
        docx(p(complex_field(f"IF {complex_field('REF b', r('隐'))} = 1", r("显")) + r("示。"))),
        [(P, "", "显示。")],
    ),
    "table of contents": (
        docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("一. 导言") + "<w:r><w:tab/></w:r>" + complex_field("PAGEREF _1", r("3")))
             + p(r("二. 背景") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(r("大会说,如此。"))),
        [(T, "一", "一. 导言"), (T, "二", "二. 背景"), (P, "", "大会说,如此。")],
    ),
    "numbers, levels, restart": (
        docx(
            numbered(1, 0, r("甲。")) + numbered(1, 1, r("乙；")) + numbered(1, 1, r("丙；")) + numbered(1, 2, r("丁。"))
            + numbered(1, 0, r("戊。")) + numbered(1, 1, r("己。")) + numbered(2, 0, r("庚。")),
            numbering=UN_LIST + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        ),
        [(P, "1", "1. 甲。"), (L, "(a)", "(a) 乙；"), (L, "(b)", "(b) 丙；"), (L, "(i)", "(i) 丁。"),
         (P, "2", "2. 戊。"), (L, "(a)", "(a) 己。"), (P, "1", "1. 庚。")],
    ),
    "Chinese numbers of headings": (
        docx(numbered(3, 0, r("导言")) + numbered(3, 1, r("任务")) + numbered(3, 0, r("结论")), numbering=UN_LIST + num(3, 1)),
        [(H, "一", "一. 导言"), (H, "A", "A. 任务"), (H, "二", "二. 结论")],
    ),
    "number of a style, switched off in one place": (
        docx(styled("Num", r("甲。")) + p(r("乙。"), '<w:pStyle w:val="Num"/><w:numPr><w:numId w:val="0"/></w:numPr>') + styled("Num", r("丙。")),
             styles=STYLES, numbering=UN_LIST + num(1, 0)),
        [(P, "1", "1. 甲。"), (P, "", "乙。"), (P, "2", "2. 丙。")],
    ),
    "bullets": (
        docx(numbered(1, 0, r("第一点")), numbering=abstract(0, lvl(0, "bullet", "\uf0b7")) + num(1, 0)),
        [(L, "•", "• 第一点")],
    ),
    "headings by name, by inheritance, by outline level": (
        docx(styled("H1", r("导言")) + styled("Mine", r("背景")) + styled("Out", r("细节")) + p(r("直接"), '<w:outlineLvl w:val="1"/>') + p(r("正文。")), styles=STYLES),
        [(H, "", "导言"), (H, "", "背景"), (H, "", "细节"), (H, "", "直接"), (P, "", "正文。")],
    ),
    "footnote in a heading, its mark out of the words": (
        docx(styled("H1", r("联合") + reference(1) + r("国的工作")) + p(r("正文") + reference(2) + r("。")), styles=STYLES, footnotes=NOTE + footnote(1, "见文件。") + footnote(2, "同上。")),
        [(H, "", "联合国的工作"), (F, "1", "见文件。"), (P, "", "正文。"), (F, "2", "同上。")],
    ),
    "footnote with a mark of its own": (
        docx(p(r("报告") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>' + r("完。")), footnotes=footnote(1, "A/63/150。")),
        [(P, "", "报告完。"), (F, "*", "A/63/150。")],
    ),
    "endnote": (
        docx(p(r("正文。") + '<w:r><w:endnoteReference w:id="4"/></w:r>'), endnotes='<w:endnote w:id="4"><w:p>' + r("尾注。") + "</w:p></w:endnote>"),
        [(P, "", "正文。"), (F, "1", "尾注。")],
    ),
    "header and footer apart, page numbers out": (
        docx(p(r("正文。")) + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>',
             header1=p(r("A/68/827")), footer1=p(r("14-27431") + "<w:r><w:tab/></w:r>" + complex_field("PAGE", r("3")))),
        [(P, "", "正文。"), (R, "", "A/68/827"), (R, "", "14-27431")],
    ),
    "Strict OOXML": (
        docx(styled("H1", r("导言")) + numbered(1, 0, r("甲") + reference(1) + r("。")), strict=True, styles=STYLES, numbering=UN_LIST + num(1, 0), footnotes=footnote(1, "注。")),
        [(H, "", "导言"), (P, "1", "1. 甲。"), (F, "1", "注。")],
    ),
    "hidden text": (
        docx(p(r("显") + r("隐", "<w:vanish/>") + r("示。")) + styled("Hidden", r("给自己。")), styles=STYLES),
        [(P, "", "显示。")],
    ),
    "line broken by hand": (
        docx(p(r("联合国") + "<w:r><w:br/></w:r>" + r("大会 United") + "<w:r><w:br/></w:r>" + r("Nations。"))),
        [(P, "", "联合国大会 United Nations。")],
    ),
    "ruby, formula, symbol, hyphen": (
        docx(p(f"<w:r><w:ruby><w:rt>{r('zǒng')}</w:rt><w:rubyBase>{r('总')}</w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
               '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:noBreakHyphen/></w:r>' + r("。"))),
        [(P, "", "总x±\u2011。")],
    ),
    "deleted row": (
        docx("<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>" + p(r("旧")) + "</w:tc></w:tr><w:tr><w:tc>" + p(r("新")) + "</w:tc></w:tr></w:tbl>"),
        [(C, "", "新")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    data, expected = CASES[name]
    document = read_docx(data, "x.docx")
    found = [(b.kind, b.number, document.text[b.span.start : b.span.end]) for b in document.blocks]
    assert [(P if kind is M else kind, number, text) for kind, number, text in found] == expected


def test_original_view_shows_what_was_deleted():
    data, _ = CASES["tracked insertion and deletion"]
    assert read_docx(data, "x.docx", Options(original=True)).text == "大会不通过。"
    data, _ = CASES["moved text"]
    assert read_docx(data, "x.docx", Options(original=True)).text == "世界粮食计划署报告。\n说。"
    data, _ = CASES["paragraph mark deleted"]
    assert read_docx(data, "x.docx", Options(original=True)).text == "联合国难民\n事务高级专员报告。"


@pytest.mark.parametrize("name", CASES)
def test_every_character_stands_where_its_node_says(name):
    data, _ = CASES[name]
    word = read_word(data, "x.docx")
    archive = zipfile.ZipFile(io.BytesIO(data))
    texts = {
        part: [node.text or "" for node in text_nodes(etree.fromstring(archive.read(part)))]
        for part in {run.part for run in word.nodes}
    }
    seen = set()
    computed = 0
    for offset, character in enumerate(word.document.text):
        place = word.node_at(offset)
        if place is None:
            computed += character not in "\n "
            continue
        assert place not in seen, "a character came twice"
        seen.add(place)
        source = texts[place.part][place.node]
        assert source == "" or source[place.offset] == character
    labels = sum(len(b.number) + 1 for b in word.document.blocks if b.number and b.kind is not F)
    assert computed <= labels


def test_place_is_block_and_offset():
    data, _ = CASES["numbers, levels, restart"]
    document = read_docx(data, "x.docx")
    block = document.blocks[2]
    place = document.place(block.span)
    assert place[:4] == (3, 1, 3, 1 + len("(b) 丙；"))


def test_comments_are_apart_with_their_span():
    body = p(
        r("联合国")
        + '<w:commentRangeStart w:id="7"/>'
        + r("开发计划署")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + r("。")
    )
    data = docx(
        body,
        comments='<w:comment w:id="7" w:author="李" w:date="2020-01-02T00:00:00Z">' + p(r("全称？")) + "</w:comment>",
    )
    word = read_word(data, "x.docx")
    assert word.document.text == "联合国开发计划署。"
    (comment,) = word.comments
    assert (comment.author, comment.text) == ("李", "全称？")
    assert word.document.text[comment.span.start : comment.span.end] == "开发计划署"


def test_circular_styles_and_lists_end():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>' + num(1, 0)
    assert read_docx(docx(styled("A", r("文。")), styles=styles, numbering=numbering), "x.docx").text == "文。"


def test_note_that_cites_itself_ends():
    data = docx(
        p(r("文。") + reference(1)), footnotes=f'<w:footnote w:id="1"><w:p>{r("注")}{reference(1)}</w:p></w:footnote>'
    )
    assert read_docx(data, "x.docx").text == "文。\n注"


def test_letters_of_a_symbol_font():
    data = docx(
        p(r("粒子 ") + '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="F057"/></w:r>')
    )
    assert read_docx(data, "x.docx").text == "粒子 αΩ"


def test_an_embedded_document_that_is_not_read_is_told_of():
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    document = read_docx(docx(p(r("前。")) + f'<w:altChunk r:id="rId99" {relations}/>' + p(r("后。"))), "x.docx")
    assert document.text == "前。\n后。"
    assert "altChunk" in document.doubt


def test_a_diagram_whose_words_are_not_read_is_told_of():
    document = read_docx(docx(p(r("前。")), diagramData=""), "x.docx")
    assert (document.text, document.doubt) == ("前。", "has a diagram (SmartArt) whose words are not read")


def test_symbol_comes_from_the_header():
    data, _ = CASES["header and footer apart, page numbers out"]
    assert read_docx(data, "x.docx").symbols == ("A/68/827",)


def test_part_helper_is_well_formed():
    assert etree.fromstring(part("document", "").encode()) is not None
