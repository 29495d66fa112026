"""Speed of the readers beside the plainest reader of the same library, in one run.

`python tests/benchmarks/readers.py [REPEATS]` prints CPU seconds (best and median of REPEATS), MB/s and the ratios.
Inputs are made from the seeds. The peers: python-docx's paragraphs (measured only where it is
installed) and the bare zip + lxml text for .docx, PDFium's own text for .pdf, lxml's text for TEI and HTML.
"""

from __future__ import annotations

import io
import shutil
import sys
import time
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from lxml import etree, html

from termkit.read.contract import BY_NAME, Options
from tests.read import truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COPIES = 6


def seconds_of(runs: Sequence[Callable[[], object]], repeats: int) -> list[list[float]]:
    """Return the CPU seconds of each run, sorted; all are run in turn, so that a disturbance meets all alike."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(repeats):
        for run, found in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            found.append(time.process_time() - start)
    return [sorted(found) for found in times]


def bare_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter("{*}t"))


def python_docx(data: bytes) -> str:
    document = import_module("docx").Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def pdfium(data: bytes) -> str:
    texts = []
    with import_module("pypdfium2").PdfDocument(data) as document:
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return "\n".join(texts)


def main(repeats: int) -> None:
    made = [piece for seed in truth.SEEDS for piece in truth.pieces(seed)] * COPIES
    inputs = {
        "txt": "\n\n".join(truth.truth(made)[0]).encode(),
        "docx": truth.as_docx(made),
        "html": truth.as_html(made),
        "md": truth.as_markdown(made),
        "tei": truth.as_tei(made),
    }
    if shutil.which("soffice"):
        inputs["pdf"] = truth.convert({"x": truth.as_docx(made)}, "pdf")["x"]
    peers: dict[str, list[Callable[[bytes], object]]] = {
        "txt": [lambda data: data.decode().split("\n")],
        "docx": [python_docx, bare_docx],
        "html": [lambda data: html.fromstring(data).text_content()],
        "tei": [lambda data: "".join(etree.fromstring(data).itertext())],
        "pdf": [pdfium],
    }
    text = len(inputs["txt"])
    print(f"{text / 1e6:.1f} MB of UTF-8 text")
    for name, data in inputs.items():
        installed = [peer for peer in peers.get(name, []) if peer is not python_docx or find_spec("docx")]
        own, *others = seconds_of(
            [
                lambda d=data, n=name: BY_NAME[n].reader(d, f"x.{n}", Options()),
                *(lambda d=data, run=peer: run(d) for peer in installed),
            ],
            repeats,
        )
        row = f"{name:5} {own[0]:6.3f} s, median {median(own):6.3f} s {len(data) / own[0] / 1e6:7.1f} MB/s of file"
        row += f" (median {len(data) / median(own) / 1e6:.1f}) {text / own[0] / 1e6:7.1f} MB/s of text"
        for peer, found in zip(installed, others, strict=True):
            label = peer.__name__.replace("<lambda>", "plain")
            ratios = f"{own[0] / found[0]:6.2f} x, medians {median(own) / median(found):6.2f} x"
            row += f"   {ratios} {label} ({found[0]:.3f} s)"
        print(row)


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["3"])[0]))
