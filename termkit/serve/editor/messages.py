"""What is found in a draft as the types of the protocol: diagnostics, code actions, completion items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from termkit.check.finding import Safety, Severity
from termkit.report.labels import COMMA
from termkit.serve.editor.entries import summary
from termkit.text.message import NOTHING, Message, Wording, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termkit.check.finding import Finding
    from termkit.serve.editor.completion import Offer
    from termkit.serve.editor.drafts import Checked
    from termkit.serve.editor.positions import Positions
    from termkit.text.document import Place
    from termkit.text.edit import Edit

__all__ = ["FIX_ALL", "actions", "diagnostic", "items", "range_of"]

FIX_ALL = "source.fixAll.termkit"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_SHOWN = 3
_ALL = Message("Make all safe fixes of termkit", "termkit：改正所有可放心改正之处")
_FIX = Wording("{code}: {changes}{remark}", "{code}：{changes}{remark}")
_UNSAFE = Message(" (unsafe fix)", "(须核对)")
_MORE = Wording("{changes} and {count} more", "{changes}，另有{count}处")


def range_of(positions: Positions, start: int, end: int) -> types.Range:
    """Return a stretch of a text, in offsets, as a range."""
    return types.Range(types.Position(*positions.position(start)), types.Position(*positions.position(end)))


def diagnostic(finding: Finding, uri: str, positions: Positions, language: str, *, related: bool) -> types.Diagnostic:
    """Return a finding as a diagnostic; `related` is whether the client shows other places."""
    others = [
        types.DiagnosticRelatedInformation(types.Location(uri, _placed(each.place, positions)), each.text)
        for each in finding.related
        if each.path == finding.path
    ]
    return types.Diagnostic(
        range=_placed(finding.place, positions),
        message=finding.message.of(language),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="termkit",
        related_information=others if related and others else None,
    )


def actions(
    checked: Checked, uri: str, positions: Positions, asked: types.CodeActionParams, *, versioned: bool
) -> Iterator[types.CodeAction]:
    """Yield the fixes of the findings in a range, and one action for all safe fixes of the draft.

    `versioned` is whether the client takes edits of one version of a text.
    """
    only = asked.context.only
    start, end = (positions.offset(each.line, each.character) for each in (asked.range.start, asked.range.end))
    if _wants(only, types.CodeActionKind.QuickFix):
        for finding in checked.findings:
            first, last = (_offset(finding, positions, behind=behind) for behind in (False, True))
            if finding.fix is None or finding.fix.safety is Safety.DISPLAY or first > end or last < start:
                continue
            is_safe = finding.fix.safety is Safety.SAFE
            yield types.CodeAction(
                title=_title(checked, finding, finding.fix.edits, is_safe=is_safe),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(finding, uri, positions, checked.language, related=False)],
                edit=_edit(checked, uri, positions, finding.fix.edits, versioned=versioned),
                is_preferred=is_safe,
            )
    safe = [e for f in checked.findings if f.fix and f.fix.safety is Safety.SAFE for e in f.fix.edits]
    if safe and _wants(only, FIX_ALL):
        edit = _edit(checked, uri, positions, safe, versioned=versioned)
        yield types.CodeAction(title=_ALL.of(checked.language), kind=FIX_ALL, edit=edit)


def items(offers: Iterable[Offer], cursor: int, positions: Positions) -> list[types.CompletionItem]:
    """Return offers as items that replace what was typed before the cursor."""
    return [
        types.CompletionItem(
            label=offer.form,
            kind=types.CompletionItemKind.Value,
            detail=summary(offer.concept),
            filter_text=offer.matched,
            sort_text=f"{index:04}",
            text_edit=types.TextEdit(range_of(positions, cursor - offer.typed, cursor), offer.form),
        )
        for index, offer in enumerate(offers)
    ]


def _wants(only: Sequence[str] | None, kind: str) -> bool:
    """Tell whether a client asks for a kind of action: kinds are nested by dots."""
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _offset(finding: Finding, positions: Positions, *, behind: bool) -> int:
    place = finding.place
    line, column = (place.end_line, place.end_column) if behind else (place.line, place.column)
    return positions.source_offset(line, column)


def _placed(place: Place, positions: Positions) -> types.Range:
    start = positions.source_offset(place.line, place.column)
    return range_of(positions, start, positions.source_offset(place.end_line, place.end_column))


def _edit(
    checked: Checked, uri: str, positions: Positions, edits: Iterable[Edit], *, versioned: bool
) -> types.WorkspaceEdit:
    """Return edits that do not overlap, for the version of the draft that was checked."""
    changes: list[types.TextEdit] = []
    last = 0
    for edit in sorted(set(edits)):
        if edit.span.start >= last:
            changes.append(types.TextEdit(range_of(positions, *edit.span), edit.text))
            last = edit.span.end
    if not versioned:
        return types.WorkspaceEdit(changes={uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=checked.draft.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])


def _title(checked: Checked, finding: Finding, edits: Sequence[Edit], *, is_safe: bool) -> str:
    text = checked.draft.text
    told = list(dict.fromkeys(f"{text[slice(*edit.span)] or '∅'} → {edit.text or '∅'}" for edit in edits))
    changes = joined(told[:_SHOWN], COMMA)
    if len(told) > _SHOWN:
        changes = _MORE(changes=changes, count=len(told) - _SHOWN)
    remark = NOTHING if is_safe else _UNSAFE
    return _FIX(code=finding.code, changes=changes, remark=remark).of(checked.language)
