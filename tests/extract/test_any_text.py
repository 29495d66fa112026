"""Whatever words and marks stand side by side: nothing breaks, and each find stands where it says."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from termkit.check import check
from termkit.corpus.pipeline import analyse
from termkit.extract.definitions import extract_definitions
from termkit.read.plain import read_plain

MARKS = list("（）()《》“”，。；：、\n—-/*0123456789第条款届次年月日的和与及即称非")
WORDS = (
    "简称 下称 又称 全称 即 缩略语 一、 十三、 十四、 摘要 联合国 开发署 联合国开发计划署 世界卫生组织 世卫组织 UNDP WHO G20 COVID-19 "
    "SCCR/43/7 A/77/1 第2653(2022)号决议 第5条 条款3页 第十二条 委员会 会议 大会 届会议 公约 《公约》 议定书 2022年 11月31日 2月29日 "
    "战略计划 《战略计划》 朝鲜 朝鲜民主主义人民共和国 不适用 评价与 内部监督办公室 不限成员名额 工作组"
).split()
TEXTS = st.lists(st.sampled_from(MARKS + WORDS), max_size=60).map("".join)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
@example("”(海洋司)设立。“”（海洋司）")  # nothing but marks before a bracket
@example("支持UNDP(即)和UNEP（全称“”）。")  # nothing behind the word that tells a name
def test_definitions_stand_in_the_text(text: str) -> None:
    document = read_plain(text.encode(), "any.txt")
    for each in extract_definitions(document):
        for span, form in ((each.full_span, each.full), (each.short_span, each.short)):
            assert "".join(document.text[span.start : span.end].split()) == "".join(form.split())


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_findings_stand_in_the_text(text: str) -> None:
    document = read_plain(text.encode(), "any.txt")
    for finding in check(analyse([document])):
        assert 1 <= finding.place.line <= text.count("\n") + 1
