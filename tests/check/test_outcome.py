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


def test_a_broken_baseline_is_an_error(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text("[]", encoding="utf-8")
    result = termkit("check", "a.txt", "--baseline", "base.json")
    assert result.returncode == 2
    assert b"base.json" in result.stderr
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
