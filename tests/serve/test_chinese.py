"""The sentences of readers and of the server in Chinese: each that the code has, with its values in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import termkit
from termkit.errors import InputError
from termkit.exchange import read
from termkit.exchange.shipped import shipped_glossary
from termkit.serve.chinese import error_in_chinese, in_chinese, note_in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(termkit.__file__).parent
# What a draft or a request can bring about: the readers of single files, and the server.
PLACES = [*(ROOT / "read").glob("*.py"), *(ROOT / "read/word").glob("*.py"), *(ROOT / "read/pdf").glob("*.py")]
PLACES += [*(ROOT / "serve").glob("*.py")]
# files.py names and walks paths, server.py speaks before there is a page.
APART = {"files.py", "server.py"}
ERRORS = {"InputError", "UsageError", "HTTPException", "ChangedError", "_http"}


def sentences() -> Iterator[tuple[str, str]]:
    """Yield the sentences that errors are raised with, values as X."""
    for path in sorted(PLACES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path.name in APART or not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ERRORS:
                for each in node.args:
                    told = _text(each)
                    if " " in told:
                        yield f"{path.name}:{node.lineno}", told


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "X" for each in node.values)
    return ""


@pytest.mark.parametrize(("where", "sentence"), sorted(sentences()))
def test_every_sentence_has_its_chinese(where: str, sentence: str) -> None:
    chinese = in_chinese(sentence)
    assert re.search("[\u4e00-\u9fff]", chinese), f"{where}: add it to chinese.toml: {sentence}"


def test_the_sentences_are_found() -> None:
    assert len(list(sentences())) > 40


def test_values_file_and_line_stand_in_the_sentence() -> None:
    assert in_chinese("this is too large: at most 32 MB are taken") == "内容太大，最多32 MB"
    error = InputError("is damaged XML: mismatched tag", "文.xlf", 3, 1)
    assert error_in_chinese(error) == "文.xlf第3行：文件已损坏：不是格式正确的XML"
    assert in_chinese("pages 1, 3: a scan without text, not read") == "第1, 3页是没有文字的扫描页，未读取"
    two = "page 2: a scan without text, not read; 7 characters cannot be mapped to text (first on page 4): a font lacks its table"
    assert in_chinese(two).count("；") == 1
    assert in_chinese("") == ""
    assert in_chinese("something that nobody has told yet") == "something that nobody has told yet"


def test_every_note_of_the_shipped_glossary_has_its_chinese() -> None:
    terms = [term for concept in read(shipped_glossary()) for term in concept.terms]
    notes = {note for concept in read(shipped_glossary()) for note in (concept.note, *(t.note for t in concept.terms))}
    assert len(notes) > 50
    for note in sorted(notes - {""}):
        assert re.search("[\u4e00-\u9fff]", note_in_chinese(note)), f"add it to notes.toml: {note}"
        assert not re.search("[a-z]", note_in_chinese(note)), note
    place = next(term.source for term in terms if term.source.startswith("seeds/"))
    assert note_in_chinese(place) == place, "the place of a source stays"
    assert note_in_chinese("my own note; and another") == "my own note; and another"
