"""Speed of the readers beside the plainest reader of the same library, in one run.

`python tests/benchmarks/readers.py [REPEATS]` prints CPU seconds (best of REPEATS), MB/s and the ratio.
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
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from lxml import etree, html

from termkit.read.contract import BY_NAME, Options
from tests.read import truth

if TYPE_CHECKING:
    from collections.abc import Callable

COPIES = 6


def best(run: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def bare_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter("{*}t"))


def python_docx(data: bytes) -> str:
    document = import_module("docx").Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def pdfium(data: bytes) -> str:
    document = import_module("pypdfium2").PdfDocument(data)
    return "\n".join(document[index].get_textpage().get_text_range() for index in range(len(document)))


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
        own = best(lambda d=data, n=name: BY_NAME[n].reader(d, f"x.{n}", Options()), repeats)
        row = f"{name:5} {own:7.3f} s {len(data) / own / 1e6:7.1f} MB/s of file {text / own / 1e6:7.1f} MB/s of text"
        for peer in peers.get(name, []):
            try:
                seconds = best(lambda d=data, run=peer: run(d), repeats)
            except ImportError:
                continue
            row += f"   {own / seconds:6.2f} x {peer.__name__.replace('<lambda>', 'plain')} ({seconds:.3f} s)"
        print(row)


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["3"])[0]))
