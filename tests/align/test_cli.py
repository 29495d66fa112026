"""termkit align and termkit terms as a user calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from termkit.cli.align import command as align
from termkit.cli.build import command as build
from termkit.cli.check import command as check
from termkit.cli.terms import command as terms
from termkit.errors import InputError, UsageError
from termkit.exchange import read

_ZH = "联合国开发计划署(开发署)提交了报告。\n大会通过了第62/208号决议。\n会议散会。\n"
_EN = (
    "The United Nations Development Programme (UNDP) submitted its report.\n"
    "The General Assembly adopted resolution 62/208.\nThe meeting rose.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "zh.txt").write_text(_ZH, "utf-8")
    (tmp_path / "en.txt").write_text(_EN, "utf-8")
    return str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")


def test_lines_to_ladder_and_tsv(texts: tuple[str, str], tmp_path: Path) -> None:
    out = [str(tmp_path / "o.ladder"), str(tmp_path / "o.tsv")]
    result = CliRunner().invoke(align, [*texts, "--zh-lines", "--en-lines", "-o", out[0], "-o", out[1]])
    assert result.exception is None
    assert (tmp_path / "o.ladder").read_text("utf-8") == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"
    assert (tmp_path / "o.tsv").read_text("utf-8").split("\t")[:2] == ["0", "0"]
    assert "CC-CEDICT" in result.stderr


def test_tsv_to_stdout(texts: tuple[str, str]) -> None:
    result = CliRunner().invoke(align, [*texts, "-q"])
    assert result.exception is None
    assert [len(line.split("\t")) for line in result.stdout.splitlines()] == [5] * len(result.stdout.splitlines())


def test_exchanged_texts_and_inputs_as_targets_are_refused(texts: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="name the Chinese one first"):
        align.main([texts[1], texts[0]], standalone_mode=False)
    with pytest.raises(UsageError, match="nothing overwrites an input"):
        align.main([*texts, "-o", texts[0]], standalone_mode=False)
    with pytest.raises(UsageError, match="no format for this ending"):
        align.main([*texts, "-o", "x.doc"], standalone_mode=False)


def test_folders(tmp_path: Path) -> None:
    for language, text in (("zh", _ZH), ("en", _EN)):
        (tmp_path / language).mkdir()
        (tmp_path / language / f"report.{language}.txt").write_text(text.replace("\n", "\n\n"), "utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(align, [str(tmp_path / "zh"), str(tmp_path / "en"), "-o", str(out), "--format", "tmx"])
    assert result.exception is None
    assert [p.name for p in out.iterdir()] == ["report.zh.tmx"]
    assert "1 pairs" in result.stderr


def test_terms_of_a_pair_flow_into_a_glossary(texts: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "terms.csv"
    result = CliRunner().invoke(terms, ["--pair", *texts, "-o", str(target)])
    assert result.exception is None
    text = target.read_text("utf-8")
    for form in ("联合国开发计划署", "开发署", "United Nations Development Programme", "UNDP"):
        assert f",{form}," in text
    # The sentences go with it, and a build with it is bilingual.
    memory = tmp_path / "terms.tbx"
    assert CliRunner().invoke(terms, ["--pair", *texts, "-o", str(memory)]).exception is None
    assert "submitted its report" in memory.read_text("utf-8")
    store = tmp_path / "terms.termkit"
    assert CliRunner().invoke(terms, ["--pair", *texts, "-o", str(store)]).exception is None
    lines = {
        (e.document.rpartition("/")[2], Path(e.document).read_text("utf-8").splitlines()[e.line - 1], e.sentence)
        for concept in read(store)
        for term in concept.terms
        for e in term.evidence
        if e.line
    }
    assert {name for name, _, _ in lines} == {"zh.txt", "en.txt"}
    assert all(sentence.split("。")[0][:12] in line for _, line, sentence in lines)
    built = CliRunner().invoke(build, [texts[0], "--glossary", str(target), "-o", str(tmp_path / "out")])
    assert built.exception is None
    for name in ("glossary.csv", "glossary.tbx"):
        assert "United Nations Development Programme" in (tmp_path / "out" / name).read_text("utf-8")


def test_terms_that_differ_from_the_glossary_are_reported(tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("世界粮食计划署(粮食署)提交了报告。\n", "utf-8")
    (tmp_path / "en.txt").write_text("The World Food Project (WFP) submitted its report.\n", "utf-8")
    result = CliRunner().invoke(terms, ["--pair", str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")])
    assert "世界粮食计划署: the texts say “World Food Project”, the glossary “World Food Programme”" in result.stderr
    assert "1 that differ from the glossary" in result.stderr


def _bilingual(options: list[str]) -> list[tuple[str, str, int, str, list[tuple[str, int, str]]]]:
    result = CliRunner().invoke(check, [*options, "--select", "BI", "--output-format", "json"])
    found = json.loads(result.stdout)
    return [
        (f["code"], f["path"].rsplit("/")[-1], f["line"], f["text"],
         [(r["path"].rsplit("/")[-1], r["line"], r["text"]) for r in f["related"]])
        for f in found
    ]  # fmt: skip


def test_check_holds_a_pair_and_its_memories_against_the_english(tmp_path: Path) -> None:
    zh, en = str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")
    (tmp_path / "zh.txt").write_text("1. 开发署提交了报告。\n\n2. 粮农署援助了五十八万人。\n", "utf-8")
    (tmp_path / "en.txt").write_text("1. UNDP submitted its report.\n\n2. WFP assisted 850,000 people.\n", "utf-8")
    found = _bilingual(["--pair", zh, en])
    assert found == [
        ("BI01", "zh.txt", 3, "2. 粮农署援助了五十八万人。", [("en.txt", 3, "WFP")]),
        ("BI02", "zh.txt", 3, "五十八万", [("en.txt", 3, "850,000")]),
    ]
    for ending in ("tmx", "xliff", "tsv"):
        path = str(tmp_path / f"pair.{ending}")
        assert CliRunner().invoke(align, [zh, en, "-o", path]).exception is None
        memory = _bilingual([path])
        assert [(code, text, [t for _, _, t in related]) for code, _, _, text, related in memory] == [
            (code, text, [t for _, _, t in related]) for code, _, _, text, related in found
        ]
        assert all(name == f"pair.{ending}" for *_, related in memory for name, _, _ in related)
    with pytest.raises(InputError, match="name the Chinese one first"):
        check.main(["--pair", en, zh], standalone_mode=False)


def test_folders_are_aligned_alike_by_several_processes(tmp_path: Path, root: Path) -> None:
    """A pair that cannot be aligned costs itself only."""
    for number in range(6):
        for folder, text in (
            ("zh", f"1. 联合国在{2000 + number}年举办了{number + 3}次会议。\n\n2. 会员国欢迎。\n"),
            (
                "en",
                f"1. In {2000 + number} the United Nations held {number + 3} meetings.\n\n2. Members welcomed it.\n",
            ),
        ):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "zh" / "9.txt").write_text("English only, by mistake.\n", encoding="utf-8")
    (tmp_path / "en" / "9.txt").write_text("只有中文，弄错了。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    said = []
    for jobs in ("0", "2"):
        command = [sys.executable, "-m", "termkit", "align", "zh", "en", "-o", f"out{jobs}", "--jobs", jobs]
        result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 2, result.stderr
        said.append(result.stderr)
    assert said[0] == said[1]
    assert "termkit: zh/9.txt: is not Chinese" in said[0]
    assert said[0].splitlines()[-1].startswith("6 pairs, ")
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("out0", "out2")]
    assert len(files[0]) == 6
    assert files[0] == files[1]


def test_an_empty_side_is_said_to_be_empty(tmp_path, root):
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("只有中文。\n", encoding="utf-8")
    for pair in (["empty.txt", "zh.txt"], ["zh.txt", "empty.txt"]):
        command = [sys.executable, "-m", "termkit", "align", *pair]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        told = "termkit: empty.txt: is empty, so that nothing can be aligned with it\n"
        assert (result.returncode, result.stdout, result.stderr) == (2, "", told)
