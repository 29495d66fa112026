"""The table of Traditional characters is what OpenCC and GB 2312 say."""

from __future__ import annotations

from importlib.resources import files

from termkit.check.wording.traditional import worked_out


def test_the_table_is_up_to_date() -> None:
    table = (files("termkit.check.wording") / "traditional.txt").read_text(encoding="utf-8")
    assert table.replace("\n", "") == worked_out()
