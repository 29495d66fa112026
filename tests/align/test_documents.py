"""Documents: blocks, paragraph numbers, pairs of folders."""

from __future__ import annotations

from termkit.align.documents import align_documents, segment_document
from termkit.align.pairing import pair_documents
from termkit.read.plain import read_plain

_ZH = """大会

第六十三届会议

1. 秘书长注意到这份报告。报告已分发。

2. 委员会同意。

3. 委员会同意。

4. 委员会决定于2009年再次开会。
"""
_EN = """General Assembly

Sixty-third session

1. The Secretary-General took note of the report. The report had been circulated.

3. The Committee agreed.

4. The Committee decided to meet again in 2009.
"""


def test_paragraph_numbers_tell_equal_sentences_apart() -> None:
    bitext = align_documents(read_plain(_ZH.encode(), "zh.txt"), read_plain(_EN.encode(), "en.txt"))
    texts = [(bitext.zh_text(b), bitext.en_text(b)) for b in bitext.beads]
    assert ("2. 委员会同意。", "") in texts
    assert ("3. 委员会同意。", "3. The Committee agreed.") in texts


def test_segments_stand_where_they_say() -> None:
    document = read_plain(_ZH.encode(), "zh.txt")
    for segment in segment_document(document, "zh").segments:
        assert document.text[segment.span.start : segment.span.end] == segment.text


def test_pairs_by_symbol_name_and_content() -> None:
    def document(path: str, text: str) -> object:
        return read_plain(text.encode(), path)

    zh = [
        document("zh/a.txt", "联 合 国 A/63/150\n\n大会\n\n第六十三届会议\n\n1. 报告全文如下。\n"),
        document("zh/report_zh.txt", "这是一份报告。\n"),
        document("zh/x.txt", "2008年有1234人，占56.7%，见E/2008/12号文件和UNICEF的材料。\n"),
        document("zh/alone.txt", "没有译文的文件。\n"),
    ]
    en = [
        document("en/1.txt", "In 2008 there were 1,234 people, or 56.7 per cent; see E/2008/12 and the material of UNICEF.\n"),
        document("en/2.txt", "United Nations A/63/150\n\nGeneral Assembly\n\nSixty-third session\n\n1. The report follows.\n"),
        document("en/report-en.txt", "This is a report.\n"),
    ]  # fmt: skip
    pairs, alone = pair_documents(zh, en)  # type: ignore[arg-type]
    assert [(p.zh.path, p.en.path) for p in pairs] == [
        ("zh/a.txt", "en/2.txt"), ("zh/report_zh.txt", "en/report-en.txt"), ("zh/x.txt", "en/1.txt"),
    ]  # fmt: skip
    assert [d.path for d in alone] == ["zh/alone.txt"]


def test_many_documents_without_symbol_or_name_pair_by_what_they_have_in_common() -> None:
    """What all of them have (2008, UNICEF) brings none together; three numbers of their own do."""

    def sentences(number: int) -> tuple[str, str]:
        figures = [1000 + 7 * number, 90_000 + 11 * number, 500_000 + 13 * number]
        zh = f"2008年儿基会(UNICEF)有{figures[0]}人，{figures[1]}户和{figures[2]}公顷。\n"
        return zh, f"In 2008 UNICEF had {figures[0]} people, {figures[1]} homes and {figures[2]} hectares.\n"

    both = [sentences(number) for number in range(300)]
    zh = [read_plain(text.encode(), f"zh/{number}w.txt") for number, (text, _) in enumerate(both)]
    en = [read_plain(text.encode(), f"en/{number}y.txt") for number, (_, text) in enumerate(both)]
    pairs, alone = pair_documents(zh, en[::-1])
    assert [(p.zh.path, p.en.path, p.how) for p in pairs] == [
        (one.path, other.path, "content") for one, other in zip(zh, en, strict=True)
    ]
    assert not alone
