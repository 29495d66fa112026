from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest
from lxml import html

import termkit as package
from termkit.check.engine import all_rules

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

CLEAN = "1. 联合国开发计划署(开发署)举办了讲习班。\n2. 开发署派代表出席，会员国欢迎开发署的工作。\n"
FAULTY = "1. 训研所举办了讲习班。\n"


@pytest.fixture(autouse=True)
def documents(tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "faulty.txt").write_text(FAULTY, encoding="utf-8")


def test_check_exit_codes(termkit: Run) -> None:
    assert termkit("check", "clean.txt").returncode == 0
    assert termkit("check", "faulty.txt").returncode == 1
    assert termkit("check", "faulty.txt", "none.txt").returncode == 2


def test_findings_go_to_stdout_and_the_count_to_stderr(termkit: Run) -> None:
    result = termkit("check", "faulty.txt", "clean.txt")
    assert result.stdout.decode().startswith("faulty.txt:1:4: SF01 “训研所” is not defined in this document")
    assert "【训研所】" in result.stdout.decode()
    assert result.stderr.decode().strip().startswith("2 files, 1 finding,")


def test_check_json(termkit: Run) -> None:
    result = termkit("check", "faulty.txt", "--output-format", "json", "-q")
    (found,) = json.loads(result.stdout)
    assert (found["code"], found["text"], found["line"], found["column"]) == ("SF01", "训研所", 1, 4)
    assert result.stderr == b""
    assert json.loads(termkit("check", "clean.txt", "--output-format", "json").stdout) == []


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colour(termkit: Run, options: list[str], environment: dict[str, str], *, coloured: bool) -> None:
    result = termkit("check", "faulty.txt", *options, **environment)
    assert (b"\x1b[" in result.stdout) is coloured


def test_extract_prints_json_lines_where_no_one_looks(termkit: Run) -> None:
    result = termkit("extract", "clean.txt")
    (found,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (found["document"], found["line"], found["column"]) == ("clean.txt", 1, 12)
    assert (found["full"], found["short"], found["kind"]) == ("联合国开发计划署", "开发署", "programme")
    assert result.stderr.decode().strip().endswith("1 document, 1 definition")


def test_extract_table_and_tsv(termkit: Run) -> None:
    table = termkit("extract", "clean.txt", "--format", "table", COLUMNS="100").stdout.decode()
    assert "联合国开发计划署" in table
    assert (
        termkit("extract", "clean.txt", "--format", "tsv")
        .stdout.decode()
        .splitlines()[0]
        .startswith("document\tline\tcolumn\tfull\tshort")
    )


def test_extract_above_a_score(termkit: Run, root: Path) -> None:
    scores = [
        json.loads(line)["score"]
        for line in termkit("extract", root / "seeds", "--min-score", "0.9").stdout.splitlines()
    ]
    assert min(scores) >= 0.9
    assert len(scores) > 50
    assert termkit("extract", "clean.txt", "--min-score", "2").returncode == 2


def test_no_glossary(termkit: Run) -> None:
    assert termkit("check", "faulty.txt", "--glossary", "none").returncode == 0


def test_rule_lists_the_rules_and_explains_one(termkit: Run) -> None:
    listed = termkit("rule").stdout.decode()
    assert [line.split()[:2] for line in listed.splitlines()] == [[rule.code, rule.name] for rule in all_rules()]
    shown = termkit("rule", "sf01").stdout.decode()
    assert shown == termkit("rule", "undefined-short-form").stdout.decode()
    assert "What: " in shown
    assert "Why: " in shown
    assert "Example: " in shown


def test_findings_and_rules_in_chinese(termkit: Run, tmp_path: Path) -> None:
    told = "仅用一次，宜写作“联合国训练研究所”"
    english = termkit("check", "faulty.txt", "--select", "SF01")
    chinese = termkit("check", "faulty.txt", "--select", "SF01", "--language", "zh")
    assert told not in english.stdout.decode()
    assert told in chinese.stdout.decode()
    assert "1份文件，1个问题" in chinese.stderr.decode()
    (finding,) = json.loads(termkit("check", "faulty.txt", "--select", "SF01", "--output-format", "json").stdout)
    assert "is not defined in this document" in finding["message"]
    assert told in finding["message_zh"]
    shown = termkit("rule", "sf01", "--language", "zh").stdout.decode()
    assert shown.startswith("SF01 简称未给出全称(警告，默认检查)\n\n内容：")
    listed = termkit("rule", "--language", "zh").stdout.decode().splitlines()
    assert [line.split()[:2] for line in listed] == [[rule.code, rule.zh.title] for rule in all_rules()]
    # The settings say it for all commands; the option wins.
    settings = tmp_path / "termkit.toml"
    settings.write_text('language = "zh"\n', encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text("训研所举办了讲习班。\n", encoding="utf-8")
    assert told in termkit("check", "draft.txt").stdout.decode()
    assert told not in termkit("check", "draft.txt", "--language", "en").stdout.decode()
    assert "language: zh" in termkit("check", "--show-settings").stdout.decode()
    settings.write_text('language = "fr"\n', encoding="utf-8")
    broken = termkit("rule")
    assert broken.returncode == 2
    assert "termkit.toml:1: language is 'fr'" in broken.stderr.decode()


@pytest.mark.parametrize("form", ["text", "concise", "sarif", "github", "rdjson", "junit", "html"])
def test_every_output_speaks_chinese(termkit: Run, root: Path, form: str) -> None:
    seed = root / "seeds/004_4aff376148ed9e0c.txt"
    shown = termkit("check", seed, "--language", "zh", "--output-format", form).stdout.decode()
    assert "应写作" in shown
    for english in ("is not defined", "write ", "also:", "times)", "line ", "warning)", "fixable"):
        assert english not in shown, english


def test_a_report_in_chinese(termkit: Run, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    termkit("build", root / "seeds/004_4aff376148ed9e0c.txt", "-o", out, "--language", "zh")
    page = html.fromstring((out / "report.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "zh-Hans"
    for each in page.xpath("//style|//script|//td|//tbody|//*[@class='where' or @class='code']|//blockquote"):
        each.drop_tree()
    shown = re.sub(r"termkit|seeds?/?\S+|[A-Z]{2}\d\d|004_\w+|A/\S+|Intel", "", page.text_content())
    assert not re.findall("[A-Za-z]{2,}", shown)


def test_a_rule_that_does_not_exist(termkit: Run) -> None:
    result = termkit("rule", "XX99")
    assert result.returncode == 2
    assert "there is no rule XX99" in result.stderr.decode()


def test_version(termkit: Run) -> None:
    assert package.__version__ in termkit("--version").stdout.decode()


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_lists_the_commands(termkit: Run, arguments: list[str]) -> None:
    result = termkit(*arguments)
    shown = (result.stdout + result.stderr).decode()
    for command in ("build", "extract", "check", "rule"):
        assert f"  {command} " in shown


def test_help_of_every_command(termkit: Run) -> None:
    listed = termkit("--help").stdout.decode().partition("Commands:")[2]
    commands = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    assert len(commands) >= 4
    for command in commands:
        result = termkit(command, "--help")
        assert result.returncode == 0, (command, result.stderr.decode())
        assert result.stdout.startswith(b"Usage: termkit"), command


def test_help_is_fast_as_no_command_is_loaded(termkit: Run) -> None:
    """0.2 s on a quiet machine; the best of three counts, and the modules that would slow it are named."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert termkit("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5
    loaded = termkit("--help", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    names = {line.rpartition("|")[2].strip().split(".")[0] for line in loaded.splitlines() if "|" in line}
    assert "click" in names
    assert not names & {"jieba", "rjieba", "lxml", "jinja2", "rich", "daachorse", "chardet"}


def test_patterns_choose_the_files_of_a_folder(termkit: Run, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for name in ("a.txt", "b.txt", "~$c.docx"):
        (tmp_path / "many" / name).write_text("1. 联合国开发计划署(开发署)出席。开发署发言。\n", encoding="utf-8")
    result = termkit("extract", "many", "--exclude", "a*")
    assert result.returncode == 0
    assert result.stdout.decode().count("many/b.txt") == result.stdout.decode().count("\n") == 1
    assert "left out: 1 hidden or temporary, 1 by pattern" in result.stderr.decode()
