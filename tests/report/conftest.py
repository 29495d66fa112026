from __future__ import annotations

import pytest

from termkit.corpus.pipeline import Built, build
from termkit.read.plain import read_plain

A = """1. 联合国儿童基金会(儿童基金会)与<b>各国议会联盟</b>合作。
2. 儿童基金会举办了“讲习班”&会议。
"""
B = """1. 联合国儿童基金会（儿基会）举办了讲习班。
2. 联合国儿童基金会（儿基会）签署了协定。
"""


@pytest.fixture(scope="module")
def built() -> Built:
    """Return what a build makes of two small documents that contradict one another."""
    return build([read_plain(A.encode(), "a.txt"), read_plain(B.encode(), "b.txt")])
