"""The review page in a real browser: keys, marks, lines, downloads, a wide and a narrow window."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from termkit.exchange.bitext_files import read_bitext, write_bitext
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (PyPI)")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian package chromium)")

ZH = ["大会开幕。", "秘书长发了言，", "谈到《21世纪议程》。", "没有译文。", "会议 & 散会。"]
EN = ["The Assembly opened.", "The Secretary-General spoke of Agenda 21.", "The <meeting> rose."]
SHAPES = [((0,), (0,), 0.99), ((1, 2), (1,), 0.7), ((3,), (), 0.95), ((4,), (2,), 0.98)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    sides = [BitextSide(lang, tuple(map(Segment, texts)), f"{lang}.txt") for lang, texts in (("zh", ZH), ("en", EN))]
    write_bitext(Bitext(*sides, tuple(Bead(*shape) for shape in SHAPES), ("CC-CEDICT",)), tmp_path / "review.html")
    opened = browser.new_page(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto((tmp_path / "review.html").as_uri())
    yield opened
    assert errors == []
    opened.close()


def shape(page: Any) -> list[str]:
    """Return what the rows say: 1–1, 2–1 …"""
    return [text.split(" ")[0] for text in page.locator(".joint span").all_inner_texts()]


def test_the_page_speaks_chinese_and_english(page: Any) -> None:
    assert page.evaluate("document.documentElement.lang") == "en"
    page.click("#language")
    assert page.locator("[data-do=merge]").inner_text() == "与下一条合并"
    assert page.locator("#status").inner_text() == "第1条，共4条；2条存疑(低于0.9，或缺一种文字)"
    assert page.locator("#help kbd").count() == 10
    told = page.evaluate(
        "document.querySelector('header').innerText + document.querySelector('#beads').getAttribute('aria-label')"
    )
    assert set(re.findall("[A-Za-z]{2,}", told)) == {"review", "TSV", "TMX", "English", "CC", "CEDICT"}
    page.reload()
    assert page.locator("[data-do=merge]").inner_text() == "与下一条合并"
    page.click("#language")
    assert page.locator("#status").inner_text() == "bead 1 of 4; 2 doubtful (below 0.9 or one side empty)"


def press(page: Any, *keys: str) -> list[str]:
    for key in keys:
        page.keyboard.press(key)
    return shape(page)


def test_beads_are_merged_split_and_moved_by_keyboard(page: Any) -> None:
    assert shape(page) == ["1–1", "2–1", "1–0", "1–1"]
    assert press(page, "j", "m") == ["1–1", "3–1", "1–1"]
    assert press(page, "s") == ["1–1", "2–1", "1–0", "1–1"]
    # The last Chinese sentence goes down, the first one comes up again.
    assert press(page, "]") == ["1–1", "1–1", "2–0", "1–1"]
    assert press(page, "j", "[") == ["1–1", "2–1", "1–0", "1–1"]
    assert press(page, "j", ",") == ["1–1", "2–1", "1–1", "1–0"]
    assert press(page, "k", ".") == ["1–1", "2–1", "1–0", "1–1"]
    assert press(page, "u", "u", "u", "u", "u", "u") == ["1–1", "2–1", "1–0", "1–1"]
    assert page.locator(".bead").nth(1).locator("p").all_inner_texts() == [ZH[1], ZH[2], EN[1]]


def test_doubtful_beads_are_marked_and_joined_by_lines(page: Any) -> None:
    low = [k for k in range(4) if "low" in (page.locator(".bead").nth(k).get_attribute("class") or "").split()]
    assert low == [1, 2]
    assert [page.locator(".bead").nth(k).locator("path").count() for k in range(4)] == [1, 2, 0, 1]
    press(page, "n")
    assert page.locator("[aria-current=true]").get_attribute("data-k") == "1"
    assert "2 doubtful" in page.locator("#status").inner_text()
    press(page, "m")
    assert "edited" in (page.locator(".bead").nth(1).get_attribute("class") or "")
    assert "0 doubtful" in page.locator("#status").inner_text()
    # A line begins and ends beside its sentences.
    box = page.locator(".bead").first.locator(".joint svg").bounding_box()
    left, right = (page.locator(".bead").first.locator(".side").nth(k).bounding_box() for k in (0, 1))
    assert left["x"] + left["width"] <= box["x"] + 1
    assert box["x"] + box["width"] <= right["x"] + 1


@pytest.mark.parametrize("ending", ["tsv", "tmx"])
def test_what_is_downloaded_is_what_is_shown(page: Any, tmp_path: Path, ending: str) -> None:
    press(page, "j", "j", "m")
    with page.expect_download() as waiting:
        page.locator(f"button[data-do={ending}]").click()
    path = tmp_path / f"down.{ending}"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename == f"review.{ending}"
    read = read_bitext(path)
    pairs = [(read.zh_text(b), read.en_text(b)) for b in read.beads]
    assert pairs == [(ZH[0], EN[0]), (ZH[1] + ZH[2], EN[1]), (ZH[3] + ZH[4], EN[2])]


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_cut_off(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    press(page, "n")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    header = page.locator("header").bounding_box()
    current = page.locator("[aria-current=true]").bounding_box()
    assert header["height"] < 200
    assert current["y"] >= header["y"] + header["height"] - 1
    assert all(box.bounding_box()["width"] > width / 3 for box in page.locator(".side").all())
