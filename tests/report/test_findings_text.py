from __future__ import annotations

from typing import TYPE_CHECKING

import click

from termkit.report import findings_text

if TYPE_CHECKING:
    from termkit.corpus.pipeline import Built


def test_a_finding_is_its_place_the_sentence_and_the_other_places(built: Built) -> None:
    twice = [each for each in built.findings if each.code == "SF03"]
    lines = list(findings_text.render(twice, color=False))
    assert lines[0].startswith("b.txt:2:4: SF03 “儿基会” was defined before")
    assert lines[1] == "    2. 【联合国儿童基金会（儿基会）】签署了协定。"
    assert lines[2].strip(" ^") == "", "carets below the words"
    assert lines[3] == "    also: 1:4"


def test_colour_changes_nothing_but_the_look(built: Built) -> None:
    plain = findings_text.render(built.findings, color=False)
    coloured = list(findings_text.render(built.findings, color=True))
    assert any("\x1b[" in line for line in coloured)
    # Without colour 【】 mark the words, so that the carets below stand further to the right.
    told = [line.replace("【", "").replace("】", "") for line in plain if line.strip(" ^")]
    assert [line for line in map(click.unstyle, coloured) if line.strip(" ^")] == told


def test_every_finding_says_where_it_is(built: Built) -> None:
    lines = list(findings_text.render(built.findings, color=False))
    for each in built.findings:
        assert any(line.startswith(f"{each.path}:{each.place.line}:{each.place.column}: {each.code}") for line in lines)
