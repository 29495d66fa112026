"""Fixes: only what was shown and is safe, never in titles and quotations, and twice is once."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termkit.check import Finding, check, load_profile
from termkit.check.baseline import Baseline
from termkit.check.engine import all_rules
from termkit.check.finding import Safety
from termkit.check.fixing import diff, edits_of, fix_source, fixed_findings
from termkit.check.outcome import fingerprints, sift
from termkit.check.suppress import comments_in
from termkit.corpus.pipeline import analyse
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.read.markdown import read_markdown
from termkit.read.plain import read_plain
from termkit.read.web.document import read_html
from termkit.text.document import Place, Span
from termkit.text.edit import Edit, apply_edits

GLOSSARY = read(shipped_glossary())[:80]

# Pieces that meet in many ways: forms, marks of both widths, doubled and Traditional characters, layout.
_PIECES = st.sampled_from(
    "联合国 开发署 (开发署) （儿基会） 联合国开发计划署(开发署) , ; : ， 。 《 》 “ ” ( ) （ ） 协协调 問題 后後 \n \n\n 1. 一. 二、 "
    "A／63／150 第52/12 B、第57/270 B号 4 000人 4000人 4,000人 and 2008-11-05 [72/278](#) \u200b &nbsp; 可持续发 展 10:30 𠮷 é e\u0301 \t".split(
        " "
    )
)
TEXTS = st.lists(_PIECES, max_size=40).map("".join)


def findings(source: str) -> list[Finding]:
    return check(analyse([read_plain(source.encode(), "text.txt")], GLOSSARY))


def fixed(source: str, *, unsafe: bool = False) -> str:
    edits = edits_of(fixed_findings(findings(source), unsafe=unsafe)).get("text.txt", ())
    return fix_source(source, edits).text


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_fixing_twice_is_fixing_once(source: str) -> None:
    once = fixed(source)
    assert fixed(once) == once


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_but_what_was_shown_is_touched(source: str) -> None:
    shown = fixed_findings(findings(source), unsafe=True)
    result = fix_source(source, edits_of(shown).get("text.txt", ())).text
    if result != source:
        assert shown
    # The edits replace just their spans: what stands between them stays.
    kept, last = [], 0
    for edit in sorted({edit for finding in shown if finding.fix for edit in finding.fix.edits}):
        if edit.span.start >= last:
            kept.append(source[last : edit.span.start])
            last = edit.span.end
    position = 0
    for piece in [*kept, source[last:]]:
        position = result.index(piece, position) + len(piece)


ANY = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\r\t"), max_size=120
)
# All rules, those that are off by default too, with values that make each of them speak.
_ALL = load_profile()._replace(
    only=frozenset(rule.code for rule in all_rules()), brackets="full", thousands="comma",
    numbering="comma", han_latin_space="always",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(ANY | TEXTS | st.lists(_PIECES | ANY, max_size=20).map("".join))
def test_no_text_crashes_any_rule(source: str) -> None:
    documents = [read_plain(source.encode(), name, "utf-8") for name in ("a.txt", "b.txt")]
    for finding in check(analyse(documents, GLOSSARY, _ALL)):
        assert finding.sentence[finding.marked.start : finding.marked.end] == finding.text


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.sets(st.sampled_from(["ZH", "SF01", "NU", "DS01"])), st.data())
def test_suppressed_shown_and_baselined_are_all(one: str, two: str, ignored: set[str], data: st.DataObject) -> None:
    sources = {"a.txt": one, "b.md": two}
    documents = [read_plain(source.encode(), path) for path, source in sources.items()]
    line = data.draw(st.integers(0, 6))
    comments = {"b.md": comments_in("\n" * line + "<!-- termkit: ignore ZH SF -->")}
    material = analyse(documents, GLOSSARY)
    found = check(replace(material, comments=comments))
    known = data.draw(st.sets(st.sampled_from(range(len(found)))) if found else st.just(set()))
    profile = load_profile()._replace(ignored_files={"a.txt": frozenset(ignored)})
    baseline = Baseline.of(fingerprints(found[index] for index in sorted(known)))
    outcome = sift(found, profile, baseline=baseline)
    parts = [*outcome.shown, *outcome.suppressed, *outcome.baselined]
    assert sorted(map(repr, parts)) == sorted(map(repr, found))
    # Each in the part that it belongs to: what is accepted is not shown, and what was known is not new.
    accepted = [each for each in found if each.path == "a.txt" and each.code.startswith(tuple(ignored))]
    assert not [each for each in accepted if ignored and each not in outcome.suppressed]
    again = sift(found, profile, baseline=Baseline.of(fingerprints(found)))
    assert not again.shown
    assert len(again.suppressed) + len(again.baselined) == len(found)
    # Comments part findings and lose none of their places and edits; what they accept is not edited.
    whole = check(material)
    assert places_of(found) == places_of(whole)
    assert set(chain(*edits_of(found).values())) == set(chain(*edits_of(whole).values()))
    for finding in outcome.shown:
        accepting = [each for each in comments.get(finding.path, ()) if each.accepts(finding.code, finding.place.line)]
        assert not accepting
        for edit in finding.fix.edits if finding.fix else ():
            assert not any(each.accepts(finding.code, edit.place.line) for each in comments.get(finding.path, ()))


def places_of(found: list[Finding]) -> set[tuple[str, str, Place]]:
    """Return the places that findings speak of, with their paths and codes."""
    own = {(each.code, each.path, each.place) for each in found}
    return own | {(each.code, other.path, other.place) for each in found for other in each.related}


@pytest.mark.parametrize(
    "source",
    [
        "1. 会议通过了《安全問題,和平》。",
        "1. 会议题为“安全問題,和平”，并感谢各国。",
    ],
)
def test_titles_and_quotations_are_left_alone(source: str) -> None:
    assert fixed(source, unsafe=True) == source


def test_a_rule_that_is_off_is_not_fixed() -> None:
    source = "1. 会议讨论了安全問題,并感谢各国。"
    document = read_plain(source.encode(), "text.txt")
    profile = load_profile()._replace(ignore=frozenset({"ZH01"}))
    shown = check(analyse([document], GLOSSARY, profile))
    assert fix_source(source, edits_of(fixed_findings(shown, unsafe=True))["text.txt"]).text == source.replace(
        ",", "，"
    )


def test_no_edit_runs_over_a_joined_place() -> None:
    line = "各国议会联盟与联合国开发计划署合作举办了讲习班并讨论了可持续发展目标的执行"
    source = "\n".join(
        [
            f"1. {line}情况和安全問",
            "題以及国际社会的工作，并感谢各国的参与和支持以及对今后工作的建议",
            line,
            line + "。",
        ]
    )
    for finding in findings(source):
        for edit in finding.fix.edits if finding.fix else ():
            assert "\n" not in source[edit.span.start : edit.span.end]


def test_edits_that_overlap_are_made_once() -> None:
    place = read_plain(b"abc", "x").place(Span(0, 1))
    first, second = Edit(Span(0, 2), place, "X"), Edit(Span(1, 3), place, "Y")
    assert apply_edits("abc", [second, first, first]) == ("Xc", 1)


def test_diff_shows_lines_and_their_ends() -> None:
    shown = diff("一\r\n二\r\n", "一\r\n三\r\n", "a.txt")
    assert "-二\r\n+三\r\n" in shown
    assert diff("一", "二", "a.txt").endswith("+二\n\\ No newline at end of file\n")


def test_safety_of_every_fix_is_that_of_its_rule() -> None:
    source = "1. 训研所讨论了安全問題,并感谢统筹协协调。"
    by_code = {finding.code: finding.fix.safety for finding in findings(source) if finding.fix}
    assert by_code["ZH01"] is Safety.SAFE
    assert by_code["ZH05"] is Safety.UNSAFE


def test_comments() -> None:
    source = "一\n<!-- termkit: ignore SF01 ZH -->\n二\n<!-- termkit: ignore-file NU01 --><!-- termkit: ignore -->"
    assert [(c.line, sorted(c.codes)) for c in comments_in(source)] == [(2, ["SF01", "ZH"]), (0, ["NU01"]), (4, [])]


MARKED = """# 导言

> 会议召开,各国合作。
各国说,应当支持。

各国说`各国,合作`很好,会议召开。

```
各国,支持
```

    各国,参加

- 会议召开。

    各国指出,应当参加。
"""
PAGE = (
    "<html><body><blockquote><p>会议召开,各国合作。</p></blockquote><p>主席说：<q>各国,合作</q>很好,会议召开。</p>"
    "<p>各国<code>支持,参加</code>合作</p><pre>各国,<code>合作,支持</code>。</pre></body></html>"
)


@pytest.mark.parametrize(
    ("name", "source", "places", "edited"),
    [
        ("a.md", MARKED, [(3, 7), (4, 4), (6, 13), (16, 9)], [(6, 13), (16, 9)]),
        ("a.html", PAGE, [(1, 32), (1, 67), (1, 76), (1, 122)], [(1, 76)]),
    ],
)
def test_marked_quotations_are_not_fixed_and_code_is_no_prose(
    name: str, source: str, places: list[tuple[int, int]], edited: list[tuple[int, int]]
) -> None:
    profile = load_profile()._replace(only=frozenset({"ZH02"}))
    reader = {"a.md": read_markdown, "a.html": read_html}[name]
    (finding,) = check(analyse([reader(source.encode(), name)], GLOSSARY, profile))
    assert [each[:2] for each in (finding.place, *(other.place for other in finding.related))] == places
    assert f"({len(places)} times)" in finding.message.en
    assert finding.fix is not None
    assert [edit.place[:2] for edit in finding.fix.edits] == edited
    assert not finding.fix.complete
