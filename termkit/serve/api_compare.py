"""The API of the table of concepts by documents, and of what is exported."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from termkit import exchange
from termkit.exchange.workbook import write_rows
from termkit.serve import compare
from termkit.serve.api_review import desk_of
from termkit.serve.desk import View
from termkit.serve.models import Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.terms.concept import Concept

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["compare"])

MOST_COLUMNS = 60
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "tbx": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _shown(
    kind: Annotated[str, Query(max_length=40)] = "",
    conflict: Annotated[Literal["", "any", "short", "full", "shared"], Query()] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    document: Annotated[str, Query(max_length=200)] = "",
) -> compare.Shown:
    return compare.Shown(kind, conflict, text, document)


Shown = Annotated[compare.Shown, Depends(_shown)]


@router.get("/compare", response_model=Comparison, summary="Concepts by documents")
async def read_table(
    request: Request,
    shown: Shown,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Return which document calls what by which name."""

    def found(view: View) -> dict[str, Any]:
        columns = compare.named(view.columns, shown.document)
        table = compare.selected(view.table, shown, columns)
        taken = columns[:MOST_COLUMNS]
        return {
            "documents": [each._asdict() for each in taken],
            "rows": [_row(each, taken) for each in table[offset : offset + limit]],
            "total": len(table),
            "left_out": len(columns) - len(taken),
        }

    return await desk_of(request).read(found)


@router.get("/compare/export", summary="What the table shows, as a file")
async def export_table(
    request: Request, shown: Shown, form: Annotated[Literal["tbx", "csv", "xlsx"], Query()]
) -> Response:
    """Return the concepts that are shown as a termbase (TBX) or glossary (CSV), or the table itself (XLSX)."""

    def found(view: View) -> tuple[list[compare.Row], list[compare.Column]]:
        columns = compare.named(view.columns, shown.document)
        return compare.selected(view.table, shown, columns), columns

    table, columns = await desk_of(request).read(found)
    if form == "xlsx":
        rows = list(compare.sheet(table, columns))
        return await _file("comparison.xlsx", form, lambda path: write_rows(rows, path, "comparison"))
    return await _glossary([row.concept for row in table], f"comparison.{form}", form)


@router.get("/export", summary="The whole glossary of the store, as a file")
async def export_glossary(request: Request, form: Annotated[Literal["tbx", "csv", "xlsx"], Query()]) -> Response:
    """Return the glossary with all decisions made."""
    concepts = await desk_of(request).read(lambda view: view.concepts)
    return await _glossary(concepts, f"glossary.{form}", form)


def _row(row: compare.Row, columns: Sequence[compare.Column]) -> dict[str, Any]:
    return {
        "id": row.concept.id,
        "name": row.name,
        "english": row.english,
        "kind": row.concept.kind,
        "conflicts": row.conflicts,
        "cells": [[use._asdict() for use in row.uses.get(each.path, ())] for each in columns],
    }


async def _glossary(concepts: Sequence[Concept], name: str, form: str) -> Response:
    return await _file(name, form, lambda path: exchange.write(concepts, path))


async def _file(name: str, form: str, write: Any) -> Response:
    """Return what `write` writes to a path as a download; the path is one of our own."""

    def written() -> bytes:
        with tempfile.TemporaryDirectory(prefix="termkit-") as folder:
            path = Path(folder) / name
            write(path)
            return path.read_bytes()

    data = await asyncio.to_thread(written)
    return Response(data, media_type=_TYPES[form], headers={"content-disposition": f'attachment; filename="{name}"'})
