from __future__ import annotations

import json
from typing import TYPE_CHECKING

from termkit.report import findings_json

if TYPE_CHECKING:
    from termkit.corpus.pipeline import Built

KEYS = {
    "code", "name", "severity", "path", "line", "column", "end_line", "end_column", "text", "message", "fix", "related",
}  # fmt: skip


def test_findings_have_what_programs_rely_on(built: Built) -> None:
    text = findings_json.render(built.findings)
    found = json.loads(text)
    assert text.endswith("]\n")
    assert "儿基会" in text, "Chinese stands as it is, not escaped"
    assert {each["code"] for each in found} >= {"SF03", "XD01"}
    for each in found:
        assert each.keys() >= KEYS
        assert all(
            other.keys() >= {"path", "line", "column", "end_line", "end_column", "text"} for other in each["related"]
        )


def test_places_count_from_one_in_code_points(built: Built) -> None:
    (twice,) = (each for each in json.loads(findings_json.render(built.findings)) if each["code"] == "SF03")
    assert (twice["path"], twice["text"]) == ("b.txt", "联合国儿童基金会（儿基会）")
    assert (twice["line"], twice["column"], twice["end_line"], twice["end_column"]) == (2, 4, 2, 17)


def test_no_findings_are_an_empty_list() -> None:
    assert json.loads(findings_json.render([])) == []
