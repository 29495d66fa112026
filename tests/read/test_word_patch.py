"""Word documents with comments and edits put in: what is read back, and what did not change."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from termkit.errors import InputError
from termkit.read.contract import Options
from termkit.read.office import find_office
from termkit.read.word.document import read_docx, read_word
from termkit.read.word.patch import Remark, Stamp, patch_word
from termkit.text.document import Span
from termkit.text.edit import Edit

from .test_word import CASES, STYLES, box, footnote, reference
from .word_builder import TRANSITIONAL, complex_field, docx, p, r, tbl

if TYPE_CHECKING:
    from pathlib import Path

W = f"{{{TRANSITIONAL['w']}}}"
DATED = Stamp(date="2020-01-02T03:04:05Z")
INSERTED = f'<w:ins w:id="1" w:author="李">{r("新增文字")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="李"><w:r><w:delText>旧有文字</w:delText></w:r></w:del>'
LINK = f'<w:hyperlink r:id="x">{r("第72/278号")}</w:hyperlink>'
CONTROL = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('控件内容')}</w:sdtContent></w:sdt>"
BOUND = f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a'/></w:sdtPr><w:sdtContent>{r('数据內容')}</w:sdtContent></w:sdt>"
OLD_COMMENT = '<w:commentRangeStart w:id="7"/>%s<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
OLD_COMMENTS = f'<w:comment w:id="7" w:author="李">{p(r("旧评论"))}</w:comment>'
TEXT_BOX = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box(p(r("框内問题。")))}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{box(p(r('框内問题。')), 'v:textbox')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def edit(document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    span = Span(start, start + len(old))
    return Edit(span, document.place(span), new)


def remark(document, marked: str, text: str = "意见") -> Remark:
    start = document.text.index(marked)
    return Remark(Span(start, start + len(marked)), text, f"别处：{text}")


def parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, name: str = "word/document.xml") -> str:
    return parts(data)[name].decode()


def commented(data: bytes) -> list[tuple[str, str]]:
    """Return what comments stand on and what they say."""
    word = read_word(data, "x.docx")
    return [(word.document.text[each.span.start : each.span.end], each.text) for each in word.comments]


# Comments


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (p(r("安全問題很多。")), "問題"),
        (p(r("安全", "<w:b/>") + r("問", "<w:i/>") + r("題很多。")), "全問題"),
        (p(r("见") + LINK + r("决议。")), "278号决"),
        (p(r("见") + LINK + r("决议。")), "2/27"),
        (p(r("甲") + INSERTED + r("乙")), "增文"),
        (p(r("甲") + INSERTED + r("乙")), "甲新"),
        (p(r("甲") + INSERTED + r("乙")), "字乙"),
        (p(r("甲") + DELETED + r("乙")), "甲乙"),
        (p(CONTROL + r("乙")), "件内"),
        (p(r("见第") + complex_field("REF a", r("十二")) + r("段")), "二段"),
        (p(r("见") + '<w:fldSimple w:instr=" REF b ">' + r("附件") + "</w:fldSimple>"), "附"),
        (p(r("一") + "<w:r><w:tab/><w:t>二</w:t></w:r>"), "\t二"),
        (p("<w:r><w:t>前</w:t><w:noBreakHyphen/><w:t>后</w:t></w:r>"), "\u2011"),
        (p(r("说") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + r("。")), "x"),
        (tbl((p(r("格一")), p(r("格二")))), "格二"),
        (p("<w:r><w:t>  无保留 空格  </w:t></w:r>"), "留 空"),
        (p(OLD_COMMENT % r("问题很多")), "题很"),
        (p("<w:r><w:rPr><w:b/></w:rPr><w:t>a&lt;b&amp;c问</w:t></w:r>"), "b&c"),
        (p(r("𠮷e\u0301問")), "e\u0301"),
    ],
)
def test_a_comment_stands_on_just_its_words(body: str, marked: str) -> None:
    extra = {"comments": OLD_COMMENTS} if "commentReference" in body else {}
    data = docx(body, **extra)
    document = read_docx(data, "x.docx")
    patched = patch_word(data, "x.docx", remarks=[remark(document, marked)], stamp=DATED).data
    assert (marked, "意见") in commented(patched)
    assert read_docx(patched, "x.docx").text == document.text
    assert (
        read_docx(patched, "x.docx", Options(original=True)).text
        == read_docx(data, "x.docx", Options(original=True)).text
    )
    etree.fromstring(parts(patched)["word/document.xml"])


def test_a_new_part_of_comments_is_named_where_it_must_be() -> None:
    for strict in (False, True):
        data = docx(p(r("安全問題")), strict=strict)
        found = parts(patch_word(data, "x.docx", remarks=[remark(read_docx(data, "x.docx"), "問題", "一\n二")]).data)
        root = etree.fromstring(found["word/comments.xml"])
        assert ("purl.oclc.org" in root.nsmap["w"]) is strict
        assert [len(comment) for comment in root] == [2], "each line is a paragraph"
        types, relations = found["[Content_Types].xml"].decode(), found["word/_rels/document.xml.rels"].decode()
        assert 'PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-' in types
        assert '/relationships/comments" Target="comments.xml"' in relations
        assert ("purl.oclc.org/ooxml/officeDocument/relationships/comments" in relations) is strict


def test_older_comments_stay_and_ids_are_new() -> None:
    data = docx(p(OLD_COMMENT % r("問題很多")), comments=OLD_COMMENTS)
    document = read_docx(data, "x.docx")
    patched = patch_word(data, "x.docx", remarks=[remark(document, "問"), remark(document, "題很")]).data
    assert sorted(commented(patched)) == sorted([("問題很多", "旧评论"), ("問", "意见"), ("題很", "意见")])
    comments = etree.fromstring(parts(patched)["word/comments.xml"])
    assert len({comment.get(f"{W}id") for comment in comments}) == 3
    assert xml(patched, "word/comments.xml").count("旧评论") == 1


def test_what_cannot_bear_a_comment_is_spoken_of_elsewhere() -> None:
    body = p(r("正文") + reference(1) + r("很长。")) + p(TEXT_BOX + r("框旁。"))
    data = docx(
        body + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        footnotes=footnote(1, "注中問題。"), header1=p(r("页眉問題")),
    )  # fmt: skip
    document = read_docx(data, "x.docx")
    remarks = [remark(document, text) for text in ("注中", "页眉", "框内", "框旁")]
    patched = patch_word(data, "x.docx", remarks=remarks).data
    found = parts(patched)
    assert b"comment" not in found["word/footnotes.xml"]
    assert found["word/header1.xml"] == parts(data)["word/header1.xml"]
    texts = [text for _, text in commented(patched)]
    assert texts == ["别处：意见", "别处：意见", "意见", "意见"]
    main = found["word/document.xml"].decode()
    # The note's comment goes around its mark.
    assert re.search(
        r'<w:commentRangeStart w:id="\d+"/><w:r><w:footnoteReference w:id="1" /></w:r><w:commentRangeEnd', main
    )
    # That of the box goes around the box: a comment inside one would be lost in one of its two versions.
    assert main.index("commentRangeStart", main.index("很长")) < main.index("<mc:AlternateContent>")


def test_a_document_without_text_in_its_body() -> None:
    data = docx('<w:p/><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>', header1=p(r("页眉")))
    patched = patch_word(data, "x.docx", remarks=[Remark(Span(0, 2), "意见", "别处")])
    assert [comment.text for comment in read_word(patched.data, "x.docx").comments] == ["别处"]
    assert '<w:p><w:commentRangeStart w:id="1"/>' in xml(patched.data)


# Edits


def test_an_edit_keeps_the_formatting_of_each_character() -> None:
    data = docx(p(r("安全", "<w:b/>") + r("問", "<w:i/>") + r("題很多", '<w:color w:val="FF0000"/>')))
    document = read_docx(data, "x.docx")
    patched = patch_word(data, "x.docx", edits=[edit(document, "全問題很", "全问题很")]).data
    assert read_docx(patched, "x.docx").text == "安全问题很多"
    assert xml(patched) == xml(data).replace(">問<", ">问<").replace(">題很多<", ">题很多<"), "nothing else"


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        (p(r("安全", "<w:b/>") + r("問", "<w:i/>") + r("題很多")), "全問題", "全局"),
        (p(r("见") + LINK + r("决议。")), "8号决", "九"),
        (p(r("见") + LINK + r("决议。")), "见第", "见於第"),
        (p(r("甲") + INSERTED + r("乙")), "增文", "曾"),
        (p(r("甲") + INSERTED + r("乙")), "字乙", "丁"),
        (p(r("甲") + DELETED + r("乙")), "甲乙", "丙丁"),
        (p(CONTROL + r("乙")), "控件内容", ""),
        (p(r("一") + "<w:r><w:tab/><w:t>二</w:t></w:r>"), "一\t二", "三"),
        (p(r("安全") + reference(1) + r("問題")), "全問", "全问"),
        (p(r("只有")), "只有", "&<>"),
        (p("<w:r><w:t>a&amp;b</w:t></w:r>"), "&", ""),
        (p(r("一") + "<w:r><w:tab/><w:t>二</w:t></w:r>"), "\t", " — "),
        (p("<w:r><w:t>一</w:t><w:noBreakHyphen/><w:t>二</w:t></w:r>"), "\u2011", "-"),
        (tbl((p(r("格問")), p(r("格二")))), "問", "问"),
    ],
)
def test_edits_are_made_or_tracked(body: str, old: str, new: str) -> None:
    data = docx(body, footnotes=footnote(1, "注。"))
    document = read_docx(data, "x.docx")
    wanted = document.text.replace(old, new, 1)
    plain = patch_word(data, "x.docx", edits=[edit(document, old, new)])
    assert read_docx(plain.data, "x.docx").text == wanted
    assert len(plain.made) == 1
    tracked = patch_word(data, "x.docx", edits=[edit(document, old, new)], track=True, stamp=DATED).data
    assert read_docx(tracked, "x.docx").text == wanted
    assert (
        read_docx(tracked, "x.docx", Options(original=True)).text
        == read_docx(data, "x.docx", Options(original=True)).text
    )
    for change in etree.fromstring(parts(tracked)["word/document.xml"]).iter(f"{W}ins", f"{W}del"):
        if change.get(f"{W}author") == "termkit":
            assert change.get(f"{W}date") == DATED.date
    # Insertions of termkit stand in no insertion of someone else's: who rejects that keeps these.
    nested = etree.fromstring(parts(tracked)["word/document.xml"]).iterfind(f".//{W}ins//{W}ins")
    assert list(nested) == []


def test_notes_and_text_boxes_are_edited_and_headers_are_not() -> None:
    data = docx(
        p(r("正文") + reference(1)) + p(TEXT_BOX + r("框旁。")) + p(BOUND)
        + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        footnotes=footnote(1, "注中問題。"), header1=p(r("页眉問題")),
    )  # fmt: skip
    document = read_docx(data, "x.docx")
    edits = [edit(document, f"{before}{old}", f"{before}{new}") for before, old, new in (
        ("注中", "問", "问"), ("框内", "問", "问"), ("页眉", "問", "问"), ("数据", "內", "内"))]  # fmt: skip
    patched = patch_word(data, "x.docx", edits=edits)
    assert [each.text[:2] for each in patched.made] == ["注中", "框内"]
    assert sorted(each.text[:2] for each in patched.left) == ["数据", "页眉"]
    assert xml(patched.data).count("框内问题") == 2, "both versions of the box"
    assert parts(patched.data)["word/header1.xml"] == parts(data)["word/header1.xml"]


def test_a_box_whose_versions_differ_is_left() -> None:
    data = docx(p(TEXT_BOX.replace("框内問题。", "另一句。", 1)))
    document = read_docx(data, "x.docx")
    assert len(patch_word(data, "x.docx", edits=[edit(document, "另", "再")]).left) == 1


def test_every_other_byte_is_kept() -> None:
    odd = "<w:p ><w:r w:rsidR='00AB'\n><w:t xml:space='preserve'>別的 &#x4E00;</w:t></w:r><!-- 注 --><?pi x?></w:p>"
    data = docx(odd + p(r("問題", "<w:b/>")) + odd, styles=STYLES)
    document = read_docx(data, "x.docx")
    patched = patch_word(
        data, "x.docx", remarks=[remark(document, "題")], edits=[edit(document, "問", "问")], track=True
    )
    before, after = parts(data), parts(patched.data)
    assert xml(patched.data).count(odd) == 2
    assert {name for name in before if before[name] != after[name]} == {
        "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}  # fmt: skip
    assert set(after) - set(before) == {"word/comments.xml"}
    assert patched == patch_word(
        data, "x.docx", remarks=[remark(document, "題")], edits=[edit(document, "問", "问")], track=True
    ), "the same bytes each time"


def test_a_part_in_utf_16_and_other_prefixes() -> None:
    data = parts(docx(p(r("安全問題"))))
    for name, text in {
        "utf-16": data["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        "prefix": data["word/document.xml"].decode().replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=").encode(),
        "none": f'<document xmlns="{TRANSITIONAL["w"]}"><body><p><r><t>安全問題</t></r></p></body></document>'.encode(),
    }.items():  # fmt: skip
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for part, content in {**data, "word/document.xml": text}.items():
                archive.writestr(part, content)
        document = read_docx(file.getvalue(), "x.docx")
        patched = patch_word(
            file.getvalue(),
            "x.docx",
            remarks=[remark(document, "全問")],
            edits=[edit(document, "問題", "问题")],
            track=True,
        )
        assert read_docx(patched.data, "x.docx").text == "安全问题", name
        assert len(read_word(patched.data, "x.docx").comments) == 1, name


def test_a_damaged_package_is_refused() -> None:
    with pytest.raises(InputError):
        patch_word(docx(p(r("一")))[:-40], "x.docx")


# Any document, any spans

PIECES = [r("甲乙丙"), r("丁", "<w:b/>"), LINK, INSERTED, DELETED, CONTROL, BOUND, reference(1), TEXT_BOX,
          complex_field("REF a", r("十二")), "<w:r><w:tab/><w:t>戊</w:t><w:br/><w:t> 己 </w:t></w:r>",
          "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "<w:r><w:t>𠮷e\u0301&amp;</w:t></w:r>",
          f'<w:ins w:id="9">{r("子")}{r("丑")}{DELETED}</w:ins>', OLD_COMMENT % r("寅卯"),
          '<w:bookmarkStart w:id="0" w:name="b"/>', "<w:proofErr w:type='spellStart'/>"]  # fmt: skip
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=6).map(lambda each: p("".join(each))), min_size=1, max_size=3
)


@given(PARAGRAPHS, st.data())
def test_any_spans_of_any_document(paragraphs: list[str], draw: st.DataObject) -> None:
    data = docx("".join(paragraphs) + tbl((p(r("格")),)), footnotes=footnote(1, "注中文字。"), comments=OLD_COMMENTS)
    document = read_docx(data, "x.docx")
    spans = st.tuples(st.integers(0, len(document.text) - 1), st.integers(0, 6)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(document.text)))
    )
    remarks = [Remark(span, f"c{i}") for i, span in enumerate(draw.draw(st.lists(spans, max_size=5)))]
    edits = [
        Edit(Span(span.start, end), document.place(span), text)
        for span, text in draw.draw(
            st.lists(st.tuples(spans, st.sampled_from(["", "新", "新字", "a & b"])), max_size=4)
        )
        if (end := min(span.end, document.block_at(span.start).span.end)) >= span.start
    ]
    track = draw.draw(st.booleans())
    # It holds the text that it reads back against the one that was to be, and raises where they differ.
    patched = patch_word(data, "x.docx", remarks=remarks, edits=edits, track=track)
    before = {each.identifier for each in read_word(data, "x.docx").comments}
    after = read_word(patched.data, "x.docx").comments
    assert sorted(each.text for each in after if each.identifier not in before) == sorted(each.text for each in remarks)
    if not track:
        main = etree.fromstring(parts(patched.data)["word/document.xml"])
        assert len(list(main.iter(f"{W}ins", f"{W}del"))) >= xml(data).count("<w:ins ") + xml(data).count("<w:del ")


# Other programs


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments_and_changes(tmp_path: Path) -> None:
    body = p(r("安全問題很多。") + LINK + INSERTED + DELETED + CONTROL + r("见") + reference(1)) + tbl(
        (p(r("格問題")),)
    )
    data = docx(body + p(OLD_COMMENT % r("寅卯")), footnotes=footnote(1, "注中問題。"), comments=OLD_COMMENTS)
    document = read_docx(data, "x.docx")
    remarks = [remark(document, text, f"意见{i}") for i, text in enumerate(("問題", "号新增", "件内", "格問", "注中"))]
    edits = [edit(document, *each) for each in (("問題很", "问题很"), ("增文", "曾"), ("格問", "格问"))]
    source = tmp_path / "draft.docx"
    source.write_bytes(patch_word(data, "x.docx", remarks=remarks, edits=edits, track=True, stamp=DATED).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [find_office(), "--headless", profile, "--convert-to", "odt", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = zipfile.ZipFile(tmp_path / "draft.odt").read("content.xml").decode()
    shown = re.findall(r"<office:annotation .*?</office:annotation>", content)
    assert sorted(re.search(r"意见\d|旧评论", each)[0] for each in shown) == [*(f"意见{i}" for i in range(5)), "旧评论"]  # type: ignore[index]
    assert content.count("<dc:creator>termkit</dc:creator><dc:date>2020-01-02T03:04:05") >= 5 + 3
    # On the words that they are on.
    starts = re.findall(r"意见0.*?</office:annotation>(.*?)<office:annotation-end", content)
    assert "題" in re.sub("<[^>]+>", "", starts[0]) or "题" in starts[0]
    assert content.count("<text:changed-region") >= 3 + 2


def faults(data: bytes, tmp_path: Path) -> list[str]:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    found = audit.OpenXmlValidator(max_errors=0).validate(path).errors
    # Parts that Word makes where they are missing (theme, font table) count in neither.
    return sorted(each.description for each in found if "relationship type" not in each.description)


@pytest.mark.parametrize("track", [False, True])
def test_the_schemas_of_word_hold_after_as_before(tmp_path: Path, track: bool) -> None:  # noqa: FBT001
    inserted = f'<w:ins w:id="11" w:author="李">{r("新增")}{r("文字")}</w:ins>'
    deleted = '<w:del w:id="12" w:author="李"><w:r><w:delText>旧有</w:delText></w:r></w:del>'
    body = p(r("安全") + inserted + deleted + CONTROL.replace("<w:alias/>", "") + complex_field("REF a", r("十二")))
    table = tbl((p(r("格問題")),)).replace("<w:tblPr/>", "<w:tblPr/><w:tblGrid/>")
    data = docx(body + p(r("正文") + reference(1)) + table + p(OLD_COMMENT % r("寅卯")), styles=STYLES,
                footnotes=footnote(1, "注中問題。"), comments=OLD_COMMENTS)  # fmt: skip
    document = read_docx(data, "x.docx")
    remarks = [Remark(Span(at, min(at + 3, len(document.text))), "意见") for at in range(0, len(document.text), 2)]
    edits = [Edit(Span(at, at + 1), document.place(Span(at, at + 1)), "新") for at in range(0, len(document.text), 3)
             if document.text[at] != "\n"]  # fmt: skip
    patched = patch_word(data, "x.docx", remarks=remarks, edits=edits, track=track, stamp=DATED).data
    assert faults(patched, tmp_path) == faults(data, tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_python_docx_opens_what_was_patched(name: str) -> None:
    word = pytest.importorskip("docx")
    data, _ = CASES[name]
    document = read_docx(data, "x.docx")
    patched = patch_word(data, "x.docx", remarks=[Remark(Span(0, 1), "意见")], edits=[], track=True, stamp=DATED)
    comments = list(word.Document(io.BytesIO(patched.data)).comments) if "Strict" not in name else None
    assert comments is None or [(each.text, each.author, each.initials) for each in comments] == [
        ("意见", "termkit", "tk")
    ]
    assert read_docx(patched.data, "x.docx").text == document.text
