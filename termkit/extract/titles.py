"""Short forms that count titles, 《巴黎协定》和《伊斯坦布尔公约》（两公约）, or keep the date before one."""

from __future__ import annotations

import re

from termkit.extract.heads import head_of

__all__ = ["titles_counted"]

_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_FORM = re.compile(r"[这上述各]{0,2}(?P<count>[两二三四五六七八])(?:项|个|部|份)?(?P<what>[^\s《》]{2,8})$")
# 2011年6月20日《苏丹政府和苏丹人民解放运动关于阿卜耶伊…的协定》(2011年6月20日协定)
_DATED = re.compile(r"(?P<date>(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)(?P<what>[^\s\d]{2,4})$")
_JOINT = re.compile(r"[、和与及以，]{1,2}$")


def titles_counted(before: str, short: str) -> int:
    """Return where as many titles begin as a short form counts, in code points, or the one with its date before it.

    -1 where other text stands there. All titles end as the short form does, the last one at the end of the text.
    """
    if not before.endswith("》"):
        return -1
    if dated := _DATED.match(short):
        return _title_of_day(before, dated["date"], dated["what"])
    match = _FORM.match(short.strip("“”"))
    if match is None or not (head := head_of(match["what"])):
        return -1
    end = len(before)
    for index in range(_COUNTS[match["count"]]):
        if index:
            joint = _JOINT.search(before, 0, end)
            end = joint.start() if joint else 0
        start = before.rfind("《", 0, end)
        if start < 0 or not before[start:end].endswith(head + "》"):
            return -1
        end = start
    return end


def _title_of_day(before: str, date: str, what: str) -> int:
    start = before.rfind("《")
    date_before = re.sub(r"\s", "", before[:start]).endswith(re.sub(r"\s", "", date))
    return start if start >= 0 and date_before and before.endswith(what + "》") else -1
