from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from termkit.read.plain import read_plain
from termkit.text.document import BlockKind

CASES = tomllib.loads((Path(__file__).parent / "layout.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_blocks(case: dict[str, str | list[list[str]]], ends: str) -> None:
    source = str(case["source"]).replace("\n", ends)
    document = read_plain(source.encode(), "r.txt")
    blocks = [[b.kind, b.number, document.text[b.span.start : b.span.end]] for b in document.blocks]
    assert blocks == case["blocks"]


def test_every_kind_of_block_has_a_case() -> None:
    shown = {kind for case in CASES for kind, _, _ in case["blocks"]}
    assert shown == set(BlockKind) - {BlockKind.MASTHEAD}
