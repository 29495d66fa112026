"""The year of a document that neither its masthead nor its symbol tells."""

from __future__ import annotations

import pytest

from termkit.check.wording.dates import year_of
from termkit.read.plain import read_plain


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年通过了决议。2020年举行了两次会议，2020年还设立了基金。", 2020),
        ("《2030年可持续发展议程》、《2030 年议程》，到2030年消除贫穷。2018年和2018年12月取得了进展。", 2018),
        ("2015年后发展议程和2015年以后的目标。2013年开始筹备，2013年举行了会议。", 2013),
        ("没有年份的文件。", 0),
    ],
)
def test_plans_that_lie_ahead_tell_no_year(text: str, year: int) -> None:
    assert year_of(read_plain(text.encode(), "a.txt")) == year
