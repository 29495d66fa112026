"""A client of another make talks to `termkit lsp` over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

ROOT = Path(__file__).parents[2]
ENCODINGS = {"utf-8": lambda text: len(text.encode()), "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2, "utf-32": len}  # fmt: skip
# A character beyond the BMP, and a letter of two code points, before the finding on its line.
LINE = "1. 𠮷e\u0301会议讨论了安全問題，并感谢各国。"


class Editor:
    """An editor: it holds texts, applies the edits it is sent, and counts positions in an encoding of its choice."""

    def __init__(self, encoding: str) -> None:
        self.client = LanguageClient("editor", "1")
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self._news = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = params
            self._news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    def position(self, uri: str, offset: int) -> types.Position:
        before = self.texts[uri][:offset]
        return types.Position(before.count("\n"), ENCODINGS[self.encoding](before.rpartition("\n")[2]))

    def offset(self, uri: str, position: types.Position) -> int:
        lines = self.texts[uri].split("\n")
        line = lines[position.line]
        column = next(n for n in range(len(line) + 1) if ENCODINGS[self.encoding](line[:n]) >= position.character)
        return sum(len(each) + 1 for each in lines[: position.line]) + column

    def marked(self, uri: str, span: types.Range) -> str:
        return self.texts[uri][self.offset(uri, span.start) : self.offset(uri, span.end)]

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, start: int, end: int, text: str) -> None:
        span = types.Range(self.position(uri, start), self.position(uri, end))
        self.versions[uri] += 1
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        change = types.TextDocumentContentChangePartial(range=span, text=text)
        self.texts[uri] = self.texts[uri][:start] + text + self.texts[uri][end:]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def apply(self, edit: types.WorkspaceEdit) -> None:
        for change in edit.document_changes or []:
            assert isinstance(change, types.TextDocumentEdit)
            uri = change.text_document.uri
            assert change.text_document.version == self.versions[uri]
            for each in sorted(change.edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
                self.texts[uri] = (
                    self.texts[uri][: self.offset(uri, each.range.start)]
                    + each.new_text
                    + self.texts[uri][self.offset(uri, each.range.end) :]
                )

    async def found(self, uri: str) -> list[types.Diagnostic]:
        """Wait for what is found in the text as it is now."""
        async with asyncio.timeout(30):
            while uri not in self.published or self.published[uri].version != self.versions[uri]:
                self._news.clear()
                await self._news.wait()
        return list(self.published[uri].diagnostics)

    async def actions(self, uri: str, start: int, end: int, *only: str) -> list[types.CodeAction]:
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            types.Range(self.position(uri, start), self.position(uri, end)),
            types.CodeActionContext([], only=list(only) or None),
        )
        return list(await self.client.text_document_code_action_async(params) or [])  # type: ignore[arg-type]

    async def hover(self, uri: str, offset: int) -> types.Hover | None:
        where = types.HoverParams(types.TextDocumentIdentifier(uri), self.position(uri, offset))
        return await self.client.text_document_hover_async(where)

    async def complete(self, uri: str, offset: int) -> list[types.CompletionItem]:
        where = types.CompletionParams(types.TextDocumentIdentifier(uri), self.position(uri, offset))
        result = await self.client.text_document_completion_async(where)
        assert isinstance(result, types.CompletionList)
        return list(result.items)


@asynccontextmanager
async def session(folder: Path, *encodings: str, arguments: tuple[str, ...] = ()) -> AsyncIterator[Editor]:
    editor = Editor(encodings[0] if encodings else "utf-16")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    await editor.client.start_io(sys.executable, "-m", "termkit", "lsp", *arguments, cwd=folder, env=environment)
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True)
        ),
    )
    async with asyncio.timeout(50):
        result = await editor.client.initialize_async(types.InitializeParams(capabilities, root_uri=folder.as_uri()))
        assert result.capabilities.position_encoding == editor.encoding
        editor.client.initialized(types.InitializedParams())
        yield editor
        await editor.client.shutdown_async(None)
        editor.client.exit(None)
        await editor.client.stop()


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(test())


@pytest.mark.parametrize("encodings", [(), ("utf-8",), ("utf-32", "utf-16")])
def test_a_session(tmp_path: Path, encodings: tuple[str, ...]) -> None:
    uri = (tmp_path / "draft.txt").as_uri()

    async def play() -> None:
        async with session(tmp_path, *encodings) as editor:
            editor.open(uri, LINE)
            (first,) = await editor.found(uri)
            assert (first.code, editor.marked(uri, first.range)) == ("ZH01", "問題")
            # Typing: what is found follows the text.
            at = len(LINE)
            editor.type(uri, at, at, "\n2. 𠮷训研所与开发署举办了讲习班。\n")
            found = [(each.code, editor.marked(uri, each.range)) for each in await editor.found(uri)]
            assert found == [("ZH01", "問題"), ("SF01", "训研所"), ("SF01", "开发署")]
            # Hovering: the entry of the glossary.
            entry = await editor.hover(uri, editor.texts[uri].index("开发署") + 1)
            assert entry is not None
            assert isinstance(entry.contents, types.MarkupContent)
            assert "United Nations Development Programme" in entry.contents.value
            assert "**开发署** — short form, preferred" in entry.contents.value
            assert entry.range is not None
            assert editor.marked(uri, entry.range) == "开发署"
            assert await editor.hover(uri, editor.texts[uri].index("感谢")) is None
            # A fix, as the editor makes it.
            at = editor.texts[uri].index("問")
            (fix,) = await editor.actions(uri, at, at, "quickfix")
            assert fix.is_preferred
            assert fix.edit is not None
            editor.apply(fix.edit)
            assert editor.texts[uri].startswith(LINE.replace("問題", "问题"))

    run(play)


def test_all_safe_fixes_at_once(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.md").as_uri()
    text = "1. 𠮷安全問題,与和平後果。\n\n<!-- termkit: ignore ZH01 -->\n3. 安全問題，e\u0301。\n"

    async def play() -> None:
        async with session(tmp_path) as editor:
            editor.open(uri, text, "markdown")
            marked = [(each.code, each.range.start.line) for each in await editor.found(uri)]
            assert ("ZH01", 3) not in marked, "a comment accepts it"
            (action,) = await editor.actions(uri, 0, 0, "source.fixAll")
            assert action.edit is not None
            editor.apply(action.edit)
            assert editor.texts[uri].split("\n")[0] == "1. 𠮷安全问题，与和平后果。"
            assert editor.texts[uri].split("\n")[1:] == text.split("\n")[1:]

    run(play)


def test_completion_by_characters_and_by_pinyin(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.txt").as_uri()

    async def play() -> None:
        async with session(tmp_path) as editor:
            editor.open(uri, "1. 𠮷会议期间联合国开发计\n2. 与kfs\n")
            items = await editor.complete(uri, editor.texts[uri].index("\n"))
            assert items[0].label == "联合国开发计划署"
            assert isinstance(items[0].text_edit, types.TextEdit)
            assert editor.marked(uri, items[0].text_edit.range) == "联合国开发计"
            assert "UNDP" in (items[0].detail or "")
            items = await editor.complete(uri, len(editor.texts[uri]) - 1)
            by_form = {each.label: each for each in items}
            assert by_form["开发署"].filter_text == "kfs"
            assert isinstance(by_form["开发署"].text_edit, types.TextEdit)
            assert editor.marked(uri, by_form["开发署"].text_edit.range) == "kfs"

    run(play)


def test_settings_of_the_workspace(tmp_path: Path) -> None:
    settings = tmp_path / "termkit.toml"
    settings.write_text('ignore = ["ZH01"]\n', encoding="utf-8")
    uri = (tmp_path / "draft.txt").as_uri()

    async def play() -> None:
        async with session(tmp_path) as editor:
            editor.open(uri, LINE)
            assert await editor.found(uri) == []
            settings.write_text("ignore = 3\n", encoding="utf-8")
            editor.type(uri, 0, 0, " ")
            assert await editor.found(uri) == []
            assert any("termkit.toml:1: ignore must be a list" in message for message in editor.messages)
            settings.unlink()
            editor.type(uri, 0, 1, "")
            assert [each.code for each in await editor.found(uri)] == ["ZH01"]
            settings.write_text('language = "zh"\n', encoding="utf-8")
            editor.type(uri, 0, 1, " ")
            assert [each.message for each in await editor.found(uri)] == ["繁体字；应写作“问题”"]

    run(play)


TEXTS = [
    "",
    "\ufeff1. 安全問題。",
    "\0\x01\x02",
    "一\u2028二\x0c三\x85四\r五\r\n六",
    "<p>" * 300,
    "[](" * 200,
    "\ud800 安全問題。",
]
LANGUAGES = {"txt": "plaintext", "md": "markdown", "html": "html", "py": "python"}


def test_no_text_ends_the_server(tmp_path: Path) -> None:
    async def play() -> None:
        async with session(tmp_path) as editor:
            for number, text in enumerate(TEXTS):
                end = len(text.split("\n")[0])
                for ending, language in LANGUAGES.items():
                    uri = (tmp_path / f"{number}.{ending}").as_uri()
                    editor.open(uri, text, language)
                    if ending != "py":
                        await editor.found(uri)
                    await editor.hover(uri, 0)
                    await editor.complete(uri, end)
                    await editor.actions(uri, 0, end)
            uri = (tmp_path / "b.txt").as_uri()
            editor.open(uri, LINE)
            assert [each.code for each in await editor.found(uri)] == ["ZH01"]
            # Past the end, and in a text that is not open.
            for place in (uri, "file:///nowhere.txt"):
                far = types.HoverParams(types.TextDocumentIdentifier(place), types.Position(999, 999))
                assert await editor.client.text_document_hover_async(far) is None
            assert editor.messages == []

    run(play)


def test_line_ends_are_those_of_the_protocol(tmp_path: Path) -> None:
    """U+2028 and form feeds end no line; a sole \\r does."""
    uri = (tmp_path / "a.txt").as_uri()
    text = "1. 会议\u2028讨论\x0c了𠮷安全問題。\r2. 讨论了後果。\r\n"

    async def play() -> None:
        async with session(tmp_path) as editor:
            editor.open(uri, text)
            places = [(each.range.start.line, each.range.start.character) for each in await editor.found(uri)]
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert places == [
                (number, ENCODINGS["utf-16"](line[: line.index(mark)]))
                for number, (line, mark) in enumerate([(lines[0], "問"), (lines[1], "後")])
            ]

    run(play)


def test_typing_in_a_report_is_answered_at_once(tmp_path: Path) -> None:
    seed = max((ROOT / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    uri = (tmp_path / "seed.txt").as_uri()

    async def play() -> None:
        async with session(tmp_path) as editor:
            editor.open(uri, seed.read_text(encoding="utf-8"))
            before = await editor.found(uri)
            at = editor.texts[uri].index("。")
            started = time.perf_counter()
            editor.type(uri, at, at, "，并讨论了安全問題")
            after = await editor.found(uri)
            took = time.perf_counter() - started
            assert len(after) == len(before) + 1
            assert took < 5, f"{took:.2f} s; 0.3 to 0.4 s on a machine that does nothing else"

    run(play)


def test_without_the_extra_it_is_named(tmp_path: Path, termkit: Any) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError(name='pygls')\n", encoding="utf-8")
    result = termkit("lsp", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert result.returncode == 2
    assert b"pip install 'termkit[lsp]'" in result.stderr
    assert b"Traceback" not in result.stderr
