"""What changed between two glossaries, as records, JSON and a page that can be sent round."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING

from termkit.exchange.merge import same_concepts
from termkit.terms.concept import TermType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termkit.terms.concept import Concept, Term

__all__ = ["Change", "diff", "to_html", "to_json"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `what` is added, removed or changed; `term` is empty where the whole concept is meant.

    `field` says what changed of the concept or term; `old` and `new` are its values.
    """

    concept: str
    name: str
    what: str
    language: str = ""
    term: str = ""
    field: str = ""
    old: str = ""
    new: str = ""


def diff(old: Iterable[Concept], new: Iterable[Concept]) -> list[Change]:
    """Return the changes from old to new; concepts are the same by id, then by full form.

    A term that gives place to one of its language and type counts as changed, not as removed and added.
    """
    changes: list[Change] = []
    for before, after in same_concepts(old, new):
        if before is None and after is not None:
            changes.append(Change(after.id, _name(after), "added", new=_all(after)))
        elif after is None and before is not None:
            changes.append(Change(before.id, _name(before), "removed", old=_all(before)))
        elif before is not None and after is not None:
            changes.extend(_compared(before, after))
    return changes


def _name(concept: Concept) -> str:
    full = [term.text for term in concept.terms if term.type is TermType.FULL_FORM]
    return (full or [term.text for term in concept.terms] or [concept.id])[0]


def _all(concept: Concept) -> str:
    return "; ".join(f"{term.text} ({term.language})" for term in concept.terms)


def _compared(before: Concept, after: Concept) -> list[Change]:
    name = _name(before)
    changes = [
        Change(after.id, name, "changed", field=field, old=str(old), new=str(new))
        for field in ("id", "kind", "subject_field", "note")
        if (old := getattr(before, field)) != (new := getattr(after, field))
    ]
    gone = {(t.language, t.text): t for t in before.terms}
    come = {(t.language, t.text): t for t in after.terms}
    for key in [key for key in gone if key in come]:
        changes.extend(_term_changes(after.id, name, gone.pop(key), come.pop(key)))
    for term in gone.values():
        # The first newcomer of the same language and type stands in its place.
        heir = next((t for t in come.values() if (t.language, t.type) == (term.language, term.type)), None)
        if heir is None:
            changes.append(Change(after.id, name, "removed", term.language, term.text))
        else:
            del come[heir.language, heir.text]
            changes.append(Change(after.id, name, "changed", term.language, term.text, "text", term.text, heir.text))
            changes.extend(_term_changes(after.id, name, term, heir))
    changes.extend(Change(after.id, name, "added", term.language, term.text) for term in come.values())
    return changes


def _term_changes(concept: str, name: str, old: Term, new: Term) -> list[Change]:
    return [
        Change(concept, name, "changed", new.language, new.text, field, str(before or ""), str(after or ""))
        for field in ("type", "status", "since", "until", "source", "note")
        if (before := getattr(old, field)) != (after := getattr(new, field))
    ]


def to_json(changes: Iterable[Change]) -> str:
    """Return the changes as a JSON list of objects."""
    return json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2)


_STYLE = """
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 64rem;
  padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ccc }
del { color: #8c1d18 } ins { color: #0b5d1e; text-decoration: none; font-weight: 600 }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #181818 } th, td { border-color: #444 }
  del { color: #ff9d96 } ins { color: #8fdc9f } }
"""


def to_html(changes: list[Change], old: str, new: str) -> str:
    """Return a page, complete in itself, that shows the changes between two files of these names."""
    counts = {what: sum(change.what == what for change in changes) for what in ("added", "removed", "changed")}
    summary = ", ".join(f"{count} {what}" for what, count in counts.items())
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Concept", "Change", "Term", "Before", "After"))
    rows = "\n".join(_html_row(change) for change in changes)
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>" if changes else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Changes: {escape(old)} to {escape(new)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>What changed in the glossary</h1>\n<p>{escape(old)} → {escape(new)}: {summary}.</p>\n{table}\n"
        "</body>\n</html>\n"
    )


def _html_row(change: Change) -> str:
    what = f"{change.what} {change.field.replace('_', ' ')}".strip()
    lang = f' lang="{escape(change.language)}"' if change.language else ""
    old = change.old or (change.term if change.what == "removed" else "")
    new = change.new or (change.term if change.what == "added" else "")
    before = f"<del>{escape(old)}</del>" if old else ""
    after = f"<ins>{escape(new)}</ins>" if new else ""
    name = f'<th scope="row">{escape(change.name)}<br><small>{escape(change.concept)}</small></th>'
    cells = "".join(f"<td{lang}>{cell}</td>" for cell in (escape(change.term), before, after))
    return f"<tr>{name}<td>{what}</td>{cells}</tr>"
