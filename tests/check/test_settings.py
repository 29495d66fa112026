"""Profiles and settings: what holds, and what is said of a mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from termkit.check import check, load_profile
from termkit.check.settings import PROFILES, find_settings, read_settings, show
from termkit.corpus.pipeline import analyse
from termkit.errors import InputError, UsageError
from termkit.read.plain import read_plain

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "一. 导言\n\n1. 安全問題得到讨论,有4 000人参加，见联合国儿童基金会(儿童基金会)的报告。\n"


def codes(tmp_path: Path, settings: str, name: str = "") -> set[str]:
    path = tmp_path / "termkit.toml"
    path.write_text(settings, encoding="utf-8")
    profile = load_profile(name, read_settings(path))
    return {finding.code for finding in check(analyse([read_plain(TEXT.encode(), "text.txt")], [], profile))}


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_load(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert "安理会" in profile.needs_no_definition


def test_houses_differ() -> None:
    def found(name: str) -> set[str]:
        return {f.code for f in check(analyse([read_plain(TEXT.encode(), "text.txt")], [], load_profile(name)))}

    assert {"ZH03", "NU01", "NU03"}.isdisjoint(found("un"))
    assert {"ZH03", "NU03"} <= found("gb")
    assert {"NU01", "NU03"} <= found("fao")
    assert "ZH03" in found("un-2007")


def test_rules_go_on_and_off(tmp_path: Path) -> None:
    assert {"ZH01", "ZH02"} <= codes(tmp_path, "")
    assert "ZH01" not in codes(tmp_path, 'ignore = ["ZH01"]')
    assert not {"ZH01", "ZH02"} & codes(tmp_path, 'ignore = ["ZH"]')
    assert "ZH09" in codes(tmp_path, 'select = ["han-latin-spacing"]\nhan_latin_space = "always"')
    assert "NU01" in codes(tmp_path, 'profile = "fao"')
    assert "NU01" in codes(tmp_path, 'thousands = "comma"')


def test_severity(tmp_path: Path) -> None:
    path = tmp_path / "termkit.toml"
    path.write_text('[severity]\nZH = "info"\n"traditional-character" = "warning"\n', encoding="utf-8")
    profile = load_profile("", read_settings(path))
    document = read_plain(TEXT.encode(), "text.txt")
    found = {f.code: f.severity.value for f in check(analyse([document], [], profile))}
    assert found["ZH01"] == "warning"
    assert found["ZH02"] == "info"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('profile = "uno"', 1, "no profile uno"),
        ('\nbrackets = "wide"', 2, "consistent, half, full"),
        ('ignore = "ZH01"', 1, "list of texts"),
        ('ignore = ["ZZ01"]', 1, "'ZZ01' that does not exist"),
        ("colour = 1", 1, "colour is no setting"),
        ('language = "fr"', 1, "en, zh"),
        ('[severity]\nSF01 = "bad"', 2, "error, warning or info"),
        ('[per-file-ignores]\n"*.txt" = "SF01"', 2, "list of codes"),
        ("ignore = [", 1, "is not TOML"),
        ("brackets = 3", 1, "must be a text"),
        ("unused_from = -1", 1, "whole number of characters"),
        ('profile = "un"\n\nignore = [\n"ZH01",\n', 3, "is not TOML"),
        ('profile = ""', 1, "choose one of un, un-2007"),
        ('\nextends = "gb"', 2, "extends is no setting; there are profile"),
        ('\nseverity = {SF04 = "bad"}', 2, "SF04 is 'bad'; it may be error, warning or info"),
        ('[severity]\nZH = "info"\n[per-file-ignores]\nZH = ["XX"]', 4, "'XX' that does not exist"),
        ('ignore = [\n  "ZH01", # brackets = 1\n]\n\nbrackets = 3', 5, "must be a text"),
        ('more_need_no_definition = ["""\nbrackets = 3\n"""]\nbrackets = 4', 4, "not 4"),
        ("[a.b]", 1, "a is no setting"),
        ('\n[tool.termkit]\nprofile = "gb"', 2, "in termkit.toml the settings stand without [tool.termkit]"),
        ('[termkit]\nprofile = "gb"', 1, "in termkit.toml the settings stand without [tool.termkit]"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "termkit.toml"
    path.write_text(text, encoding="utf-8")
    assert_told(path, line, told)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[tool]\ntermkit = 5", 2, "termkit must be a table: [tool.termkit]"),
        ("[[tool.termkit]]\nselect = []", 1, "termkit must be a table: [tool.termkit]"),
        ("tool = 5", 1, "tool must be a table: [tool]"),
        ('[tool.ruff]\nselect=["E"]\n\n\n[tool.termkit]\nselect=["E"]', 6, "'E' that does not exist"),
        ('[tool.termkit]\nselect=["ZH"]\n[tool.termkit.severity]\nselect="info"', 4, "'select' that does not exist"),
        ('tool.termkit.brackets = "wide"', 1, "consistent, half, full"),
    ],
)
def test_a_mistake_in_a_project_is_told_with_its_place(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    assert_told(path, line, told)


def assert_told(path: Path, line: int, told: str) -> None:
    with pytest.raises(InputError) as error:
        load_profile("", read_settings(path))
    assert told in str(error.value)
    assert error.value.path == str(path)
    assert error.value.line == line


def test_a_project_that_says_nothing_of_termkit_has_no_settings(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    for text in ("", "[tool.ruff]\ntermkit = 5", "termkit = 5"):
        path.write_text(text, encoding="utf-8")
        assert read_settings(path) is None


def test_settings_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    for name, table in (("termkit.toml", ""), ("pyproject.toml", "[tool.termkit]\n")):
        (tmp_path / name).write_text(f'{table}profile = "gb"\n', encoding="utf-8-sig")
        assert load_profile("", read_settings(tmp_path / name)).name == "gb"


def test_unknown_profile_on_the_command_line() -> None:
    with pytest.raises(UsageError, match="un, un-2007, fao, gb"):
        load_profile("uno")


def test_nearest_settings_count(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "termkit.toml").write_text('profile = "gb"', encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1", encoding="utf-8")
    found = find_settings(inner)
    assert found is not None
    assert load_profile("", found).name == "gb"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.termkit]\nprofile = "fao"', encoding="utf-8")
    nearer = find_settings(inner)
    assert nearer is not None
    assert load_profile("", nearer).name == "fao"
    assert load_profile("un", nearer).name == "un"


def test_show_settings_names_every_rule() -> None:
    shown = show(load_profile("gb"), None)
    assert "brackets: full" in shown
    assert "SF05 off" in shown
    assert "SF01 on " in shown


def test_the_settings_of_the_readme_hold(root: Path, tmp_path: Path) -> None:
    (sample,) = re.findall(
        r"^```toml\n(.*?)^```$", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    path = tmp_path / "termkit.toml"
    path.write_text(sample, encoding="utf-8")
    profile = load_profile(settings=read_settings(path))
    assert profile.brackets == "half"
    assert "教科文组织" in profile.needs_no_definition
    assert profile.ignored_files == {"old/*.docx": {"SF", "TM01"}}
