"""Everything a user can cause is one sentence, exit code 2, and nothing half-written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.read.pdf_builder import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

GOOD = "1. 联合国开发计划署(开发署)举办了讲习班。\n2. 开发署派代表出席，会员国欢迎开发署的工作。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "pictures").mkdir()
    return tmp_path


def said(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    lines = result.stderr.decode().splitlines()
    assert not any("Traceback" in line for line in lines), result.stderr.decode()
    return lines


COMMANDS = [("build", "-o", "out"), ("extract",), ("check",)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("pictures", "pictures: holds no document"),
        ("image.txt", "image.txt: is not"),
        ("none.txt", "none.txt: does not exist"),
    ],
)
def test_nothing_that_can_be_read(
    termkit: Run, folder: Path, command: tuple[str, ...], path: str, sentence: str
) -> None:
    result = termkit(command[0], path, *command[1:])
    (line,) = said(result)
    assert (result.returncode, result.stdout) == (2, b"")
    assert line.startswith(f"termkit: {sentence}")
    assert not (folder / "out").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_other_files_are_done(termkit: Run, folder: Path, command: tuple[str, ...]) -> None:
    result = termkit(command[0], "none.txt", "image.txt", "good.txt", *command[1:])
    lines = said(result)
    assert result.returncode == 2
    assert [line.split(":")[1].strip() for line in lines[:2]] == ["none.txt", "image.txt"]
    assert lines[-1].startswith("1 ")
    assert lines[-1].endswith("; 2 not read")
    assert len(lines) == 3
    if command[0] == "extract":
        assert "联合国开发计划署" in result.stdout.decode()
    if command[0] == "build":
        made = {path.name for path in (folder / "out").iterdir() if not path.name.startswith(".")}
        assert made == {
            "counts.csv",
            "findings.json",
            "glossary.csv",
            "glossary.tbx",
            "glossary.termkit",
            "report.html",
        }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_empty_file_is_a_warning(termkit: Run, command: tuple[str, ...]) -> None:
    result = termkit(command[0], "empty.txt", "good.txt", *command[1:])
    assert result.returncode == 0
    assert said(result)[0] == "termkit: warning: empty.txt is empty"


def test_an_empty_file_alone(termkit: Run) -> None:
    result = termkit("extract", "empty.txt")
    assert (result.returncode, result.stdout) == (0, b"")


def test_no_path(termkit: Run) -> None:
    for command in COMMANDS:
        result = termkit(*command)
        assert (result.returncode, result.stdout) == (2, b"")
        assert re.search(r"Missing argument 'PATH\.\.\.'|no input: name a file", said(result)[-1])


def test_output_that_is_a_file(termkit: Run, folder: Path) -> None:
    result = termkit("build", "good.txt", "-o", "empty.txt")
    assert result.returncode == 2
    assert "empty.txt is a file; name a folder" in said(result)[-1]
    assert (folder / "empty.txt").read_bytes() == b""


def test_output_below_a_file(termkit: Run) -> None:
    result = termkit("build", "good.txt", "-o", "empty.txt/out")
    assert result.returncode == 2
    assert "empty.txt/out: cannot be written: Not a directory; name another place with -o" in said(result)[-1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_output_without_the_right_to_write(termkit: Run, folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    result = termkit("build", "good.txt", "-o", "locked/out")
    assert result.returncode == 2
    assert "locked/out: cannot be written" in said(result)[-1]


def test_output_on_a_file_system_that_cannot_be_written(termkit: Run) -> None:
    result = termkit("build", "good.txt", "-o", "/proc/termkit")
    assert result.returncode == 2
    assert "/proc/termkit: cannot be written" in said(result)[-1]


def test_a_target_that_is_a_folder_leaves_the_older_results(termkit: Run, folder: Path) -> None:
    (folder / "out" / "report.html").mkdir(parents=True)
    (folder / "out" / "report.html" / "x").touch()
    result = termkit("build", "good.txt", "-o", "out")
    assert result.returncode == 2
    assert "cannot be written" in said(result)[-1]
    assert not any(path.name.startswith(".termkit") for path in (folder / "out").iterdir())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("g.csv", "concept,kind\n", "g.csv:1"),
        (
            "g.csv",
            "concept,kind,lang,term,type,status,since,until,source,note\nx,body,zh,名,fullForm,,,,,\n",
            "g.csv:2",
        ),
        ("g.tbx", "<martif", "g.tbx"),
        ("g.tbx", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><martif>&e;</martif>', "g.tbx"),
    ],
)
def test_a_broken_glossary_says_where(termkit: Run, folder: Path, name: str, content: str, sentence: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    result = termkit("check", "good.txt", "--glossary", name)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said(result)[-1].startswith(f"termkit: {sentence}")
    assert "root:" not in result.stderr.decode()


def test_a_glossary_that_is_missing(termkit: Run, folder: Path) -> None:
    result = termkit("build", "good.txt", "-o", "out", "--glossary", "none.csv")
    assert result.returncode == 2
    assert "none.csv" in said(result)[-1]
    assert not (folder / "out").exists()


def test_a_wrong_encoding(termkit: Run, folder: Path) -> None:
    (folder / "gb.txt").write_bytes(GOOD.encode("gb18030"))
    assert termkit("extract", "gb.txt", "--encoding", "utf-8").returncode == 2
    assert "no such encoding" in said(termkit("extract", "gb.txt", "--encoding", "klingon"))[-1]


def test_another_encoding_is_said(termkit: Run, folder: Path) -> None:
    (folder / "gb.txt").write_bytes((GOOD * 5).encode("gb18030"))
    result = termkit("extract", "gb.txt", "--format", "tsv")
    assert result.returncode == 0
    assert "gb.txt: read as GB18030" in said(result)[0]
    assert "联合国开发计划署\t开发署" in result.stdout.decode()


def test_of_formats_without_an_encoding_none_is_said(termkit: Run, folder: Path) -> None:
    (folder / "x.pdf").write_bytes(pdf([GOOD.split("\n", maxsplit=1)[0]]))
    assert "read as" not in termkit("extract", "x.pdf").stderr.decode()


@pytest.mark.parametrize("command", ["extract seeds -q", "lookup 联合国 -n 1000"])
def test_a_reader_that_goes_away(root: Path, command: str) -> None:
    """`termkit extract seeds | head -1` ends without a word, and its exit code does not say that nothing was found."""
    command = f"set -o pipefail; {sys.executable} -m termkit {command} | head -1"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run(
        ["bash", "-c", command], cwd=root, env=environment, capture_output=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1


def test_an_interrupt_while_the_program_loads(root: Path) -> None:
    script = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from termkit.__main__ import main\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (130, b"termkit: stopped\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are named pipes on Unix only")
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_pipe_with_a_name(termkit: Run, folder: Path, command: str) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["sh", "-c", "cat good.txt > pipe"], cwd=folder):
        assert termkit(command, "pipe").stderr.decode().startswith("1 ")


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        (("extract", "a.md", "--what", "abbreviations", "-o"), "a.md"),
        (("extract", "a.md", "--what", "abbreviations", "-o"), "./docs/../a.md"),
        (("extract", "a.md", "--what", "abbreviations", "-o"), "docs/link.md"),
        (("extract", "docs", "--what", "abbreviations", "-o"), "a.md"),
        (("extract", "good.txt", "--what", "abbreviations", "--glossary", "mine.csv", "-o"), "mine.csv"),
        (("check", "good.txt", "a.md", "--write-baseline"), "a.md"),
        (("check", "good.txt", "--against", "a.md", "--write-baseline"), "a.md"),
        (("convert", "mine.csv", "-o"), "./mine.csv"),
        (("diff", "mine.csv", "mine.csv", "-o"), "mine.csv"),
        (("terms", "pair.tsv", "--glossary", "mine.csv", "-o"), "mine.csv"),
        (("align", "good.txt", "r.en", "-o"), "r.moses"),
        (("align", "zh", "en", "--format", "html", "-o"), "zh"),
        (("build", "good.txt", "--glossary", "docs/glossary.csv", "-o"), "docs"),
        (("build", "docs/report/x.txt", "-o"), "docs"),
    ],
    ids=" ".join,
)
def test_nothing_overwrites_an_input(termkit: Run, folder: Path, arguments: tuple[str, ...], target: str) -> None:
    glossary = "concept,kind,lang,term,type\nundp,programme,zh,联合国开发计划署,fullForm\n"
    english = "1. The United Nations Development Programme (UNDP) held a workshop.\n2. UNDP took part.\n"
    page = "<html><body><p>{}</p></body></html>"
    texts = {
        "a.md": GOOD, "docs/report/x.txt": GOOD, "mine.csv": glossary, "docs/glossary.csv": glossary, "r.en": english,
        "pair.tsv": "zh\ten\n开发署\tUNDP\n", "zh/r.html": page.format(GOOD), "en/r.html": page.format(english),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "docs" / "link.md").symlink_to(folder / "a.md")
    result = termkit(*arguments, target)
    assert result.returncode == 2
    assert "is an input; nothing overwrites an input: name another place with " in said(result)[-1]
    assert {name: (folder / name).read_text(encoding="utf-8") for name in texts} == texts
    assert not [*folder.rglob(".work*")]


def test_a_result_takes_the_place_of_an_older_one(termkit: Run, folder: Path) -> None:
    for _ in range(2):
        assert termkit("extract", "good.txt", "--what", "abbreviations", "-o", "list.md").returncode == 0
        assert termkit("check", "good.txt", "--write-baseline", "known.json").returncode == 0
        known = termkit("check", "good.txt", "--baseline", "known.json", "--write-baseline", "known.json")
        assert known.returncode == 0
        assert termkit("build", "good.txt", "-o", "out").returncode == 0
    assert "开发署" in (folder / "list.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("line", "path"), [("0", "good.txt"), ("3", "good.txt"), ("1", "empty.txt")])
def test_a_line_that_is_not_there_is_not_explained(termkit: Run, line: str, path: str) -> None:
    result = termkit("extract", "--explain", f"{path}:{line}")
    (told,) = said(result)
    assert (result.returncode, result.stdout) == (2, b"")
    assert told.startswith(f"termkit: --explain {path}:{line}: the file has {0 if path == 'empty.txt' else 2} lines")


@pytest.mark.parametrize("score", ["nan", "-nan", "inf", "1.1"])
def test_a_score_is_a_number_from_0_to_1(termkit: Run, score: str) -> None:
    result = termkit("extract", "good.txt", "--min-score", score)
    assert (result.returncode, result.stdout) == (2, b"")


def test_an_explanation_says_what_is_told(termkit: Run, folder: Path) -> None:
    for text, decisions, told in (
        (GOOD, "", "told: 联合国开发计划署, short form 开发署, score "),
        (GOOD, "联合国开发计划署\t开发署\trejected\n", "not told: a decision is against it"),
        (GOOD, "开发计划署\t开发署\taccepted\n", "told by decision: 开发计划署, short form 开发署, score 1.000"),
        ("1. 与会者到达。\n", "", ""),
        ("8. 伊斯兰国大撒哈拉（大撒哈拉伊斯兰国）已撤离。\n", "", "not told: most likely it is no definition"),
    ):
        (folder / "a.txt").write_text(text, encoding="utf-8")
        (folder / "d.tsv").write_text("full\tshort\tdecision\n" + decisions, encoding="utf-8")
        result = termkit("extract", "--explain", "a.txt:1", "--decisions", "d.tsv")
        assert result.returncode == 0
        lines = [line.strip() for line in result.stdout.decode().splitlines() if "told" in line]
        assert len(lines) == bool(told)
        assert not told or lines[0].startswith(told)


@pytest.mark.parametrize(
    "command", [("extract", "--format", "jsonl"), ("extract", "--format", "tsv"), ("check", "--output-format", "json")]
)
def test_what_programs_read_is_utf8_in_any_locale(termkit: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "报告.txt").write_text(GOOD + "3. 会员国讨论了安全問題。\n", encoding="utf-8")
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = termkit(*command, "报告.txt", **locale)
    assert "报告.txt" in result.stdout.decode()
    assert result.stdout == termkit(*command, "报告.txt").stdout


def test_control_characters_and_markup_do_nothing_to_a_terminal(termkit: Run, folder: Path) -> None:
    (folder / "[").mkdir()
    (folder / "[/b]\x1b[2J.txt").write_text(
        "1. 联合国开发计划署(开发署)举办了\x1b[31m讲习班\x07讲习班。\n", encoding="utf-8"
    )
    for command in (("check",), ("extract", "--format", "table")):
        result = termkit(command[0], "[/b]\x1b[2J.txt", *command[1:], "--quiet")
        said(result)
        assert b"[/b]\xe2\x90\x9b[2J.txt:1" in result.stdout  # U+241B, the picture of the character
        assert not {b"\x1b", b"\x07"}.intersection(bytes([each]) for each in result.stdout)
