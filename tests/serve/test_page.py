"""The page in a real browser: what a translator, a reviser and a terminologist do with it, at two widths and two themes.

Skips where Playwright or Chromium is not there; CI installs both. Screenshots go to TERMKIT_SCREENSHOTS where it is set.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from servers import Server

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")

SCREENSHOTS = os.environ.get("TERMKIT_SCREENSHOTS", "")
DRAFT = """一、导言

1. 训研所举办了讲习班。世界卫生组织(世卫组织)和世卫组织支持该方案,粮食计划署也参加。

2. 联合国开发计划署(开发署)与各国议会联盟(议会联盟)合作。开发计划署在第四次次会议上作了报告。安全問題仍待解决。"""
LOOKS = [(1280, "light", "zh-CN"), (1280, "dark", "en-US"), (360, "light", "en-US"), (360, "dark", "zh-CN")]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Return what opens a page; at the end nothing may have gone wrong in it, nor been asked for elsewhere."""
    wrong: list[str] = []
    contexts = []

    def open_(server: Server, path: str = "/", width: int = 1280, theme: str = "light", locale: str = "en-US") -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            locale=locale,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda told: wrong.append(told.text) if told.type == "error" and not _is_refusal(told) else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((server.address, "blob:")) else wrong.append(asked.url),
        )
        page.goto(server.address.rstrip("/") + path)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def _is_refusal(told: Any) -> bool:
    """Tell whether the browser says that the server refused a request, which tests of errors bring about."""
    return "the server responded with a status of 4" in told.text


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true; the page's own policy forbids what Playwright offers for this."""
    end = time.monotonic() + 60
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(30)


def copied(page: Any) -> str:
    page.wait_for_selector(".toast")
    return str(page.evaluate("navigator.clipboard.readText()"))


# -- look-up -------------------------------------------------------------------------------------------------


def test_type_choose_copy_and_open(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server)
    page.keyboard.press("/")
    page.keyboard.type("难民署")
    page.wait_for_selector(".hit")
    assert page.evaluate("document.activeElement.id") == "query"
    # Pressed at once, before the answer to the last character is there.
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#live').textContent.includes('难民署')")
    assert copied(page) == "难民署"
    page.fill("#query", "联合国")
    until(page, "document.querySelectorAll('.hit').length > 3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    second = page.locator(".hit").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert page.locator("#query").get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("Enter")
    until(page, f"document.querySelector('#live').textContent.includes('{second.locator('.form').inner_text()}')")
    assert page.evaluate("navigator.clipboard.readText()") == second.locator(".form").inner_text()
    # The address leads back to the same look-up.
    page.reload()
    page.wait_for_selector(".hit")
    assert page.input_value("#query") == "联合国"

    # What is copied is what is to be written, though another form of the concept is longer.
    page.fill("#query", "开发")
    until(page, "document.querySelector('.hit .found')?.textContent.includes('开发计划署')")
    assert page.locator(".hit .line").first.inner_text().split() == ["开发署", "preferred", "programme"]

    page.fill("#query", "kfs")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".forms")
    assert page.url.endswith("/concept/store/undp")
    assert page.locator("h1").inner_text() == "联合国开发计划署"
    page.wait_for_selector(".lines li mark")
    assert page.locator("svg.timeline circle").count() >= 3
    assert page.locator(".used li").count() >= 3
    page.go_back()
    page.wait_for_selector(".hit")


def test_nothing_found_is_said(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, locale="zh-CN")
    page.fill("#query", "zzzzqqqq")
    page.wait_for_selector("text=没有找到“zzzzqqqq”")
    assert "没有找到" in page.locator("#live").inner_text()
    page.fill("#query", "世界粮食与农业规划署")
    page.get_by_role("button", name="世界粮食计划署").click()
    page.wait_for_selector(".hit")
    assert page.input_value("#query") == "世界粮食计划署"


def test_documents_and_glossaries_bear_names(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, locale="zh-CN")
    assert "术语库（" in page.locator("#lookup-hint").inner_text()
    assert "审定词表（" in page.locator("#lookup-hint").inner_text()
    page.goto(f"{server.address}concept/store/undp")
    page.wait_for_selector(".used li")
    told = page.locator(".used").inner_text()
    assert "联合国同各区域组织及其他组织的合作" in told
    assert ".txt" not in told
    sentences = page.locator(".used .use").all_inner_texts()
    assert len(sentences) == len(set(sentences))
    page.goto(f"{server.address}compare")
    page.wait_for_selector("tbody tr")
    heads = page.locator("thead th").all_inner_texts()
    assert any("A/62/89" in each for each in heads)
    assert not any("_" in each for each in heads)


def test_a_term_that_is_markup_is_shown_and_not_run(
    serve: Callable[..., Any], opened: Callable[..., Any], tmp_path: Path
) -> None:
    glossary = tmp_path / "g.csv"
    mean = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    with glossary.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("concept,kind,lang,term,type,status,since,until,source,note".split(","))
        rows.writerow(["x", "other", "zh", mean, "fullForm", "preferred", "", "", mean, mean])
    with serve(None, "--glossary", glossary) as server:
        page = opened(server, "/concept/g/x")
        page.wait_for_selector("h1")
        assert page.locator("h1").inner_text() == mean
        page.goto(f"{server.address}?q=script")
        page.wait_for_selector(".hit")
        assert page.locator(".hit .form").inner_text() == mean
        page.goto(f"{server.address}check")
        page.fill("#draft", f"{mean},他")
        page.click("#check")
        page.wait_for_selector("#checked-text")
        assert page.locator("#checked-text").inner_text().startswith("<img")
        assert "run" not in page.title()


def test_language_and_theme_are_remembered(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, locale="en-US")
    assert page.locator("nav a").first.inner_text() == "Look up"
    page.click("#language")
    assert page.locator("nav a").first.inner_text() == "查词"
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    page.click("#theme")
    page.click("#theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("nav a").first.inner_text() == "查词"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark == "rgb(21, 24, 28)"


# -- drafts --------------------------------------------------------------------------------------------------


def test_a_pasted_draft_is_fixed_on_a_click(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, "/check")
    page.fill("#draft", DRAFT)
    page.click("#check")
    page.wait_for_selector(".findings li")
    page.locator(".term", has_text="训研所").first.focus()
    page.wait_for_selector("#tip:not([hidden])")
    assert "联合国训练研究所" in page.locator("#tip").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("#tip", state="hidden")
    comma = page.locator(".findings li", has=page.locator("text=ZH02"))
    assert comma.count() == 1
    comma.get_by_role("button", name="Fix").click()
    page.wait_for_selector(".findings li >> text=ZH02", state="detached")
    assert "支持该方案，粮食" in page.locator("#checked-text").inner_text()
    doubled = page.locator(".findings li", has=page.locator("text=ZH05"))
    doubled.get_by_role("button", name="Fix").click()
    page.wait_for_selector(".findings li >> text=ZH05", state="detached")
    until(page, "document.querySelector('#checked-text').textContent.includes('第四次会议')")
    with page.expect_download() as download:
        page.click("#save-text")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "支持该方案，粮食" in text
    assert "第四次会议" in text
    with page.expect_download() as download:
        page.click("#save-word")
    assert download.value.suggested_filename == "draft-comments.docx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.click("#edit")
    assert page.input_value("#draft") == text


@pytest.mark.parametrize("width", [1280, 360])
def test_one_goes_from_finding_to_finding(server: Server, opened: Callable[..., Any], width: int) -> None:
    page = opened(server, "/check", width)
    page.fill("#draft", f"{DRAFT}\n\n{'没有问题的一段。' * 400}\n\n第五次次会议。")
    page.click("#check")
    page.wait_for_selector(".findings li")
    count = page.locator(".findings li").count()
    page.locator("#checked-text").focus()
    page.keyboard.press("p")
    until(page, f"document.querySelector('#live').textContent.startsWith('{count} / {count}')")
    assert page.locator("#to-list").inner_text() == f"Findings: {count} / {count}"
    mark = page.locator(".mark.now").bounding_box()
    assert mark is not None
    assert 0 < mark["y"] < 800
    page.keyboard.press("n")
    until(page, "document.querySelector('#live').textContent.startsWith('1 / ')")
    assert page.locator(".walk .now").is_visible() == (width < 760)
    page.click("#nextFinding")
    until(page, "document.querySelector('#live').textContent.startsWith('2 / ')")
    page.click("#to-list")
    assert page.evaluate("document.activeElement.id") == "h-findings"


def test_a_dropped_file_is_checked(server: Server, opened: Callable[..., Any], tmp_path: Path) -> None:
    made = server.client.post("/api/check/word", json={"text": DRAFT})
    path = tmp_path / "草稿.docx"
    path.write_bytes(made.content)
    page = opened(server, "/check", locale="zh-CN")
    page.set_input_files("#file", path)
    page.wait_for_selector(".findings li")
    assert "草稿.docx" in page.locator(".paper").inner_text()
    page.locator(".findings li", has=page.locator("text=ZH02")).get_by_role("button").filter(has_text="改正").click()
    page.wait_for_selector(".findings li >> text=ZH02", state="detached")
    with page.expect_download() as download:
        page.click("#save-word")
    sent = Path(download.value.path()).read_bytes()
    assert sent.startswith(b"PK")
    assert sent != made.content
    # A file can be dropped on the page too.
    page.goto(f"{server.address}check")
    page.wait_for_selector("#draft")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.items.add(new File(["议联开会,"], "x.txt"));
        document.querySelector("#draft").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    )
    page.wait_for_selector(".findings li")
    assert "x.txt" in page.locator(".paper").inner_text()


def test_findings_speak_the_language_of_the_page(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, "/check", locale="zh-CN")
    page.fill("#draft", DRAFT)
    page.click("#check")
    page.wait_for_selector(".findings li")
    told = page.locator(".findings .message").all_inner_texts()
    titles = page.locator(".findings li strong").all_inner_texts()
    assert "“训研所”在本文件中未给出全称；仅用一次，宜写作“联合国训练研究所”" in told
    assert "简称未给出全称" in titles
    assert not [each for each in (*told, *titles) if re.search("[A-Za-z]", each)]
    assert not re.search("[a-z]", "".join(page.eval_on_selector_all(".findings .code", "all => all.map(e => e.title)")))
    # The other language at once: nothing is asked of the server.
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("#language")
    assert page.locator(".findings .message").first.inner_text().startswith("“训研所” is not defined in this document")
    page.click("#language")
    assert page.locator(".findings .message").all_inner_texts() == told
    assert asked == []
    with page.expect_download() as download:
        page.click("#save-word")
    comments = [each.text for each in docx.Document(download.value.path()).comments]
    assert [each.split("\n")[1] for each in comments] == told
    assert not [each for each in comments if re.search("[a-z]", each)]


def test_errors_are_told_in_the_language_of_the_page(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, "/check", locale="zh-CN")
    page.set_input_files("#file", files=[{"name": "坏.docx", "mimeType": "x", "buffer": b"PK\x03\x04 no zip"}])
    page.wait_for_selector(".toast.bad")
    assert page.locator(".toast.bad").inner_text() == "坏.docx：文件已损坏或不完整"
    page.fill("#draft", "文" * 1_500_000)
    page.click("#check")
    page.wait_for_selector(".toast.bad:has-text('太大')")
    assert page.locator(".toast.bad").inner_text() == "内容太大，最多4 MB"
    page.goto(f"{server.address}concept/store/nosuch")
    page.wait_for_selector("[role=alert]")
    assert page.locator("[role=alert]").inner_text() == "没有这个概念"


# -- review --------------------------------------------------------------------------------------------------


def test_three_candidates_are_reviewed_by_keyboard_and_found_in_the_export(
    own_server: Server, opened: Callable[..., Any]
) -> None:
    page = opened(own_server, "/review")
    page.wait_for_selector(".card h2")
    page.fill("#reviewer", "李敏")
    page.keyboard.press("Enter")
    page.locator(".card").focus()
    shorts = []
    for key, said in (("a", "accepted"), ("r", "rejected"), ("p", "preferred")):
        shorts.append(page.locator("#candidate .short").inner_text())
        done = page.locator("[role=progressbar]").get_attribute("aria-valuenow")
        page.keyboard.press(key)
        until(page, f"document.querySelector('[role=progressbar]').getAttribute('aria-valuenow') === '{int(done) + 1}'")
        page.wait_for_selector(f".queue .state-{said}")
    # The next one: its border is moved, then that is taken back.
    before = page.locator("#candidate").inner_text()
    page.keyboard.press("e")
    page.wait_for_selector("#border")
    page.get_by_role("button", name="One character shorter").click()
    shorter = page.input_value("#border")
    page.locator("#border").press("Enter")
    page.wait_for_selector(".queue .state-edited")
    page.keyboard.press("u")
    page.wait_for_selector(".queue .state-edited", state="detached")
    assert page.locator("#candidate").inner_text() == before
    assert shorter in before
    page.keyboard.press("m")
    page.wait_for_selector("#merge")
    page.fill("#merge", "联合国")
    page.wait_for_selector(".options button")
    page.keyboard.press("Escape")
    page.wait_for_selector("#merge", state="detached")
    with page.expect_download() as download:
        page.click(".export [data-form=csv]")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    statuses = {row["term"]: row["status"] for row in rows}
    assert statuses[shorts[0]] in {"admitted", "preferred"}
    assert statuses.get(shorts[1], "kept") in {"kept", "preferred", "admitted"}
    assert statuses[shorts[2]] == "preferred"
    told = own_server.client.get("/api/review?only=rejected").json()["items"]
    assert [(each["short"], each["decisions"][0]["by"]) for each in told] == [(shorts[1], "李敏")]


def test_without_a_name_nothing_is_decided(own_server: Server, opened: Callable[..., Any]) -> None:
    page = opened(own_server, "/review")
    page.wait_for_selector(".card h2")
    page.locator(".card").focus()
    page.keyboard.press("a")
    page.wait_for_selector(".toast.bad")
    assert page.evaluate("document.activeElement.id") == "reviewer"
    assert own_server.client.get("/api/review").json()["progress"]["decided"] == 0


# -- comparison ----------------------------------------------------------------------------------------------


def test_the_table_is_filtered_and_exported(server: Server, opened: Callable[..., Any]) -> None:
    page = opened(server, "/compare")
    page.wait_for_selector("tbody tr")
    all_ = page.locator("tbody tr").count()
    page.select_option("#field-kind", "fund")
    until(page, f"document.querySelectorAll('tbody tr').length < {all_}")
    page.fill("#field-text", "人口")
    until(page, "document.querySelectorAll('tbody tr').length === 1")
    with page.expect_download() as download:
        page.click("[data-form=csv]")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert {line.split(",")[0] for line in text.splitlines()[1:]} == {"unfpa"}


# -- how it looks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "theme", "locale"), LOOKS)
def test_every_view_fits_and_is_open_to_all(
    server: Server, opened: Callable[..., Any], width: int, theme: str, locale: str
) -> None:
    """No view is wider than the window, and axe-core finds nothing serious or critical."""
    rules = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = opened(server, "/", width, theme, locale)
    problems = []

    def look(name: str) -> None:
        page.wait_for_timeout(200)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            problems.append(f"{name} is {over} pixels too wide")
        if SCREENSHOTS:
            page.screenshot(path=f"{SCREENSHOTS}/{name}-{width}-{theme}.png")
        page.evaluate(rules)
        for each in page.evaluate("axe.run().then((found) => found.violations)"):
            told = f"{name}: {each['id']}: {each['nodes'][0]['html'][:200]}"
            problems.extend([told] if each["impact"] in {"serious", "critical"} else [])

    page.fill("#query", "开发")
    page.wait_for_selector(".hit")
    look("lookup")
    page.goto(f"{server.address}concept/store/undp")
    page.wait_for_selector(".lines li")
    look("concept")
    page.goto(f"{server.address}check")
    page.wait_for_selector("#draft")
    look("draft")
    page.fill("#draft", DRAFT)
    page.click("#check")
    page.wait_for_selector(".findings li")
    page.locator(".term").first.focus()
    look("check")
    page.goto(f"{server.address}review")
    page.wait_for_selector(".queue li")
    look("review")
    for key, what in (("e", "border"), ("m", "merge")):
        page.locator(".card").focus()
        page.keyboard.press(key)
        page.wait_for_selector(f"#{what}")
        look(f"review-{what}")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"#{what}", state="detached")
    page.goto(f"{server.address}compare")
    page.wait_for_selector("tbody tr")
    look("compare")
    assert problems == []
