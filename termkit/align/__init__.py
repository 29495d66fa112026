"""Two documents side by side: sentences aligned, and bilingual terms out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termkit.align.documents import align_documents, align_lines

__all__ = ["align_documents", "align_lines"]


def __getattr__(name: str) -> Any:
    # The aligner brings NumPy: who asks for the numbers of a text alone, as `check` does, need not wait for it.
    if name in __all__:
        from termkit.align import documents  # noqa: PLC0415  start-up

        return getattr(documents, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
