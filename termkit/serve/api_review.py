"""The API of the review: the queue, decisions, undo, history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from termkit.errors import UsageError
from termkit.glossary.decisions import Decision, Ruling
from termkit.glossary.records import decision_of
from termkit.serve import review
from termkit.serve.desk import Desk, View
from termkit.serve.models import Deciding, HistoryOut, QueueOut, UndoIn

if TYPE_CHECKING:
    from termkit.glossary.merge import Candidate
    from termkit.glossary.rulings import Entry

__all__ = ["desk_of", "router"]

router = APIRouter(prefix="/api/review", tags=["review"])

_MOST_PLACES = 20


def desk_of(request: Request) -> Desk:
    """Return the store that is served; raise UsageError where there is none."""
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise UsageError("no store is served: start termkit serve with the folder that termkit build wrote")
    return desk


@router.get("", response_model=QueueOut, summary="The queue of candidates")
async def read_queue(
    request: Request,
    only: Annotated[Literal["", "open", "decided", "accepted", "rejected", "preferred", "edited"], Query()] = "",
    order: review.Order = review.Order.SCORE,
    text: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Return candidates with their sentences, scores and decisions, and the progress of the review."""

    def found(view: View) -> dict[str, Any]:
        items = review.chosen(view.queue, only=only, order=order, text=text)
        return {
            "items": [_item(each, view) for each in items[offset : offset + limit]],
            "total": len(items),
            "progress": _progress(view),
        }

    return await desk_of(request).read(found)


@router.post("/decisions", summary="Decide")
async def decide(request: Request, deciding: Deciding) -> dict[str, Any]:
    """Keep decisions. When this returns they are on the disk."""
    desk = desk_of(request)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    decisions = [
        Decision(each.full, each.short, Ruling(each.decision), "", deciding.by, at, each.note)
        for each in deciding.decisions
    ]
    batch = await desk.decide(decisions)
    return {"batch": batch, "at": at, **await desk.read(lambda view: _now(view, decisions))}


@router.post("/undo", summary="Take back the last decisions of a person")
async def undo(request: Request, undoing: UndoIn) -> dict[str, Any]:
    """Take back what this person decided last; `undone` is empty where there is nothing left."""
    desk = desk_of(request)
    taken = await desk.undo(undoing.by)
    undone = [_decision(before) for before, _ in taken]
    return {"undone": undone, **await desk.read(lambda view: _now(view, [each for each, _ in taken]))}


@router.get("/history", response_model=HistoryOut, summary="The latest decisions")
async def history(request: Request, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> dict[str, Any]:
    """Return who decided what when, newest first."""
    return {"entries": [_entry(each) for each in await desk_of(request).history(limit)]}


def _now(view: View, decisions: list[Decision]) -> dict[str, Any]:
    """Return the items that decisions were about as they are now, and the progress."""
    names = {each.full for each in decisions} | {each.short for each in decisions if each.decision is Ruling.MERGED}
    items = [_item(item, view) for item in view.queue if item.full in names]
    return {"items": items, "progress": _progress(view)}


def _progress(view: View) -> dict[str, Any]:
    done = review.progress(view.queue, view.decisions)
    return {"decided": done.decided, "total": done.total, "people": dict(done.people)}


def _item(item: review.Item, view: View) -> dict[str, Any]:
    return {
        "full": item.full,
        "short": item.short,
        "kind": item.kind,
        "english": item.english,
        "score": item.score,
        "count": len(item.places),
        "places": [_place(each, view) for each in item.places[:_MOST_PLACES]],
        "state": item.state,
        "becomes": item.becomes,
        "joined": item.joined,
        "rivals": item.rivals,
        "siblings": item.siblings,
        "decisions": [_decision(each) for each in item.decisions],
    }


def _place(candidate: Candidate, view: View) -> dict[str, Any]:
    each = candidate.evidence
    return {
        "document": each.document,
        "title": view.titles.get(each.document, ""),
        "symbol": each.symbol,
        "date": each.date,
        "line": each.line,
        "column": each.column,
        "sentence": each.sentence,
        "method": each.method,
        "score": each.score,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "full": decision.full,
        "short": decision.short,
        "decision": decision.decision,
        "by": decision.by,
        "date": decision.date,
        "note": decision.note,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    said = entry.after if entry.what == "decided" else entry.before
    return {"at": entry.at, "by": entry.by, "what": entry.what, "decision": _decision(decision_of(said))}
