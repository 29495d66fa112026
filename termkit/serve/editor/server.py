"""The language server over standard input and output.

A change of a draft is checked a moment after the last key; what is asked for in between (hover, fixes,
completion) is answered for the text as it is then. Whatever a text or a setting may be, the server goes on.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from termkit import __version__
from termkit.serve.editor.completion import Completions
from termkit.serve.editor.drafts import Checked, Draft, Workbench, format_of
from termkit.serve.editor.entries import card
from termkit.serve.editor.messages import FIX_ALL, actions, diagnostic, items, range_of
from termkit.serve.editor.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.terms.concept import Concept

__all__ = ["TermkitServer", "create_server", "serve"]

_PAUSE = 0.2
"""Seconds without a key after which a draft is checked."""


class TermkitServer(LanguageServer):
    """The drafts that are open, and what was found in each."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__("termkit", __version__)
        self.workbench = workbench
        self.drafts: dict[str, Draft] = {}
        self.results: dict[str, Checked] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._busy = asyncio.Lock()
        self._told = ""

    @property
    def encoding(self) -> str:
        """Return the encoding whose units positions count."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding) or "utf-16")

    @property
    def takes_versions(self) -> bool:
        """Tell whether the client takes edits of one version of a text."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        return bool(edit and edit.document_changes)

    def positions(self, text: str) -> Positions:
        """Return the converter of positions for a text."""
        return Positions(text, self.encoding)

    # Drafts

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a text that was opened; what is no text, Markdown or HTML is left alone."""
        path = to_fs_path(item.uri) or item.uri
        if form := format_of(path, item.language_id):
            self.drafts[item.uri] = Draft(path, form, item.version, item.text)
            self.schedule(item.uri, 0)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Apply changes to a text, one after the other."""
        uri = params.text_document.uri
        if (draft := self.drafts.get(uri)) is None:
            return
        text = draft.text
        for change in params.content_changes:
            text = self._changed(text, change)
        self.drafts[uri] = draft._replace(text=text, version=params.text_document.version)
        self.schedule(uri, _PAUSE)

    def _changed(self, text: str, change: types.TextDocumentContentChangeEvent) -> str:
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return change.text
        positions = self.positions(text)
        start, end = (positions.offset(each.line, each.character) for each in (change.range.start, change.range.end))
        return text[:start] + change.text + text[end:]

    def close(self, uri: str) -> None:
        """Forget a text, and take its findings off the screen."""
        self.drafts.pop(uri, None)
        self.results.pop(uri, None)
        if (task := self._waiting.pop(uri, None)) is not None:
            task.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    # Checks

    def schedule(self, uri: str, pause: float) -> None:
        """Check a draft after a pause in seconds, unless it changes again before."""
        if (task := self._waiting.get(uri)) is not None:
            task.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check_later(uri, pause))

    async def _check_later(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        async with self._busy:
            if (draft := self.drafts.get(uri)) is None:
                return
            checked = await asyncio.to_thread(self.workbench.check, draft)
        if self.drafts.get(uri) == draft:
            self.results[uri] = checked
            self._publish(uri, checked)

    def _publish(self, uri: str, checked: Checked) -> None:
        if checked.problem and checked.problem != self._told:  # once, and not at every key
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"termkit: {checked.problem}"))
        self._told = checked.problem
        positions = self.positions(checked.draft.text)
        client = self.client_capabilities.text_document
        published = client.publish_diagnostics if client else None
        related = bool(published and published.related_information)
        found = [diagnostic(finding, uri, positions, checked.language, related=related) for finding in checked.findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, checked.draft.version))

    def current(self, uri: str) -> Checked | None:
        """Return what is found in a draft as it is now; None where it is not open."""
        draft = self.drafts.get(uri)
        if draft is None:
            return None
        if (checked := self.results.get(uri)) is None or checked.draft != draft:
            checked = self.results[uri] = self.workbench.check(draft)
        return checked

    def concepts(self, uri: str) -> Sequence[Concept]:
        """Return the concepts of the glossary and those that the draft, when it was last checked, defines."""
        checked = self.results.get(uri)
        return checked.material.concepts if checked and checked.material else self.workbench.glossary


def create_server(workbench: Workbench) -> TermkitServer:
    """Return a server with its features."""
    server = TermkitServer(workbench)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def settings_changed(_: types.DidChangeWatchedFilesParams) -> None:
        for uri in server.drafts:
            server.schedule(uri, 0)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return _hover(server, params)

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        if (checked := server.current(uri)) is None:
            return []
        positions = server.positions(checked.draft.text)
        return list(actions(checked, uri, positions, params, versioned=server.takes_versions))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    def completion(params: types.CompletionParams) -> types.CompletionList:
        return _completion(server, params)

    return server


def serve(glossary: Sequence[Concept], profile_name: str = "") -> None:
    """Serve one client over standard input and output until it says exit, or goes."""
    # Standard output belongs to the protocol: what any library prints goes to standard error.
    output, sys.stdout = sys.stdout.buffer, sys.stderr
    create_server(Workbench(glossary, profile_name)).start_io(sys.stdin.buffer, output)


def _hover(server: TermkitServer, params: types.HoverParams) -> types.Hover | None:
    checked = server.current(params.text_document.uri)
    if checked is None or checked.document is None:
        return None
    positions = server.positions(checked.draft.text)
    found = checked.mention_at(positions.offset(params.position.line, params.position.character))
    if found is None or not found[1]:
        return None
    mention, concepts = found
    start, last = (checked.document.source_map.to_source(each) for each in (mention.span.start, mention.span.end - 1))
    content = types.MarkupContent(types.MarkupKind.Markdown, card(concepts, mention.form))
    return types.Hover(content, range_of(positions, start, last + 1))


def _completion(server: TermkitServer, params: types.CompletionParams) -> types.CompletionList:
    uri = params.text_document.uri
    if (draft := server.drafts.get(uri)) is None:
        return types.CompletionList(is_incomplete=False, items=[])
    positions = server.positions(draft.text)
    cursor = positions.offset(params.position.line, params.position.character)
    before = draft.text[positions.offset(params.position.line, 0) : cursor]
    offers = Completions(server.concepts(uri)).offers(before)
    # The next character may make another name the longest match.
    return types.CompletionList(is_incomplete=True, items=items(offers, cursor, positions))
