"""The API of look-ups: hits while typing, concepts with their evidence, concordances."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from termkit import __version__
from termkit.check.settings import PROFILES
from termkit.lookup.entry import Entry, entry_of
from termkit.lookup.query import Hit
from termkit.serve.chinese import note_in_chinese
from termkit.serve.library import Library
from termkit.serve.models import SessionOut
from termkit.serve.security import MOST_UPLOAD
from termkit.terms.concept import Kind

if TYPE_CHECKING:
    from termkit.terms.concept import Concept, Evidence, Term

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["look-up"])

_MOST_EVIDENCE = 400

GlossaryId = Annotated[str, Path(max_length=200)]
ConceptId = Annotated[str, Path(max_length=500)]


@router.get("/session", response_model=SessionOut, summary="What this server serves")
async def session(request: Request) -> dict[str, Any]:
    """Return the glossaries, the store and the choices that the page offers."""
    library, desk = _library(request), request.app.state.desk
    documents = await desk.read(lambda view: len(view.built.documents)) if desk else 0
    return {
        "version": __version__,
        "store": desk.path.name if desk else "",
        "documents": documents,
        "glossaries": [
            {"id": each.id, "title": each.title, "role": each.role, "terms": each.terms} for each in library.shelves
        ],
        "profiles": list(PROFILES),
        "kinds": [kind.value for kind in Kind],
        "upload": MOST_UPLOAD,
        "aligned": request.app.state.aligned is not None,
    }


@router.get("/lookup", response_class=JSONResponse, summary="Look up a word")
async def look_up(
    request: Request,
    q: Annotated[str, Query(max_length=500, description="Han, pinyin, initials, English, acronym or concept id.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Return the concepts that a query finds, best first: exact, prefix, substring, all its words, fuzzy.

    Where there is none, `near` has the terms that stand in the query, then forms with something in common with it.
    """
    library = _library(request)
    found = await asyncio.to_thread(library.search, q, limit)
    near = [] if found else await asyncio.to_thread(library.near, q)
    # As it stands: what FastAPI does with other values takes longer than the look-up.
    return JSONResponse({"query": q, "hits": [_hit(hit, entry, library) for hit, entry in found], "near": near})


@router.get("/concepts/{glossary}/{identifier}", summary="A concept with all its forms and evidence")
async def read_concept(request: Request, glossary: GlossaryId, identifier: ConceptId) -> dict[str, Any]:
    """Return all forms with their status and where each was used."""
    concept = await asyncio.to_thread(_library(request).concept, glossary, identifier)
    if concept is None:
        raise HTTPException(404, "there is no such concept")
    library = _library(request)
    shelf = library.shelf(glossary)
    return {"glossary": glossary, "title": shelf.title if shelf else "", **_concept(concept, glossary, library)}


@router.get("/concepts/{glossary}/{identifier}/concordance", summary="Sentences that use a concept")
async def read_concordance(
    request: Request,
    glossary: GlossaryId,
    identifier: ConceptId,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> dict[str, Any]:
    """Return sentences of the documents, newest first; `spans` are the forms in a sentence, in code points."""
    found = await asyncio.to_thread(_library(request).concordance, glossary, identifier, limit)
    titles = _library(request).titles
    return {"lines": [{**asdict(each), "title": titles.get(each.document, "")} for each in found]}


def _library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


def _hit(hit: Hit, entry: Entry, library: Library) -> dict[str, Any]:
    standing = {form.text: form.standing or "" for form in entry.forms}
    return {
        "concept": hit.concept,
        "glossary": hit.glossary,
        "term": hit.term,
        "language": hit.language,
        "type": hit.type,
        "status": hit.status or "",
        "match": hit.match,
        "score": hit.score,
        "kind": entry.kind,
        "full": entry.full_form,
        "full_status": standing.get(entry.full_form, ""),
        "short": entry.short_form,
        "short_status": standing.get(entry.short_form, ""),
        "english": entry.english,
        "acronym": entry.acronym,
        "first": _evidence(entry.definition, library) if entry.definition else None,
    }


def _concept(concept: Concept, glossary: str, library: Library) -> dict[str, Any]:
    entry = entry_of(concept, glossary)
    terms = {(term.text, term.language): term for term in concept.terms}
    return {
        "id": concept.id,
        "kind": concept.kind,
        "full": entry.full_form,
        "short": entry.short_form,
        "english": entry.english,
        "acronym": entry.acronym,
        "subject_field": concept.subject_field,
        "note": concept.note,
        "note_zh": note_in_chinese(concept.note),
        "first": _evidence(entry.definition, library) if entry.definition else None,
        "forms": [_form(terms[form.text, form.language], library) for form in entry.forms],
    }


def _form(term: Term, library: Library) -> dict[str, Any]:
    return {
        "text": term.text,
        "language": term.language,
        "type": term.type,
        "status": term.status or "",
        "since": term.since,
        "until": term.until,
        "source": term.source,
        "source_zh": note_in_chinese(term.source),
        "note": term.note,
        "note_zh": note_in_chinese(term.note),
        "evidence": [_evidence(each, library) for each in term.evidence[:_MOST_EVIDENCE]],
    }


def _evidence(each: Evidence, library: Library) -> dict[str, Any]:
    return {
        "document": each.document,
        "title": library.titles.get(each.document, ""),
        "symbol": each.symbol,
        "date": each.date,
        "line": each.line,
        "sentence": each.sentence,
        "defined": each.method != "use",
    }
