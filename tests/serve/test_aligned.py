"""The review of an alignment through the server: in a real browser, saved to the disk, read by the other commands."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from servers import serving

from termkit.cli.check import command as check
from termkit.cli.terms import command as terms
from termkit.errors import InputError
from termkit.exchange.bitext_files import read_bitext, write_bitext
from termkit.exchange.bitext_reviewed import read_aligned
from termkit.text.bitext import Bead, Bitext, BitextSide, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ZH = ["大会开幕。", "开发署提交了报告。", "难民署也提交了<报告>。", "没有译文。", "会议 & 散会。"]
EN = ["The Assembly opened.", "UNDP submitted its report.", "UNHCR submitted a <report> as well.", "The meeting rose."]
SHAPES = [((0,), (0,), 0.99), ((1, 2), (1, 2), 0.7), ((3,), (), 0.95), ((4,), (3,), 0.98)]
SPLIT = [(ZH[0], EN[0]), (ZH[1], EN[1]), (ZH[2], EN[2]), (ZH[3], ""), (ZH[4], EN[3])]


def bitext() -> Bitext:
    zh, en = (
        BitextSide(lang, tuple(Segment(t) for t in texts), f"{lang}.txt", ("A/63/1",), "2008-08-08")
        for lang, texts in (("zh", ZH), ("en", EN))
    )
    return Bitext(zh, en, tuple(Bead(*shape) for shape in SHAPES), ("CC-CEDICT",))


def pairs(of: Bitext) -> list[tuple[str, str]]:
    return [(of.zh_text(b), of.en_text(b)) for b in of.beads]


@pytest.fixture(params=["tsv", "tmx", "html"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"pair.{request.param}"
    write_bitext(bitext(), path)
    return path


def test_each_format_comes_back_sentence_by_sentence(written: Path, tmp_path: Path) -> None:
    read = read_aligned(written)
    shapes = [(b.zh, b.en, b.score) for b in read.beads]
    assert shapes == [shape for shape in SHAPES if written.suffix != ".tmx" or (shape[0] and shape[1])]
    assert [s.text for s in read.en.segments] == EN
    assert [read.zh.segments[i].text for b in read.beads for i in b.zh] == [ZH[i] for b, _, _ in shapes for i in b]
    again = tmp_path / "again" / written.name
    again.parent.mkdir()
    write_bitext(read, again)
    if written.suffix != ".tmx":  # whose units are numbered anew
        assert again.read_bytes() == written.read_bytes()
    assert pairs(read_aligned(again)) == pairs(read)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.tsv", "中文\tEnglish\n"),
        ("x.tsv", "0\t0\t0.9\t中文\tEnglish\n0\t1\t0.9\t中文\tEnglish\n"),
        ("x.tsv", "\t0\t0.9\t中文\tEnglish\n"),
        ("x.tsv", ""),
        ("x.html", "<p>中文</p>"),
        ("x.html", '<script type="application/json" id="data">{"zh": 3}</script>'),
        ("x.tmx", "<tmx"),
        ("x.tmx", '<tmx version="1.4"><header creationtool="other"/><body/></tmx>'),
        ("x.docx", ""),
    ],
)
def test_what_align_did_not_write_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=name):
        read_aligned(tmp_path / name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (PyPI)")
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian package chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda told: errors.append(told.text) if "Content Security" in told.text else None)
    yield opened
    assert errors == []
    opened.close()


def saved(page: Any) -> str:
    page.click("#save")
    page.locator("#status", has_text="saved").wait_for()
    return str(page.locator("#status").inner_text())


@pytest.mark.parametrize("token", ["", "secret"])
def test_edits_in_the_browser_are_on_the_disk(written: Path, cache: Path, page: Any, token: str) -> None:
    before = written.read_bytes()
    with serving(None, cache, "--align", written, *(["--token", token] if token else [])) as server:
        page.goto(f"{server.address}align" + (f"#token={token}" if token else ""))
        page.wait_for_selector("html[data-ready]")
        assert page.locator(".bead").nth(1).evaluate("e => getComputedStyle(e).display") == "grid"
        for key in ("j", "s"):  # the 2-2 bead becomes two
            page.keyboard.press(key)
        assert saved(page).startswith(f"saved {written.name}")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        labels = [text.split(" ")[0] for text in page.locator(".joint span").all_inner_texts()]
        assert labels[:3] == ["1–1", "1–1", "1–1"]
        for key in ("m", "u"):
            page.keyboard.press(key)
        saved(page)
    expected = [pair for pair in SPLIT if all(pair) or written.suffix != ".tmx"]
    assert pairs(read_aligned(written)) == expected
    tsv = written.with_suffix(".tsv")
    assert pairs(read_bitext(tsv)) == expected
    assert written.with_name(written.name + ".bak").read_bytes() == before
    assert {p.name for p in written.parent.iterdir()} == {written.name, written.name + ".bak", tsv.name}
    run = CliRunner()
    files = [tsv] if written.suffix == ".html" else [tsv, written]
    for file in files:
        done = run.invoke(check, ["--select", "BI", str(file)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        done = run.invoke(terms, [str(file)])
        assert done.exit_code == 0, done.output
        assert f"{len(expected)} beads" in done.output


def test_nothing_is_written_over_what_somebody_else_wrote(written: Path, cache: Path) -> None:
    with serving(None, cache, "--align", written) as server:
        data = server.client.get("/api/align").json()

        def put(beads: object, revision: int = 0) -> tuple[int, str]:
            answer = server.client.put("/api/align", json={"revision": revision, "beads": beads})
            return answer.status_code, json.dumps(answer.json())

        first = written.read_bytes()
        assert put(data["beads"][1:])[0] == 409  # a sentence is lost
        assert put([data["beads"][1], data["beads"][0], *data["beads"][2:]])[0] == 409
        assert put([[[0], [0], "x"]])[0] == 422
        assert server.client.put("/api/align", json={}, headers={"Origin": "http://elsewhere"}).status_code == 403
        assert written.read_bytes() == first
        assert put(data["beads"])[0] == 200
        code, told = put(data["beads"])  # an older window
        assert code == 409
        assert "another window" in told
        written.write_bytes(b"by another hand")
        code, told = put(data["beads"], 1)
        assert code == 409
        assert written.name in told
        assert written.read_bytes() == b"by another hand"


def test_without_an_alignment_the_page_says_so(cache: Path) -> None:
    with serving(None, cache) as server:
        answer = server.client.get("/api/align")
        assert answer.status_code == 404
        assert "--align" in answer.json()["error"]
