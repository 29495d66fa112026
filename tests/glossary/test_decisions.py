from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termkit.errors import GlossaryError
from termkit.glossary.decisions import Decision, Ruling, differences, merge_decisions, read_decisions, write_decisions

if TYPE_CHECKING:
    from pathlib import Path

YES = Decision("联合国开发计划署", "开发署", Ruling.ACCEPTED, "", "li", "2026-01-02", 'say "=1" here')
NO = Decision("联合国开发计划署", "开发署", Ruling.REJECTED, "", "wang", "2026-01-01", "=1+1")
HEAD = "full\tshort\tdecision\tscope\tby\tdate\tnote\n"


def test_come_back_sorted_and_no_cell_runs(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    write_decisions([NO, YES], path)
    assert read_decisions(path) == [YES, NO]
    assert "\t'=1+1" in path.read_text("utf-8-sig")
    assert path.read_text("utf-8-sig").startswith(HEAD)


def test_merge_takes_the_latest_of_each_person() -> None:
    later = Decision(YES.full, YES.short, Ruling.PREFERRED, "", "li", "2026-01-03")
    assert merge_decisions([later, NO], [YES]) == [later, NO]
    assert merge_decisions([NO], [YES]) == merge_decisions([YES], [NO])
    assert differences([YES, NO]) == [(YES, NO)]
    assert differences([YES, later]) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("full\tshort\n", 1, "missing: decision"),
        ("full\tshort\tdecision\tshort\n", 1, "stands twice"),
        (HEAD + "a\tb\tmaybe\n", 2, "'maybe' is no decision"),
        (HEAD + "\n\tb\taccepted\n", 3, "no full form"),
        (HEAD + "a\tb\taccepted\t\t\tsoon\n", 2, "'soon' is no date"),
    ],
)
def test_bad_rows_are_refused_with_their_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=said) as caught:
        read_decisions(path)
    assert caught.value.line == line
