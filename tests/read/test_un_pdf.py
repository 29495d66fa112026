"""Documents as the United Nations print them, made without LibreOffice: mastheads, feet, notes, raised marks."""

from __future__ import annotations

import io
import re

import pytest

from termkit.read.contract import BY_NAME, Options
from termkit.text.document import BlockKind

from . import truth
from .test_round_trip import HIDDEN_SPACE, borders, definitions, wrong_characters

pytest.importorskip("reportlab", reason="reportlab is not installed")
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from .un_pdf import HAN, Part, Press, plain

MASTHEAD = ("大会", ["Distr.: General", "15 July 2022", "Chinese", "Original: English"],
            ["第七十七届会议", "临时议程* 项目 72(b)", "促进和保护人权：人权问题，包括增进人权和基本自由切实享受的各种途径"])  # fmt: skip
LABEL = re.compile(r"(\d{1,3}\.|\([a-z]\)|[一二三四五六七八九十]{1,3}\.|[A-Z]\.) (?=\S)")
RAISED = re.compile("[¹²³⁰⁴-⁹]+")


def parts_of(seed):
    """Return the parts of a seed behind its masthead; half of the notes stand in the middle of their paragraph."""
    parts, count = [], 0
    for piece in truth.pieces(seed)[20:]:
        text, notes = RAISED.sub("", piece.text).replace("•", "-"), []
        match = LABEL.match(text)
        label, text = (match[1], text[match.end() :]) if match else ("", text)
        for note in piece.notes:
            count += 1
            at = len(text) if count % 2 else len(text) // 2
            text = f"{text[:at]}^[{count}]{text[at:]}"
            notes.append(f"{count} {RAISED.sub('', note).lstrip('^abc ')}")
        is_heading = piece.kind is BlockKind.HEADING
        size = (14 if piece.level == 1 else 12) if is_heading else 10.5
        first, rest = (
            (24, 24) if is_heading and match else (60, 30) if label.startswith("(") else (30 if match else 0, 0)
        )
        parts.append(Part(text, size, first, rest, tuple(notes), label))
    return parts


def printed(parts, **options):
    press = Press(**options)
    press.masthead(*MASTHEAD)
    for part in parts:
        press.block(part)
    return press.data()


def read(data):
    document = BY_NAME["pdf"].reader(data, "x.pdf", Options())
    body, notes = truth.found(document)
    return document, [HIDDEN_SPACE.sub("", text) for text in body], [HIDDEN_SPACE.sub("", text) for text in notes]


def wanted_of(parts):
    body = [f"{part.label} {plain(part.text)}" if part.label else plain(part.text) for part in parts]
    notes = [note.partition(" ")[2] for part in parts for note in part.notes]
    return [HIDDEN_SPACE.sub("", text) for text in body], [HIDDEN_SPACE.sub("", text) for text in notes]


@pytest.mark.parametrize("options", [{}, {"before": True}, {"gap": 0.0}], ids=["feet last", "feet first", "no gaps"])
@pytest.mark.parametrize("seed", [truth.SEEDS[1], truth.SEEDS[3]], ids=lambda path: path.stem[:3])
def test_printed_documents(seed, options):
    parts = parts_of(seed)
    document, body, notes = read(printed(parts, **options))
    wanted, wanted_notes = wanted_of(parts)
    assert (document.symbols, document.date) == (("A/77/123",), "2022-07-15")
    assert body[:6] == ["联合国", "大会", "Distr.: General 15 July 2022 Chinese Original: English",
                        *(HIDDEN_SPACE.sub("", text) for text in MASTHEAD[2])]  # fmt: skip
    assert wrong_characters(wanted, body[6:]) <= 0.001
    assert len(borders(wanted) & borders(body[6:])) >= 0.99 * max(len(wanted), len(body[6:]))
    assert notes == wanted_notes
    running = [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.RUNNING]
    assert not set(running) & set(body), "heads and feet stand apart"
    assert "22-11032" not in "".join(body + notes)


def test_a_cited_mark_in_the_middle_of_a_line_does_not_make_it_small():
    text = "联合国大会第七十七届会议审议了秘书长关于人权问题的报告和各会员国提交的评论意^[8]见并请各国政府机构组织在第七十八届会议上再次审议这一问题并提出具体建议供大会审议。"
    _, body, _ = read(printed([Part(text, notes=("8 见文件。",))] * 3))
    assert body[6:] == [plain(text)] * 3


def test_an_enumeration_inside_a_paragraph_goes_on():
    text = "办事处向议会提供了以下方面的支持：(a) 编写和批准提交第三轮普遍定期审议的报告并审查有关草案的内容；(b) 审查《军事司法法典》草案以确保法典符合国际标准和各项义务；(c) 向委员会提供协助。"
    padded = ["办事处" * count + text for count in range(1, 9)]
    _, body, _ = read(printed([Part(each, first=30, label=f"{n}.") for n, each in enumerate(padded, 1)]))
    wanted = [HIDDEN_SPACE.sub("", f"{n}. {each}") for n, each in enumerate(padded, 1)]
    assert body[6:] == wanted


def test_items_of_their_own_stand_alone():
    items = [Part("审查草案，确保法典符合国际标准；" * count, first=60, rest=30, label=f"({letter})")
             for letter, count in zip("abcdef", (1, 2, 3, 4, 5, 2), strict=True)]  # fmt: skip
    document, body, _ = read(printed([Part("会议：", first=30, label="1."), *items]))
    assert len(body[6:]) == 1 + len(items)
    assert [block.number for block in document.blocks if block.kind is BlockKind.LIST_ITEM] == [
        f"({c})" for c in "abcdef"
    ]


def test_definitions_are_those_of_the_text():
    parts = parts_of(truth.SEEDS[1])
    document, _, _ = read(printed(parts))
    body, notes = wanted_of(parts)
    plain_text = BY_NAME["txt"].reader("\n\n".join([*body, *notes]).encode(), "x.txt", Options())
    found, wanted = set(definitions(document)), set(definitions(plain_text))
    assert len(found & wanted) >= 0.95 * max(len(found), len(wanted))


def test_a_table_of_contents_has_an_entry_a_line():
    press = Press()
    press.masthead(*MASTHEAD)
    for title, page in (("一. 导言", 3), ("二. 背景情况", 5), ("A. 任务", 7), ("B. 结论和建议", 12)):
        press.draw(125, press.y, title, 10.5)
        press.draw(250, press.y, "." * 40, 10.5)
        press.draw(455, press.y, str(page), 10.5)
        press.y -= 16
    press.block(
        Part(
            "联合国大会第七十七届会议审议了秘书长的报告，并请各国政府在下届会议上再次审议这一问题。",
            first=30,
            label="1.",
        )
    )
    document, body, _ = read(press.data())
    entries = [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.CONTENTS]
    assert [(each.partition(" .")[0], each.rpartition(" ")[2]) for each in entries] == [
        ("一. 导言", "3"), ("二. 背景情况", "5"), ("A. 任务", "7"), ("B. 结论和建议", "12"),
    ]  # fmt: skip
    assert body[-1].startswith("1.联合国大会")


def test_cells_of_a_table_stand_apart():
    press = Press()
    press.masthead(*MASTHEAD)
    text = "联合国大会第七十七届会议审议了秘书长的报告，并请各国政府在下届会议上再次审议这一问题。"
    press.block(Part(text, first=30, label="1."))
    press.y -= 20
    rows = [
        ("组织", "全称", "缩写"),
        ("开发署", "联合国开发计划署", "UNDP"),
        ("粮农组织", "联合国粮食及农业组织", "FAO"),
    ]
    for row in rows:
        for x, cell in zip((125, 230, 400), row, strict=True):
            press.draw(x, press.y, cell, 10.5)
        press.y -= 18
    _, body, _ = read(press.data())
    wanted = [f"1.{text}", *(cell for row in rows for cell in row)]
    assert body[-len(wanted) :] == wanted


def page_of(draw, **options):
    """Return a PDF of one page that `draw` has drawn on, in points from its middle."""
    Press()  # registers the font
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), **options)
    canvas.translate(300, 420)
    canvas.setFont(HAN, 10)
    draw(canvas)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(angle):
    lines = ["联合国开发计划署在北京举办了会议，各国代表参加了这次", "会议并欢迎这一做法，认为应当在其他国家也举办这样的会", "议。", "会议闭幕。"]  # fmt: skip

    def draw(canvas):
        canvas.setPageRotation(angle)
        canvas.rotate(angle)
        for index, line in enumerate(lines):
            canvas.drawString(-150, 100 - 15 * index, line)

    document = BY_NAME["pdf"].reader(page_of(draw), "x.pdf", Options())
    assert document.text == "".join(lines[:3]) + "\n" + lines[3]
    place = document.place(document.blocks[1].span)
    assert (place.page, place.line, place.column) == (1, 4, 1)


def test_what_is_not_read_is_said():
    def draw(canvas):
        canvas.drawString(0, 0, "正文。")
        canvas.acroForm.textfield(name="f", value="In a field", x=50, y=60)

    document = BY_NAME["pdf"].reader(page_of(draw), "x.pdf", Options())
    assert (document.text, document.doubt) == ("正文。", "what is filled into its form fields is not read")


def test_a_file_that_opens_without_a_password_is_read():
    data = page_of(
        lambda canvas: canvas.drawString(0, 0, "正文。"), encrypt=StandardEncryption("", ownerPassword="x", canCopy=0)
    )
    assert BY_NAME["pdf"].reader(data, "x.pdf", Options()).text == "正文。"
