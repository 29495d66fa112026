"""From truth and back: the seeds made into every format, read again, compared with what went in."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess

import pytest

from termkit.extract.definitions import extract_definitions
from termkit.read.contract import BY_NAME, Options
from termkit.read.plain import read_plain

from . import truth

OWN = {"docx": truth.as_docx, "html": truth.as_html, "md": truth.as_markdown, "tei": truth.as_tei}
# What the layout of Chinese hides: programs set a narrow gap between Han characters and others, space or not.
HIDDEN_SPACE = re.compile("(?<=[\u4e00-\u9fff]) (?=[!-~])|(?<=[!-~]) (?=[\u4e00-\u9fff])")
seeds = pytest.mark.parametrize("seed", truth.SEEDS, ids=lambda path: path.stem[:3])


def read(name, data):
    return BY_NAME[name].reader(data, f"x.{name}", Options())


def definitions(document):
    return sorted({(each.full, each.short) for each in extract_definitions(document)})


@seeds
@pytest.mark.parametrize("name", OWN)
def test_exact(seed, name):
    made = truth.pieces(seed)
    document = read(name, OWN[name](made))
    assert truth.found(document) == truth.truth(made, table=name != "tei")


@seeds
@pytest.mark.parametrize("name", OWN)
def test_same_definitions_as_from_the_text(seed, name):
    made = truth.pieces(seed)
    body, notes = truth.truth(made, table=name != "tei")
    plain = read("docx", truth.as_docx(made)) if name != "tei" else read("tei", truth.as_tei(made))
    assert definitions(read(name, OWN[name](made))) == definitions(plain)
    wanted = definitions(read_plain("\n\n".join([*body, *notes]).encode(), "x.txt"))
    assert definitions(plain) == wanted


@pytest.fixture(scope="module")
def converted():
    """Convert the seeds with LibreOffice, once for each format."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    cache = {}

    def get(form):
        if form not in cache:
            try:
                chosen = truth.SEEDS[1:4] if form == "pdf" else truth.SEEDS[2:3]
                cache[form] = truth.convert({seed.stem: truth.as_docx(truth.pieces(seed)) for seed in chosen}, form)
            except (OSError, subprocess.SubprocessError) as error:
                pytest.skip(f"LibreOffice cannot convert: its Writer may be missing ({error})")
        return cache[form]

    return get


@pytest.mark.parametrize("name", ["doc", "odt", "rtf"])
def test_exact_through_office(converted, name):
    stem, data = next(iter(converted(name).items()))
    seed = next(path for path in truth.SEEDS if path.stem == stem)
    assert truth.found(read(name, data)) == truth.truth(truth.pieces(seed))


def test_pdf(converted):
    fonts = (
        subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout
        if shutil.which("fc-list")
        else ""
    )
    if not fonts.strip():
        pytest.skip("no Chinese font is installed")
    for stem, data in converted("pdf").items():
        seed = next(path for path in truth.SEEDS if path.stem == stem)
        document = read("pdf", data)
        wanted = [HIDDEN_SPACE.sub("", text) for part in truth.truth(truth.pieces(seed)) for text in part]
        got = [HIDDEN_SPACE.sub("", text) for part in truth.found(document) for text in part]
        assert wrong_characters(wanted, got) <= 0.001
        assert len(borders(wanted) & borders(got)) >= 0.99 * max(len(borders(wanted)), len(borders(got)))
        assert definitions(document)
        assert document.symbols[-1:] == (truth.HEADER,) or truth.HEADER in document.symbols


def wrong_characters(wanted, got):
    wrong = 0
    for step, a, b, c, d in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if step != "equal":
            left, right = "\n".join(wanted[a:b]), "\n".join(got[c:d])
            same = sum(m.size for m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
            wrong += max(len(left), len(right)) - same
    return wrong / sum(map(len, wanted))


def borders(texts):
    found, position = set(), 0
    for text in texts:
        position += len(text.replace(" ", ""))
        found.add(position)
    return found
