"""Baseline and suppression: known findings are counted and not shown, whatever line they have moved to."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

FAULTY = "1. 训研所举办了讲习班,并讨论了安全問題。\n"


@pytest.fixture(autouse=True)
def documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode().strip().splitlines()[-1]


def test_a_baseline_survives_moved_lines_and_tells_new_findings(termkit: Run, tmp_path: Path) -> None:
    assert termkit("check", "a.txt", "--write-baseline", "base.json").returncode == 0
    result = termkit("check", "a.txt", "--baseline", "base.json")
    assert (result.returncode, result.stdout) == (0, b"")
    assert said(result) == "1 file, 0 findings, 0 suppressed, 3 baselined"
    (tmp_path / "a.txt").write_text("一. 导言\n\n" + FAULTY, encoding="utf-8")
    assert said(termkit("check", "a.txt", "--baseline", "base.json")).endswith("0 suppressed, 3 baselined")
    (tmp_path / "a.txt").write_text("1. 会议统筹协协调,会后休会,再开会。\n\n" + FAULTY, encoding="utf-8")
    result = termkit("check", "a.txt", "--baseline", "base.json", "--output-format", "json")
    # A new finding, and one with more places than were known.
    assert {each["code"] for each in json.loads(result.stdout)} == {"ZH05", "ZH02"}
    assert result.returncode == 1


def test_a_baseline_knows_documents_however_their_paths_are_spelt(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(FAULTY, encoding="utf-8")
    assert termkit("check", "a.txt", "sub/b.txt", "--write-baseline", "ci/base.json").returncode == 0
    for base in ("ci/base.json", tmp_path / "ci" / "base.json", "sub/../ci/base.json"):
        for path in ("a.txt", "./sub/../a.txt", "sub/b.txt", tmp_path / "sub" / "b.txt"):
            assert said(termkit("check", path, "--baseline", base)).endswith("0 findings, 0 suppressed, 3 baselined")
    result = termkit("check", "../a.txt", "b.txt", "--baseline", "../ci/base.json", cwd=tmp_path / "sub")
    assert said(result) == "2 files, 0 findings, 0 suppressed, 6 baselined"
    # Another document with the same text is not known, nor is that of another folder.
    (tmp_path / "c.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "sub" / "a.txt").write_text(FAULTY, encoding="utf-8")
    for path in ("c.txt", "sub/a.txt"):
        assert said(termkit("check", path, "--baseline", "ci/base.json")).endswith("0 suppressed, 0 baselined")


def test_standard_input_is_known_in_a_baseline(termkit: Run, tmp_path: Path) -> None:
    for name in ((), ("--stdin-filename", "draft.txt")):
        termkit("check", "-", *name, "--write-baseline", tmp_path / "base.json", stdin=FAULTY.encode())
        result = termkit("check", "-", *name, "--baseline", "base.json", stdin=FAULTY.encode())
        assert said(result) == "1 file, 0 findings, 0 suppressed, 3 baselined"


def test_an_older_baseline_knows_documents_by_their_paths_as_given(termkit: Run, tmp_path: Path) -> None:
    written = ("874cfda85264044144f5f3f3", "8a7c2d63ffe4c457bc706f0c", "cb502e52594d9efd8b030c8e")
    older = {"version": 1, "findings": {each: [1] for each in written}}
    (tmp_path / "base.json").write_text(json.dumps(older), encoding="utf-8")
    for path in ("a.txt", "./a.txt"):
        assert said(termkit("check", path, "--baseline", "base.json")).endswith("3 baselined")
    assert said(termkit("check", tmp_path / "a.txt", "--baseline", "base.json")).endswith("0 baselined")
    # Written anew, it is of today.
    termkit("check", "a.txt", "--baseline", "base.json", "--write-baseline", "base.json")
    assert said(termkit("check", tmp_path / "a.txt", "--baseline", "base.json")).endswith("3 baselined")


def test_a_broken_baseline_is_an_error(termkit: Run, tmp_path: Path) -> None:
    for text in ("[]", '{"version": 9, "findings": {}}', '{"version": [], "findings": {}}'):
        (tmp_path / "base.json").write_text(text, encoding="utf-8")
        result = termkit("check", "a.txt", "--baseline", "base.json")
        assert result.returncode == 2
        assert said(result).startswith("termkit: base.json: is ")
    assert termkit("check", "a.txt", "--baseline", "none.json").returncode == 2


def test_per_file_ignores_are_counted(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "termkit.toml").write_text('[per-file-ignores]\n"a.txt" = ["ZH"]\n', encoding="utf-8")
    result = termkit("check", "a.txt")
    assert said(result) == "1 file, 1 finding, 2 suppressed, 0 baselined"
    assert b"SF01" in result.stdout
    assert b"ZH0" not in result.stdout


def test_paths_in_the_settings_begin_where_the_settings_stand(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "termkit.toml").write_text('[per-file-ignores]\n"sub/*.txt" = ["ZH"]\n', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(FAULTY, encoding="utf-8")
    counted = "1 file, 1 finding, 2 suppressed, 0 baselined"
    for path in ("sub/b.txt", "./sub/../sub/b.txt", str(tmp_path / "sub" / "b.txt")):
        assert said(termkit("check", path)) == counted
    assert said(termkit("check", "b.txt", cwd=tmp_path / "sub")) == counted


@pytest.mark.parametrize(
    ("between", "suppressed"), [("\n", 1), ("\n\n", 1), ("\r\n \r\n", 1), ("\n\n一. 导言\n\n", 0)], ids=repr
)
def test_a_comment_is_of_the_next_line_that_is_not_blank(
    termkit: Run, tmp_path: Path, between: str, suppressed: int
) -> None:
    (tmp_path / "b.md").write_bytes(f"<!-- termkit: ignore ZH05 -->{between}2. 会议统筹协协调。\n".encode())
    assert said(termkit("check", "b.md")).endswith(f"{suppressed} suppressed, 0 baselined")


@pytest.mark.parametrize(
    ("named", "suppressed", "warned"),
    [
        ("ignore ZH05", 1, ""),
        ("ignore ZH", 1, ""),
        ("ignore SF01, ZH05,", 1, ""),
        ("ignore doubled-character", 1, ""),
        ("ignore-file doubled-character SF", 1, ""),
        ("ignore", 1, ""),
        ("ignore zh05", 0, "the comment names 'zh05', which is no rule"),
        ("ignore ZH99 ZH05 x", 1, "the comment names 'ZH99', 'x', which is no rule"),
        ("ignore-file ZH99", 0, "the comment names 'ZH99', which is no rule"),
        ("ignore: ZH05", 0, "the comment says 'ignore:' and accepts nothing; write ignore or ignore-file"),
    ],
)
def test_comments_name_rules_as_the_settings_do(
    termkit: Run, tmp_path: Path, named: str, suppressed: int, warned: str
) -> None:
    text = f"# 报告\n\n<!-- termkit: {named} -->\n2. 会议统筹协协调。\n\n<!-- no termkit: ignore zh05 -->\n"
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    result = termkit("check", "b.md")
    *warnings, counted = result.stderr.decode().splitlines()
    assert counted.endswith(f"{suppressed} suppressed, 0 baselined")
    assert [each.partition("; ")[0] for each in warnings] == (
        [f"termkit: warning: b.md:3: {warned.partition('; ')[0]}"] if warned else []
    )
    assert termkit("check", "b.md", "-q").stderr == b""


def test_sarif_tells_comments_in_the_text_from_settings(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "termkit.toml").write_text('[per-file-ignores]\n"*.md" = ["ZH01"]\n', encoding="utf-8")
    (tmp_path / "b.md").write_text(f"<!-- termkit: ignore ZH01 ZH02 -->\n{FAULTY}", encoding="utf-8")
    (run,) = json.loads(termkit("check", "b.md", "--output-format", "sarif").stdout)["runs"]
    kinds = {each["ruleId"]: each["suppressions"][0]["kind"] for each in run["results"] if "suppressions" in each}
    assert kinds == {"ZH01": "external", "ZH02": "inSource"}


IGNORE = " <!-- termkit: ignore ZH02 SF01 ZH03 -->"


@pytest.mark.parametrize(
    ("kept", "accepted", "told"),
    [
        ("各国,合作。", "各国,支持。", "half-width , in Chinese text; write ，"),
        (
            "各国（发展中国家）应当合作。",
            "各国（捐助国家）应当支持。",
            "1 pair of full-width brackets beside 3 of half-width ones; write () throughout",
        ),
    ],
)
@pytest.mark.parametrize("is_first", [False, True])
def test_a_comment_accepts_its_own_places_of_a_finding_that_is_told_once(
    termkit: Run, tmp_path: Path, kept: str, accepted: str, told: str, *, is_first: bool
) -> None:
    usual = "本组织(所有会员国)、各方(捐助国)和各国(缔约国)参加。"
    lines = [accepted + IGNORE, "", usual, "", kept] if is_first else [kept, "", usual, "", accepted + IGNORE]
    (tmp_path / "b.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = termkit("check", "b.md", "--select", "ZH02,ZH03", "--output-format", "json")
    assert [(each["line"], each["message"]) for each in json.loads(result.stdout)] == [(lines.index(kept) + 1, told)]
    assert said(result) == "1 file, 1 finding, 1 suppressed, 0 baselined"
    assert termkit("check", "b.md", "--select", "ZH02,ZH03", "--fix", "--unsafe-fixes").returncode == 0
    fixed = (tmp_path / "b.md").read_text(encoding="utf-8").split("\n")
    assert accepted + IGNORE in fixed
    assert kept not in fixed


def test_a_short_form_that_is_accepted_at_its_first_use_is_accepted(termkit: Run, tmp_path: Path) -> None:
    lines = ["训研所举办了讲习班。", "", "# 导言", "", "训研所支持各国。"]
    for commented, counted in ((0, "0 findings, 1 suppressed"), (4, "1 finding, 0 suppressed")):
        text = "\n".join(line + IGNORE * (number == commented) for number, line in enumerate(lines))
        (tmp_path / "b.md").write_text(text, encoding="utf-8")
        assert said(termkit("check", "b.md", "--select", "SF01")) == f"1 file, {counted}, 0 baselined"


def test_as_many_processes_as_one_likes_accept_the_same(termkit: Run, tmp_path: Path) -> None:
    for name in ("b.md", "c.md"):
        text = f"各国,合作。\n\n# 导言\n\n各国,支持。{IGNORE}\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    one, two = (termkit("check", "b.md", "c.md", "--jobs", jobs) for jobs in "12")
    assert said(one) == said(two) == "2 files, 2 findings, 2 suppressed, 0 baselined"
    assert one.stdout == two.stdout


def test_fix(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode())
    before = (tmp_path / "a.txt").read_bytes()
    shown = termkit("check", "a.txt", "--diff")
    assert "问题" in shown.stdout.decode()
    assert (tmp_path / "a.txt").read_bytes() == before
    result = termkit("check", "a.txt", "--fix", "--ignore", "SF01")
    assert result.returncode == 0
    fixed = (tmp_path / "a.txt").read_bytes()
    assert fixed == b"\xef\xbb\xbf" + "1. 训研所举办了讲习班，并讨论了安全问题。\r\n".encode()
    assert termkit("check", "a.txt", "--fix").returncode == 1
    assert (tmp_path / "a.txt").read_bytes() == fixed


def test_fix_keeps_the_encoding(termkit: Run, tmp_path: Path) -> None:
    text = FAULTY * 12
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    assert termkit("check", "a.txt", "--encoding", "gb18030", "--fix", "--select", "ZH").returncode == 0
    assert (tmp_path / "a.txt").read_bytes().decode("gb18030") == text.replace(",", "，").replace("問題", "问题")


def test_select_and_statistics(termkit: Run) -> None:
    result = termkit("check", "a.txt", "--select", "ZH01,ZH02", "--statistics")
    assert result.stdout.decode().split() == [
        "1",
        "ZH01",
        "traditional-character",
        "1",
        "ZH02",
        "half-width-punctuation",
    ]
    assert termkit("check", "a.txt", "--select", "XX").returncode == 2


def test_statistics_for_programs(termkit: Run) -> None:
    asked = ("check", "a.txt", "--select", "ZH01", "--statistics", "--output-format")
    result = termkit(*asked, "json")
    assert json.loads(result.stdout) == [{"code": "ZH01", "name": "traditional-character", "count": 1}]
    assert termkit(*asked, "concise").stdout == b"     1 ZH01 traditional-character\n"
    assert (
        json.loads(termkit("check", "a.txt", "--select", "DS", "--statistics", "--output-format", "json").stdout) == []
    )
    for form in ("sarif", "junit", "html"):
        result = termkit(*asked, form)
        assert (result.returncode, result.stdout) == (2, b"")
        assert said(result) == "termkit: --statistics goes with --output-format text, concise, json"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--fix --write-baseline b.json", "run --fix by itself, before it"),
        ("--diff --write-baseline b.json", "run --diff by itself, before it"),
        ("--word b.docx --write-baseline b.json", "run --word by itself, before it"),
        ("--statistics --write-baseline b.json", "run --statistics by itself, before it"),
        ("--unsafe-fixes", "--unsafe-fixes goes with --fix, --diff or --track"),
        ("--unsafe-fixes --word b.docx", "--unsafe-fixes goes with --fix, --diff or --track"),
        ("--stdin-filename x.md", "give - as PATH"),
    ],
)
def test_options_that_would_do_nothing_are_refused(termkit: Run, tmp_path: Path, options: str, sentence: str) -> None:
    result = termkit("check", "a.txt", *options.split())
    assert (result.returncode, result.stdout) == (2, b"")
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("termkit: --")
    assert sentence in line
    assert not list(tmp_path.glob("b.*"))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FAULTY


def test_one_finding_is_one_finding(termkit: Run) -> None:
    assert said(termkit("check", "a.txt", "--select", "ZH01", "--write-baseline", "b.json")) == "1 finding in b.json"


def test_a_file_is_checked_once_however_its_path_is_spelt(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("a.txt")
    result = termkit("check", "a.txt", "./a.txt", tmp_path / "a.txt", "link.txt", ".", "--output-format", "concise")
    assert said(result) == "1 file, 3 findings, 0 suppressed, 0 baselined"
    assert all(line.startswith("a.txt:1:") for line in result.stdout.decode().splitlines() if line[0] != "[")
    assert said(termkit("extract", "a.txt", "./a.txt")).startswith("1 document")
    (tmp_path / "b.txt").write_text(FAULTY, encoding="utf-8")
    assert said(termkit("check", "a.txt", "b.txt")).startswith("2 files")


def test_a_pair_is_held_together_however_its_path_is_spelt(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("1. 会议通过了第62/208号决议。\n2. 有300人参加。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("1. The meeting adopted resolution 62/208.\n2. 400 people took part.\n", "utf-8")
    for first in ("zh.txt", "./zh.txt"):
        result = termkit("check", first, "--pair", "zh.txt", "en.txt", "--output-format", "concise")
        assert b"BI02" in result.stdout


def test_stdin_has_a_name(termkit: Run) -> None:
    result = termkit("check", "-", "--stdin-filename", "draft.txt", "--output-format", "concise", stdin=FAULTY.encode())
    assert result.stdout.decode().startswith("draft.txt:1:4: SF01")


def test_a_draft_is_held_against_earlier_documents(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "b.txt").write_text(
        "1. 鹿特丹海洋研究所(鹿海所)举办了讲习班,鹿海所派代表出席。\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text("1. 鹿特丹海洋研究所(海洋所)举办了讲习班，海洋所派代表出席。\n", encoding="utf-8")
    result = termkit("check", "a.txt", "--against", "old", "--output-format", "json")
    found = json.loads(result.stdout)
    assert [(each["code"], each["path"]) for each in found] == [("XD01", "a.txt")]
    assert found[0]["related"][0]["path"] == str(tmp_path.joinpath("old", "b.txt").relative_to(tmp_path))


@pytest.mark.parametrize("name", ["a.txt", "z.txt"])
def test_what_earlier_documents_say_too_is_still_held_against_them(termkit: Run, tmp_path: Path, name: str) -> None:
    here = "1. 经济合作组织(经合组织)举行了会议，经合组织成员国出席。\n"
    there = "1. 经济合作与发展组织(经合组织)发布了数据，经合组织成员国参加。\n"
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "b.txt").write_text(here, encoding="utf-8")
    (tmp_path / "old" / "c.txt").write_text(there, encoding="utf-8")
    (tmp_path / name).write_text(here, encoding="utf-8")
    for jobs in "12":
        result = termkit("check", name, "--against", "old", "--jobs", jobs, "--output-format", "json")
        assert [(each["code"], each["path"]) for each in json.loads(result.stdout)] == [("XD02", name)]


def test_as_many_processes_as_one_likes(termkit: Run, root: Path) -> None:
    one, two = (termkit("check", str(root / "seeds"), "--jobs", n, "--output-format", "json").stdout for n in "12")
    assert one == two
    assert len(json.loads(one)) > 100


def test_comments_and_fixes_in_markdown_and_html(termkit: Run, tmp_path: Path) -> None:
    source = "1. 会议讨论了**安全問題**,并休会。\n\n<!-- termkit: ignore ZH05 -->\n2. 会议统筹协协调。\n"
    page = (
        "<html><body><!-- termkit: ignore-file SF01 --><p>1. 训研所讨论了<b>安全問題</b>&amp;和平。</p></body></html>"
    )
    (tmp_path / "b.md").write_text(source, encoding="utf-8")
    (tmp_path / "c.html").write_text(page, encoding="utf-8")
    result = termkit("check", "b.md", "c.html", "--fix")
    assert result.returncode == 0
    assert said(result) == "2 files, 0 findings, 2 suppressed, 0 baselined"
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == source.replace("問題", "问题").replace(",", "，")
    assert (tmp_path / "c.html").read_text(encoding="utf-8") == page.replace("問題", "问题")


def test_one_fault_a_thousand_times_is_not_a_thousand_findings(termkit: Run, tmp_path: Path) -> None:
    text = "".join(f"{number}. 会议统筹协协调了第{number}项工作。\n\n" for number in range(1, 301))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = json.loads(termkit("check", "a.txt", "--output-format", "json").stdout)
    assert len(found) == 21
    assert found[-1]["message"].endswith("(and 279 more)")
    assert sum(1 + len(each["related"]) for each in found) == 300
    assert termkit("check", "a.txt", "--fix", "--unsafe-fixes").returncode == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == text.replace("协协", "协")


def test_fix_writes_what_a_link_points_at_and_no_file_that_is_protected(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("a.txt")
    termkit("check", "link.txt", "--fix")
    assert (tmp_path / "link.txt").is_symlink()
    assert "问题" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    result = termkit("check", "a.txt", "--write-baseline", os.devnull)
    assert result.returncode == 2
    assert "cannot be written: is no file" in said(result)
    if os.geteuid():  # root may write everything
        (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
        (tmp_path / "a.txt").chmod(0o400)
        assert termkit("check", "a.txt", "--fix").returncode == 2
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FAULTY
