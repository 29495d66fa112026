"""Bilingual files: aligned segments, places in the file, tags out of the text."""

from __future__ import annotations

import pytest

from termkit.errors import InputError
from termkit.read.bilingual.links import read_links
from termkit.read.detect import detect_format
from termkit.read.tei import read_tei_text

XLIFF12 = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.docx" source-language="en-US" target-language="zh-CN" datatype="plaintext"><header><note>x</note></header><body>
<trans-unit id="1"><source>The <g id="1">World Food</g> Programme<ph id="2">&lt;br/&gt;</ph> (WFP)</source><target>世界<g id="1">粮食</g>计划署(粮食署)</target>
<alt-trans><source>old</source><target>旧</target></alt-trans></trans-unit>
<trans-unit id="2"><source>A &amp; B</source></trans-unit>
</body></file></xliff>"""
SDL = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file source-language="zh-CN" target-language="en-US"><body><group><trans-unit id="u1">
<source>第一句。第二句。</source>
<seg-source><mrk mtype="seg" mid="1">第一句。</mrk><mrk mtype="seg" mid="2">第<x id="5"/>二句。</mrk></seg-source>
<target><mrk mtype="seg" mid="1">First.</mrk> <mrk mtype="seg" mid="2"><mrk mtype="x-sdl-comment" sdl:cid="9">Second.</mrk></mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></group></body></file></xliff>"""
MQ = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="a.docx" source-language="en" target-language="zh-cn" datatype="x-MQ" mq:docinfo="x"><header><skl><external-file href="x"/></skl></header><body>
<trans-unit id="1" mq:status="Confirmed"><source xml:space="preserve">The <bpt id="1" ctype="bold">{}</bpt>Programme<ept id="1">{}</ept></source><target xml:space="preserve">计划署</target>
<mq:minorversions><mq:historical-unit id="1"><source xml:space="preserve">Old</source><target xml:space="preserve">旧</target></mq:historical-unit></mq:minorversions>
<mq:comments><mq:comment id="c">备注</mq:comment></mq:comments></trans-unit>
<trans-unit id="2" mq:status="NotStarted"><source xml:space="preserve">Two</source><target xml:space="preserve"></target></trans-unit>
</body></file></xliff>"""
XLIFF2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="zh">
<file id="f"><unit id="u"><mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#m"><source>no</source><target>否</target></mtc:match></mtc:matches>
<segment id="s1"><source>One <pc id="1">two</pc>.</source><target>一<pc id="1">二</pc>。</target></segment><ignorable><source> </source></ignorable>
<segment id="s2"><source>Three<ph id="2"/>.</source><target>三。</target></segment></unit></file></xliff>"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence" adminlang="en" creationtool="x" creationtoolversion="1" o-tmf="x"/><body>
<tu tuid="7"><tuv xml:lang="fr"><seg>Un</seg></tuv><tuv xml:lang="en"><seg>One <bpt i="1">&lt;b&gt;</bpt>two<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="zh-CN"><seg>一<hi>二</hi></seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Only</seg></tuv></tu></body></tmx>"""
PO = """msgid ""
msgstr ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgctxt "menu"
msgid "World Food "
"Programme \\"WFP\\""
msgstr "世界粮食计划署"

#, fuzzy
msgid "Draft"
msgstr "草稿？"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#~ msgid "old"
#~ msgstr "旧"
"""
TSV = 'en\tzh\nOne\t一\nTwo, "three"\t二\n'
CSV = '1,"One, ""two""",一\r\n2,"Three\nlines",三\r\n'

REVISED = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="zh"><body>
<trans-unit id="1"><source>The Fund</source><seg-source><mrk mtype="seg" mid="1">The Fund</mrk></seg-source><target>
<mrk mtype="seg" mid="1">联合国<mrk mtype="x-sdl-deleted">旧</mrk><mrk mtype="x-sdl-added">新</mrk>基金</mrk></target></trans-unit>
</body></file></xliff>"""
MIXED_CODES = """<tmx version="1.4"><header srclang="EN-US"/><body>
<tu><tuv xml:lang="EN-US"><seg>One</seg></tuv><tuv xml:lang="ZH-CN"><seg>一</seg></tuv><tuv xml:lang="zh-TW"><seg>壹</seg></tuv></tu>
<tu><tuv lang="en"><seg>Two</seg></tuv><tuv lang="zh"><seg>二</seg></tuv></tu>
</body></tmx>"""

CASES = {
    "revised.sdlxliff": (REVISED, [("The Fund", "联合国新基金")]),
    "mixed.tmx": (MIXED_CODES, [("One", "一"), ("Two", "二")]),
    "a.xlf": (XLIFF12, [("The World Food Programme (WFP)", "世界粮食计划署(粮食署)"), ("A & B", "")]),
    "a.sdlxliff": (SDL, [("第一句。", "First."), ("第二句。", "Second.")]),
    "a.mqxliff": (MQ, [("The Programme", "计划署"), ("Two", "")]),
    "b.xlf": (XLIFF2, [("One two.", "一二。"), ("Three.", "三。")]),
    "a.tmx": (TMX, [("One two", "一二"), ("Only", "")]),
    "a.po": (
        PO,
        [('World Food Programme "WFP"', "世界粮食计划署"), ("Draft", ""), ("%d file", "%d 个文件"), ("%d files", "")],
    ),
    "a.tsv": (TSV, [("One", "一"), ('Two, "three"', "二")]),
    "a.csv": (CSV, [('One, "two"', "一"), ("Three lines", "三")]),
}


def pair_of(name, text):
    reader = detect_format(text.encode(), name).pair_reader
    assert reader is not None
    return reader(text.encode(), name)


def block(document, index):
    return "" if index < 0 else document.text[document.blocks[index].span.start : document.blocks[index].span.end]


@pytest.mark.parametrize("name", CASES)
def test_segments_are_aligned(name):
    text, expected = CASES[name]
    pair = pair_of(name, text)
    assert [(block(pair.source, s), block(pair.target, t)) for s, t in pair.pairs] == expected


@pytest.mark.parametrize("name", CASES)
def test_places_show_the_text_in_the_file(name):
    text, _ = CASES[name]
    pair = pair_of(name, text)
    for document in (pair.source, pair.target):
        for offset, character in enumerate(document.text):
            there = text[document.source_map.to_source(offset) :]
            assert there.startswith((character, "&", "\\", "\n", "\r")) or character == "\n"


def test_tags_are_kept_as_places():
    pair = pair_of("a.xlf", XLIFF12)
    names = [(tag.name, pair.target.text[: tag.offset]) for tag in pair.target_tags]
    assert names == [("g", "世界"), ("/g", "世界粮食")]
    assert all(XLIFF12[tag.source] == "<" for tag in pair.source_tags + pair.target_tags)


def test_bitext_has_chinese_on_its_side():
    for name in ("a.xlf", "a.sdlxliff"):
        bitext = pair_of(name, CASES[name][0]).bitext
        assert bitext.zh.language == "zh"
        assert bitext.en.language == "en"
    assert bitext.zh_text(bitext.beads[1]) == "第二句。"
    assert bitext.en_text(bitext.beads[1]) == "Second."


def test_one_language_is_no_table_of_segments():
    with pytest.raises(InputError, match="no column of Chinese"):
        pair_of("a.tsv", "one\ttwo\n")
    with pytest.raises(InputError, match="glossary"):
        pair_of("a.csv", "concept,kind,lang,term,type,status\nc1,,zh,一,,\n")


def test_links_of_the_corpus():
    def tei(language, *sentences):
        body = "".join(f'<s id="1:{i}" lang="{language}">{s}</s>\n' for i, s in enumerate(sentences, 1))
        return read_tei_text(
            f'<TEI.2><text lang="{language}"><body><p id="1">{body}</p></body></text></TEI.2>'.encode(),
            f"{language}.xml",
        )

    links = b'<cesAlign><linkGrp fromDoc="en" toDoc="zh"><link type="1-2" xtargets="1:1;1:1 1:2"/><link type="1-0" xtargets="1:2;"/></linkGrp></cesAlign>'
    bitext = read_links(links, "en-zh.xml", tei("en", "One.", "Two."), tei("zh", "一。", "也。"))
    assert [(bead.zh, bead.en) for bead in bitext.beads] == [((0, 1), (0,)), ((), (1,))]
    assert bitext.zh_text(bitext.beads[0]) == "一。也。"
    with pytest.raises(InputError, match="9:9"):
        read_links(b'<x><link xtargets="9:9;1:1"/></x>', "l.xml", tei("en", "One."), tei("zh", "一。"))
