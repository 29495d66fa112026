from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from termkit import exchange
from termkit.cli.convert import command as convert
from termkit.cli.diff import command as diff
from termkit.cli.validate import command as validate
from termkit.errors import UsageError
from termkit.exchange import Options
from termkit.terms.concept import Concept, Kind, Status, Term, TermType

if TYPE_CHECKING:
    from pathlib import Path

UNDP = Concept(
    "undp",
    Kind.PROGRAMME,
    (
        Term("联合国开发计划署", "zh", TermType.FULL_FORM, Status.PREFERRED, source="A/RES/1"),
        Term("UNDP", "en", TermType.ACRONYM),
    ),
)


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "g.csv"
    exchange.write([UNDP], path)
    return path


def _run(command: object, *arguments: object, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(command, [str(each) for each in arguments])  # type: ignore[arg-type]
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_convert_lists_what_is_lost_and_counts(glossary: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.tbx"
    _, said = _run(convert, glossary, "-o", out, "--dialect", "min", "--style", "dca")
    assert "source of a term: TBX-Min has no place for it" in said
    assert said.endswith(f"1 read with 2 terms; {out}: 1 concepts, 2 terms\n")
    assert 'type="TBX-Min" style="dca"' in out.read_text("utf-8")
    _run(
        convert, glossary, "-o", out, "--version", "2", "--code", "zh=zh-Hans", "--lang", "zh", "--status", "preferred"
    )
    assert "<martif" in out.read_text("utf-8")
    assert 'xml:lang="zh-Hans"' in out.read_text("utf-8")
    assert "UNDP" not in out.read_text("utf-8")


def test_convert_takes_the_direction(glossary: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.txt"
    _run(convert, glossary, "-o", out, "--direction", "en>zh")
    assert "\nUNDP\t联合国开发计划署\t" in out.read_text("utf-8")
    _, said = _run(convert, glossary, "-o", out, "--direction", "en-zh", code=2)
    assert "write it as zh>en" in said
    result = CliRunner().invoke(convert, [str(glossary), "-o", str(out), "--to", "docx"])
    assert isinstance(result.exception, UsageError)


def test_convert_names_both_sides_of_a_conflict(glossary: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.tbx", tmp_path / "out.csv"
    exchange.write([Concept("undp", Kind.FUND, UNDP.terms)], other)
    _, said = _run(convert, glossary, other, "-o", out, "--no-bom")
    assert f"conflict: undp: kind is 'programme' in {glossary}, 'fund' in {other}; 'programme' was kept" in said
    assert out.read_bytes().startswith(b"concept,")
    _run(convert, glossary, other, "-o", out, "--prefer", "other.tbx")
    assert exchange.read(out)[0].kind is Kind.FUND


def test_diff_in_three_forms(glossary: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.tbx"
    exchange.write([Concept("undp", Kind.PROGRAMME, UNDP.terms[:1])], new)
    table, said = _run(diff, glossary, new)
    assert "removed\t联合国开发计划署\ten\tUNDP\t\t\t\n" in table
    assert said == "0 added, 1 removed, 0 changed\n"
    data, _ = _run(diff, glossary, new, "--format", "json")
    assert json.loads(data)[0]["term"] == "UNDP"
    page = tmp_path / "page.html"
    _run(diff, glossary, new, "-o", page)
    assert "<del>UNDP</del>" in page.read_text("utf-8")
    assert _run(diff, glossary, glossary)[0] == ""


def test_validate_says_where_and_what(glossary: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tbx", tmp_path / "bad.tbx"
    exchange.write(exchange.read(glossary), good, options=Options(style="dca"))
    bad.write_text(good.read_text("utf-8").replace("preferredTerm-admn-sts", "preferred"), encoding="utf-8")
    assert _run(validate, good)[0] == f"{good}: valid (TBX-Basic dca)\n"
    said, _ = _run(validate, good, bad, code=1)
    line = bad.read_text("utf-8").split(">preferred<")[0].count("\n") + 1
    assert f"{bad}:{line}:13: error: value: administrativeStatus must be one of" in said
    assert said.endswith(f"(preferred)\n{bad}: invalid (TBX-Basic dca)\n")
    data, _ = _run(validate, good, bad, "--format", "json", code=1)
    first, second = json.loads(data)
    assert (first["valid"], second["valid"], second["problems"][0]["value"]) == (True, False, "preferred")
    _run(validate, good, tmp_path / "none.tbx", code=2)
