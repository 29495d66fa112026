"""A block that is being put together out of printed lines, and how the body of a document is set."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.read.pdf.lines import PdfLine
    from termkit.text.document import BlockKind

__all__ = ["Measure", "PdfBlock", "measure_of"]

_HAN_SPACE = re.compile("(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])")
_DIGIT_HAN = re.compile("\\d ?[\u4e00-\u9fff]")
_SAMPLE = 2000  # lines that tell how a document sets its spaces
_ENDS = "。！？；：.!?;:"
_CLOSERS = '”’」』）)》"'


@dataclass(slots=True)
class PdfBlock:
    """A block that is being put together."""

    lines: list[PdfLine] = field(default_factory=list)
    kind: BlockKind | None = None
    number: str = ""

    @property
    def is_ended(self) -> bool:
        """Tell whether its last line ends a sentence."""
        text = self.lines[-1].text.rstrip()
        return (text.rstrip(_CLOSERS) or text)[-1] in _ENDS


class Measure(NamedTuple):
    """How the body of the document is set, in points."""

    size: float
    left: float
    right: float
    leading: float
    keeps_spaces: bool
    """Spaces at line ends stand in the file, so that a line end without one is none."""
    spaced: bool
    keeps_gaps: bool
    """Narrow gaps beside Han characters are spaces, as most others of the document are."""


def measure_of(lines: Sequence[PdfLine]) -> Measure:
    """Return how the body of a document is set, by the lines of its commonest size."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.5]
    lefts = Counter(round(line.left) for line in body)
    rights = sorted(line.right for line in body)
    distances = [
        distance
        for above, below in pairwise(body)
        if 0.8 * size < (distance := above.base - below.base) < 2.5 * size and above.page == below.page
    ]
    text = "\n".join(line.text for line in body[:_SAMPLE])
    gaps = sum(len(line.gaps) for line in body[:_SAMPLE])
    beside = Counter(len(match) for match in _DIGIT_HAN.findall(text))
    full = [line for line in body if line.right > rights[-1] - 6 * size]
    return Measure(
        size,
        float(lefts.most_common(1)[0][0]),
        rights[int(len(rights) * 0.97)],
        # Half of all distances and more are inside paragraphs; a wide gap between two does not count.
        median(sorted(distances)[: max(len(distances) * 3 // 4, 1)]) if distances else 1.3 * size,
        keeps_spaces=sum(line.text.endswith(" ") for line in full) * 50 > len(full),
        keeps_gaps=len(_HAN_SPACE.findall(text)) >= 2 * gaps,
        spaced=beside[3] >= beside[2],
    )
