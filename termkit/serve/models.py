"""What the API takes and gives, for validation and its OpenAPI description."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "Comparison",
    "Deciding",
    "DecisionIn",
    "DraftIn",
    "ErrorOut",
    "HistoryOut",
    "QueueOut",
    "SessionOut",
    "UndoIn",
]

Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\r\n\t\x00-\x08]*$")]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n\t\x00]*$")
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ErrorOut(BaseModel):
    """Why a request was refused, in a sentence."""

    error: str
    error_zh: str


class GlossaryOut(BaseModel):
    """A glossary that is served; `id` stands in the addresses of its concepts."""

    id: str
    title: str
    role: str = Field(description="`store`, `shipped` for the one that comes with termkit, empty for any other.")
    terms: int


class SessionOut(BaseModel):
    """What this server serves."""

    version: str
    store: str = Field(description="Name of the store; empty where none is served.")
    documents: int
    glossaries: list[GlossaryOut]
    profiles: list[str]
    kinds: list[str]
    upload: int = Field(description="The largest file that is taken, in bytes.")
    aligned: bool = Field(description="Whether an alignment is served for review, at /align.")


class DraftIn(_Strict):
    """A pasted draft."""

    text: str = Field(max_length=2_000_000)
    name: Annotated[str, StringConstraints(max_length=300)] = "draft.txt"
    profile: Line = ""
    language: Literal["en", "zh"] = Field("en", description="Language of the comments in a Word file.")


class DecisionIn(_Strict):
    """A decision on a pair of forms."""

    full: Annotated[Line, StringConstraints(min_length=1)]
    short: Line
    decision: Literal["accepted", "rejected", "preferred", "merged"]
    note: Line = ""


class Deciding(_Strict):
    """Decisions of one person that belong together: all are kept, or none."""

    by: Name
    decisions: list[DecisionIn] = Field(min_length=1, max_length=100)


class UndoIn(_Strict):
    """Whose last decisions to take back."""

    by: Name


class QueueOut(BaseModel):
    """A part of the queue and how far the review is."""

    items: list[dict[str, Any]]
    total: int
    progress: dict[str, Any]


class HistoryOut(BaseModel):
    """The latest changes of decisions."""

    entries: list[dict[str, Any]]


class Comparison(BaseModel):
    """A part of the table of concepts by documents."""

    documents: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    total: int
    left_out: int = Field(description="Documents that were left out, being too many for one table.")
