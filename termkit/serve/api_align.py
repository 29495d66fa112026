"""The review of an alignment: its page, what it shows, and saving."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from termkit.exchange.bitext_html import REVIEW_FILES, review_file
from termkit.serve.aligned import AlignedFile, ChangedError
from termkit.text.bitext import Bead

__all__ = ["router"]

router = APIRouter(tags=["align"])

Numbers = Annotated[list[Annotated[int, Field(ge=0)]], Field(max_length=100_000)]
Score = Annotated[float, Field(ge=0, le=1)]


class ReviewedIn(BaseModel):
    """The beads of the page: sentence numbers of both sides, from 0, and the score."""

    model_config = ConfigDict(extra="forbid")

    revision: int = Field(ge=0)
    beads: list[tuple[Numbers, Numbers, Score]] = Field(max_length=1_000_000)


def _file_of(request: Request) -> AlignedFile:
    file: AlignedFile | None = request.app.state.aligned
    if file is None:
        raise HTTPException(404, "no alignment is served: start termkit serve with --align FILE")
    return file


@router.get("/api/align", summary="The alignment under review")
def read_alignment(request: Request) -> dict[str, Any]:
    """Return the sentences of both texts, the beads and the revision."""
    return _file_of(request).data()


@router.put("/api/align", summary="Save the alignment")
def save_alignment(request: Request, reviewed: ReviewedIn) -> dict[str, Any]:
    """Save the beads to the file that is served; 409 where it was changed meanwhile."""
    beads = [Bead(tuple(zh), tuple(en), score) for zh, en, score in reviewed.beads]
    try:
        return _file_of(request).save(reviewed.revision, beads)
    except ChangedError as error:
        raise HTTPException(409, str(error)) from None


def _given_out(name: str, kind: str) -> Any:
    def answer() -> Response:
        return Response(review_file(name), media_type=kind, headers={"cache-control": "no-cache"})

    return answer


for _path, _name, _kind in zip(
    ("/align", "/static/bitext_review.css", "/static/bitext_review.js"),
    REVIEW_FILES,
    ("text/html", "text/css", "text/javascript"),
    strict=True,
):
    router.add_api_route(_path, _given_out(_name, _kind), include_in_schema=False, response_class=Response)
