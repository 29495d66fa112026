"""What a rule reports."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from termkit.text.document import Document, Place, Span
    from termkit.text.edit import Edit
    from termkit.text.message import Message

__all__ = ["Finding", "Fix", "Related", "Safety", "Severity", "Spot"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(StrEnum):
    """Whether a fix may be made unseen: safe by --fix, unsafe by --unsafe-fixes, display never."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Spot(NamedTuple):
    """A stretch of a document that a finding is about."""

    document: Document
    span: Span

    @property
    def text(self) -> str:
        """Return what stands there."""
        return self.document.text[self.span.start : self.span.end]


class Related(NamedTuple):
    """Another place that a finding speaks of."""

    path: str
    place: Place
    text: str


class Fix(NamedTuple):
    """Edits of the finding's document that mend it; `complete` where they mend all of its places."""

    safety: Safety
    edits: tuple[Edit, ...]
    complete: bool = True


class Finding(NamedTuple):
    """One thing that a reviser would look at.

    `sentence` is the sentence around it and `marked` where in that sentence `text` stands (code
    points, half open). `is_accepted` where a comment in the document says so.
    """

    code: str
    name: str
    severity: Severity
    path: str
    place: Place
    text: str
    message: Message
    sentence: str
    marked: Span
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    is_accepted: bool = False
