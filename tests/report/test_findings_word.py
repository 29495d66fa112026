"""Drafts as Word files with comments and tracked changes, as `check --word` writes them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from termkit.check import check
from termkit.check.engine import all_rules
from termkit.check.fixing import fixed_findings
from termkit.corpus.pipeline import analyse
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.read.contract import BY_NAME, Options
from termkit.read.plain import read_plain
from termkit.read.word.document import read_docx, read_word
from termkit.read.word.fresh import fresh_word
from termkit.report.findings_word import annotate
from termkit.text.edit import apply_edits

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from termkit.check.finding import Finding
    from termkit.text.document import Document

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

RULES = {rule.code: rule for rule in all_rules()}
TEXTS = {
    "txt": "1. 训研所举办了讲习班,并讨论了安全問題。\n\n2. 𠮷e\u0301训研所又来了，\u2028训研所走了。\n",
    "md": "# 一. 导言\n\n1. **训研所**举办了讲习班,并讨论了安全問題。\n\n* 𠮷e\u0301训研所又来了。\n\n| 甲 | 乙後 |\n|---|---|\n| 丙 | 丁 |\n",
    "html": "<h1>导言</h1><p>训研所&amp;举办了讲习班,并讨论了<b>安全</b>問題。</p><ul><li>𠮷训研所又来了。</li></ul>",
}


def checked(text: str, form: str) -> tuple[Document, list[Finding]]:
    document = BY_NAME[form].reader(text.encode(), f"draft.{form}", Options("utf-8"))
    return document, check(analyse([document], read(shipped_glossary())))


def comments(data: bytes) -> list[tuple[str, str]]:
    word = read_word(data, "out.docx")
    return [(word.document.text[each.span.start : each.span.end], each.text) for each in word.comments]


def words(text: str) -> str:
    return "".join(text.replace("\u2028", " ").split())


@pytest.mark.parametrize("form", TEXTS)
def test_a_draft_in_text_becomes_a_word_file_with_a_comment_at_each_finding(form: str) -> None:
    document, findings = checked(TEXTS[form], form)
    assert {"SF01", "ZH01", "ZH02"} <= {finding.code for finding in findings}
    annotated = annotate(TEXTS[form].encode(), document, findings)
    assert [marked for marked, _ in comments(annotated.data)] == [finding.text for finding in findings]
    for (_, text), finding in zip(comments(annotated.data), findings, strict=True):
        assert text.startswith(f"{finding.code} {finding.name}\n{finding.message.en}")
    assert words(read_docx(annotated.data, "x.docx").text) == words(document.text)
    assert annotated == annotate(TEXTS[form].encode(), document, findings)


def test_comments_speak_the_language_that_is_asked_for() -> None:
    document, findings = checked(TEXTS["txt"], "txt")
    told = [
        text
        for _, text in comments(annotate(TEXTS["txt"].encode(), document, findings, track=True, language="zh").data)
    ]
    for text, finding in zip(told, findings, strict=True):
        title, message, *rest = text.split("\n")
        assert title == f"{finding.code} {RULES[finding.code].zh.title}"
        assert message == finding.message.zh
        assert not re.search("[A-Za-z]{2,}", "".join(rest)), rest
    assert any("另见：" in text for text in told)
    assert any("可放心改正(已作修订标记)：" in text for text in told)


def test_seeds_become_word_files_with_every_finding_on_its_words(seeds: tuple[Document, ...]) -> None:
    for document in seeds:
        findings = check(analyse([document], read(shipped_glossary())))
        annotated = annotate(b"", document, findings, track=True)
        word = read_docx(annotated.data, "x.docx", Options(original=True))
        assert words(word.text) == words(document.text)
        assert len(comments(annotated.data)) == len(findings) > 10
        untracked = comments(annotate(b"", document, findings).data)
        # Of a form over joined lines, the line end may be a space more.
        assert [words(marked) for marked, _ in untracked] == [words(finding.text) for finding in findings]


def test_tracked_fixes_of_a_word_draft_read_as_the_fixed_text() -> None:
    data = fresh_word(checked(TEXTS["txt"], "txt")[0]).data
    document = read_docx(data, "draft.docx")
    findings = check(analyse([document], read(shipped_glossary())))
    annotated = annotate(data, document, findings, track=True)
    edits = [edit for finding in fixed_findings(findings, unsafe=False) if finding.fix for edit in finding.fix.edits]
    assert edits
    assert read_docx(annotated.data, "x.docx").text == apply_edits(document.text, edits)[0]
    assert read_docx(annotated.data, "x.docx", Options(original=True)).text == document.text
    assert {finding.code for finding in annotated.changed} == {"ZH01", "ZH02", "ZH08"}
    told = [text for _, text in comments(annotated.data)]
    assert any("Safe fix, made as a tracked change: 問題 → 问题" in text for text in told)
    assert any("Also:\n2 2. 𠮷e\u0301【训研所】又来了" in text or "【训研所】又来了" in text for text in told)


def test_the_tables_and_headings_of_a_fresh_file() -> None:
    document, _ = checked(TEXTS["md"], "md")
    found = read_docx(fresh_word(document).data, "x.docx")
    assert found.blocks[0].kind.value == "heading"
    assert found.text.split("\n") == [each.strip() for each in document.text.split("\n")]
    names = zipfile.ZipFile(io.BytesIO(fresh_word(document).data)).namelist()
    assert names[0] == "[Content_Types].xml"


def test_a_masthead_keeps_its_lines_and_its_text() -> None:
    head = "联合国 TD/B/69/3\n大会\n安全理事会\nDistr.: General\n2 November 2022\nChinese\nOriginal: English\n\n"
    document = read_plain((head + "1. 训研所举办了讲习班。\n").encode(), "x.txt")
    data = fresh_word(document).data
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert read_docx(data, "x.docx").text == document.text
    assert "Distr.: General 2 November" in document.text
    for line in ("Distr.: General", "2 November 2022", "Chinese", "Original: English"):
        assert re.search(rf">{line}</w:t>", xml)


def test_a_fresh_file_is_valid_by_the_schemas_of_word(seeds: tuple[Document, ...], tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    findings = check(analyse([seeds[0]], read(shipped_glossary())))
    (tmp_path / "a.docx").write_bytes(annotate(b"", seeds[0], findings, track=True, unsafe=True).data)
    found = [each.description for each in audit.OpenXmlValidator(max_errors=0).validate(tmp_path / "a.docx").errors]
    # Word makes a theme, settings and a table of fonts where they are missing.
    assert [each for each in found if "relationship type" not in each] == []


# The command


def test_check_word_writes_comments_and_changes(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["txt"], encoding="utf-8")
    result = termkit("check", "a.txt", "--word", "a.docx", "--track", SOURCE_DATE_EPOCH="1577934245")
    assert result.returncode == 1
    assert b"a.docx: 4 comments, 2 tracked changes" in result.stderr or b"tracked changes" in result.stderr
    first = (tmp_path / "a.docx").read_bytes()
    assert b'w:date="2020-01-02T03:04:05Z"' in zipfile.ZipFile(io.BytesIO(first)).read("word/comments.xml")
    # The Word file is a draft again: nothing of it is lost on the way.
    assert termkit("check", "a.docx", "--word", "b.docx").returncode == 1
    assert len(comments((tmp_path / "b.docx").read_bytes())) > len(comments(first))
    termkit("check", "a.txt", "--word", "a.docx", "--track", SOURCE_DATE_EPOCH="1577934245")
    assert (tmp_path / "a.docx").read_bytes() == first
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXTS["txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a.txt", "b.txt", "--word", "o.docx"), "--word writes one document; 2 were given"),
        (("a.txt", "--word", "o.pdf"), "must end with .docx"),
        (("a.docx", "--word", "a.docx"), "nothing overwrites an input"),
        (("a.txt", "--track"), "--track goes with --word"),
        (("a.txt", "--word", "o.docx", "--fix"), "use --track"),
        (("a.txt", "--word", "none/o.docx"), "cannot be written"),
    ],
)
def test_wrong_use(termkit: Run, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXTS["txt"], encoding="utf-8")
    data = fresh_word(checked(TEXTS["txt"], "txt")[0]).data
    (tmp_path / "a.docx").write_bytes(data)
    result = termkit("check", *arguments)
    assert result.returncode == 2
    assert told in result.stderr.decode()
    assert (tmp_path / "a.docx").read_bytes() == data
    assert not (tmp_path / "o.docx").exists()


def test_fix_of_a_word_draft(termkit: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(fresh_word(checked(TEXTS["txt"], "txt")[0]).data)
    before = read_docx(path.read_bytes(), "a.docx").text
    shown = termkit("check", "a.docx", "--diff").stdout.decode()
    assert "+1. 训研所举办了讲习班，并讨论了安全问题。" in shown
    assert read_docx(path.read_bytes(), "a.docx").text == before
    result = termkit("check", "a.docx", "--fix")
    assert b"3 edits made" in result.stderr
    fixed = path.read_bytes()
    assert read_docx(fixed, "a.docx").text == before.replace("班,", "班，").replace("問題", "问题").replace(
        "， 训", "，训"
    )
    assert termkit("check", "a.docx", "--fix").returncode == 1
    assert path.read_bytes() == fixed, "fixing twice is fixing once"


def test_an_odt_becomes_a_word_file_and_is_not_fixed(termkit: Run, tmp_path: Path) -> None:
    from termkit.read.office import find_office  # noqa: PLC0415

    if not find_office():
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi\ansicpg936 {\b 1. \u23433?\u20840?\u21839?\u38988?}\u12290?\par}")
    before = (tmp_path / "a.rtf").read_bytes()
    result = termkit("check", "a.rtf", "--word", "o.docx", "--track")
    assert b"o.docx: 1 comment, 1 tracked change" in result.stderr, result.stderr
    with zipfile.ZipFile(tmp_path / "o.docx") as archive:
        assert b"<w:b/>" in archive.read("word/document.xml"), "formatting is kept"
    result = termkit("check", "a.rtf", "--fix")
    assert b"fixes are made in .txt, .md, .html and .docx only" in result.stderr
    assert (tmp_path / "a.rtf").read_bytes() == before
