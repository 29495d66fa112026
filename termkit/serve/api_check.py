"""The API of checking a draft: pasted text or a file, and the way out as a Word file with comments."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from termkit.errors import InputError
from termkit.serve.drafts import Draft, safe_name
from termkit.serve.models import DraftIn
from termkit.serve.worker import Worker

__all__ = ["router"]

router = APIRouter(prefix="/api/check", tags=["check"])

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Name = Annotated[str, Query(max_length=300, description="Its ending is a hint at the format; no file is opened by it.")]
Profile = Annotated[str, Query(max_length=40)]


@router.post("", summary="Check a pasted draft")
async def check_text(request: Request, draft: DraftIn) -> dict[str, Any]:
    """Return the text with its terms and findings as offsets in code points, half open."""
    return await _checked(request, _pasted(draft))


@router.post("/file", summary="Check a file", openapi_extra=_BYTES)
async def check_file(request: Request, name: Name = "draft.txt", profile: Profile = "") -> dict[str, Any]:
    """Return the text of a file (txt, docx, pdf …) with its terms and findings."""
    return await _checked(request, await _uploaded(request, name, profile))


@router.post("/word", summary="A pasted draft as a Word file with comments")
async def comment_text(request: Request, draft: DraftIn) -> Response:
    """Return the draft as a .docx whose comments are the findings."""
    return await _commented(request, _pasted(draft))


@router.post("/word/file", summary="A Word file with comments", openapi_extra=_BYTES)
async def comment_file(
    request: Request,
    name: Name = "draft.docx",
    profile: Profile = "",
    language: Annotated[Literal["en", "zh"], Query(description="Language of the comments.")] = "en",
    fixed: Annotated[str, Query(max_length=20_000, pattern=r"^(\d{1,6}(,\d{1,6})*)?$")] = "",
) -> Response:
    """Return a file as Word with the findings as comments.

    `fixed` lists findings, by their place in what `/api/check/file` returned, from 0: they are tracked changes.
    """
    draft = await _uploaded(request, name, profile)
    numbers = frozenset(map(int, filter(None, fixed.split(","))))
    return await _commented(request, draft._replace(fixed=numbers, language=language))


def _pasted(draft: DraftIn) -> Draft:
    # Half a surrogate pair has no bytes; in its place stands one other character, so that offsets hold.
    data = draft.text.removeprefix("\ufeff").encode("utf-8", "replace")
    name = safe_name(draft.name)
    return Draft(
        data, name if name.endswith((".txt", ".md")) else f"{name}.txt", draft.profile, language=draft.language
    )


async def _uploaded(request: Request, name: str, profile: str) -> Draft:
    if request.headers.get("content-type") != "application/octet-stream":
        raise InputError("send the bytes of the file as application/octet-stream")
    return Draft(await request.body(), safe_name(name), profile)


async def _checked(request: Request, draft: Draft) -> dict[str, Any]:
    worker: Worker = request.app.state.worker
    return await asyncio.to_thread(worker.check, draft, await _revision(request))


async def _commented(request: Request, draft: Draft) -> Response:
    worker: Worker = request.app.state.worker
    data = await asyncio.to_thread(worker.commented, draft, await _revision(request))
    name = quote(draft.name.rpartition(".")[0] or draft.name)
    headers = {"content-disposition": f"attachment; filename=\"draft.docx\"; filename*=UTF-8''{name}.docx"}
    return Response(data, media_type=_WORD, headers=headers)


async def _revision(request: Request) -> int:
    desk = request.app.state.desk
    return await desk.read(lambda view: view.revision) if desk else 0
