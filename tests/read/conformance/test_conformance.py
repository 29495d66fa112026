"""What every reader does, whatever its format."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termkit.errors import InputError
from termkit.extract.definitions import extract_definitions
from termkit.read.contract import BY_NAME, FORMATS, Options
from termkit.read.detect import detect_format
from termkit.text.document import BlockKind

from .samples import HEADING, PARAGRAPHS, SAMPLES, TEXT, path_of

every_format = pytest.mark.parametrize("name", SAMPLES)
text_formats = pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if sample.text_like])


def read(name, data=None):
    return BY_NAME[name].reader(SAMPLES[name].data if data is None else data, path_of(name), Options())


def test_every_format_has_a_sample():
    through_office = {"doc", "odt", "rtf"}  # made by LibreOffice: see the round trips
    assert {each.name for each in FORMATS} - through_office == set(SAMPLES)


@every_format
def test_same_text_gives_same_blocks(name):
    document = read(name)
    assert document.text == TEXT
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert [document.text[b.span.start : b.span.end] for b in document.blocks] == [HEADING, *PARAGRAPHS]
    assert [block.number for block in document.blocks] == ["一", "1", "2"]
    assert (document.path, document.language) == (path_of(name), "zh")


@every_format
def test_same_definitions(name):
    found = [(each.full, each.short) for each in extract_definitions(read(name))]
    assert ("联合国开发计划署", "开发署") in found
    assert ("各国议会联盟", "议会联盟") in found
    assert found == [(each.full, each.short) for each in extract_definitions(read("txt"))]


@every_format
def test_every_place_shows_its_character(name):
    document = read(name)
    sample = SAMPLES[name]
    for block in document.blocks:
        for offset in range(block.span.start, block.span.end):
            line, column, _, _, page = document.place((type(block.span))(offset, offset + 1))
            assert sample.shows(sample.data, line, column, page) == document.text[offset]


@every_format
def test_blocks_cover_the_text_in_order(name):
    document = read(name)
    end = -1
    for block in document.blocks:
        assert block.span.start == end + 1
        assert block.span.end > block.span.start
        assert "\n" not in document.text[block.span.start : block.span.end]
        end = block.span.end
    assert end == len(document.text)


@every_format
def test_same_bytes_give_the_same_document(name):
    assert read(name) == read(name)


# Markdown and tables are plain text that only the ending tells.
@pytest.mark.parametrize("name", sorted(set(SAMPLES) - {"md", "tsv", "txt"}))
def test_content_goes_before_the_ending(name):
    for ending in ("", ".txt", ".docx", ".pdf"):
        assert detect_format(SAMPLES[name].data, f"file{ending}").name == name


@every_format
def test_empty_file(name):
    if SAMPLES[name].text_like:
        assert detect_format(b"", path_of(name)).name == name
    else:
        with pytest.raises(InputError, match="is empty"):
            detect_format(b"", path_of(name))


@text_formats
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(name, encoding):
    text = SAMPLES[name].data.decode().replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    text = text.replace('charset="utf-8"', f'charset="{encoding.removesuffix("-sig")}"')
    data = text.encode(encoding)
    options = Options(encoding="gb18030") if encoding == "gb18030" and name in {"md", "tsv", "po", "txt"} else Options()
    assert BY_NAME[name].reader(data, path_of(name), options).text == TEXT


@text_formats
def test_line_ends(name):
    data = SAMPLES[name].data.replace(b"\n", b"\r\n")
    assert read(name, data).text == TEXT


@every_format
def test_damaged_files_end_in_one_sentence(name):
    """Cut off, bytes changed, pieces doubled: a document or one sentence, nothing else."""
    chance = random.Random(name)
    data = SAMPLES[name].data
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(damaged))
            step = chance.randrange(4)
            if step == 0:
                damaged[at] = chance.randrange(256)
            elif step == 1:
                del damaged[at : at + chance.randint(1, 40)]
            elif step == 2:
                damaged[at:at] = damaged[at : at + chance.randint(1, 40)]
            else:
                damaged = damaged[: at + 1]
            if not damaged:
                break
        _survives(bytes(damaged), path_of(name))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from([ending for each in FORMATS for ending in each.endings]))
def test_any_bytes_end_in_one_sentence(data, ending):
    _survives(data, f"x{ending}")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<a href='#fn1'>", "</a>", "<sup>", "1", "<ol>", "<li>", "</ol>", "<td>", "<!--", "-->",
                              "&amp;", "&#x110000;", "&lt", "文", " ", "\n", "<div id='fn1'>", "<b ", '"', "**", "*", "`", "[", "](", ")",
                              "| a |", "|---|", "[^1]:", "# ", "- ", "\\", "<![CDATA[", "\x00", "<script>", "\u2028", "\u3000"])),
    st.sampled_from(["html", "md"]),
)  # fmt: skip
def test_any_markup_is_read(pieces, name):
    source = "".join(pieces)
    try:
        document = BY_NAME[name].reader(source.encode(), path_of(name), Options())
    except InputError:
        assert "\x00" in source
        return
    for block in document.blocks:
        place = document.place(block.span)
        assert place.line >= 1
        assert place.column >= 1
        assert document.text[block.span.start : block.span.end].strip()


def _survives(data: bytes, path: str) -> None:
    try:
        form = detect_format(data, path)
        if form.name in {"doc", "odt", "rtf"}:
            return
        document = form.reader(data, path, Options())
    except InputError as error:
        sentence = str(error)
    else:
        sentence = ""
        for block in document.blocks:
            document.place(block.span)
    assert "\n" not in sentence
    assert len(sentence) < 400
