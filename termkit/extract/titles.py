"""Titles under one short form that counts them: 《巴塞尔公约》、《鹿特丹公约》和《斯德哥尔摩公约》（三公约）."""

from __future__ import annotations

import re

from termkit.extract.heads import head_of

__all__ = ["titles_counted"]

_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_FORM = re.compile(r"[这上述各]{0,2}(?P<count>[两二三四五六七八])(?:项|个|部|份)?(?P<what>[^\s《》]{2,8})$")
_JOINT = re.compile(r"[、和与及以，]{1,2}$")


def titles_counted(before: str, short: str) -> int:
    """Return where as many titles begin as a short form counts, in code points; -1 where other text stands there.

    All titles end as the short form does, the last one at the end of the text.
    """
    match = _FORM.match(short.strip("“”"))
    if match is None or not before.endswith("》") or not (head := head_of(match["what"])):
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
