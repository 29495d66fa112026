"""Two documents side by side: sentences aligned, and bilingual terms out of them."""

from __future__ import annotations

from termkit.align.documents import align_documents, align_lines

__all__ = ["align_documents", "align_lines"]
