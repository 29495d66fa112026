"""Throw damaged files at every reader for a while: `python -m tests.read.fuzz SECONDS [SEED]`.

Members of packages are damaged before they are packed again, so that the damage reaches the XML.
What is found goes to test_bad_files.py. Prints the number of files of each outcome.

Run so far: 93 minutes; the last 45 (seeds 77, 78 and 1004, 493,616 files) without a crash.
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

from termkit.errors import InputError
from termkit.read.contract import Options
from termkit.read.detect import detect_format

from . import test_word, truth
from .conformance.samples import SAMPLES, path_of

TOKENS = [
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr><w:tc>", b'<w:fldChar w:fldCharType="begin"/>', b'<w:ins w:id="1">', b"<w:txbxContent>",
    b'w:val="99999999999999999999"', b'w:val="-1"', b'w:val=""', b"<p>", b"<li>", b"</ol>", b"<table>", b'<a href="#fn1">', b"&#0;", b"&#x10ffff;",
    b"&amp;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b'"', b"'", b"=", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b"|", b"*", b"`",
    b"[", b"](", b"endobj", b"stream", b"/Kids [2 0 R]", b"<<", b">>", "文".encode(), b"msgid", b'msgstr "', b"\\", b"<seg>", b"<mrk>", b"</mrk>", b"<source>",
]  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    result = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(result) + 1)
        step = chance.randrange(6)
        if step == 0 and result:
            result[at % len(result)] = chance.randrange(256)
        elif step == 1:
            del result[at : at + chance.choice((1, 4, 40, 400))]
        elif step == 2:
            result[at:at] = result[at : at + chance.choice((1, 40, 400))] * chance.choice((1, 2, 30))
        elif step == 3:
            result[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 300))
        elif step == 4:
            other = chance.randrange(len(result) + 1)
            result[at:at] = result[other : other + 60]
        elif chance.random() < 0.2:
            del result[at:]
    return bytes(result)


def repacked(data: bytes, chance: random.Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        target = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), chance) if name == target else old.read(name))
    return file.getvalue()


def corpus() -> list[tuple[str, bytes]]:
    made = truth.pieces(truth.SEEDS[3])[:40]
    files = [(path_of(name), sample.data) for name, sample in SAMPLES.items()]
    files += [("x.docx", data) for data, _ in test_word.CASES.values()]
    files += [
        ("x.docx", truth.as_docx(made)),
        ("x.html", truth.as_html(made)),
        ("x.md", truth.as_markdown(made)),
        ("x.xml", truth.as_tei(made)),
    ]
    return files


def main(seconds: float, seed: int) -> int:
    chance = random.Random(seed)
    files = corpus()
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    slowest = 0.0
    while time.monotonic() < end:
        path, data = chance.choice(files)
        is_package = path.endswith(".docx") and chance.random() < 0.9
        sample = repacked(data, chance) if is_package else damaged(data, chance)
        begin = time.monotonic()
        try:
            form = detect_format(sample, path)
            if form.name in {"doc", "odt", "rtf"}:
                continue
            document = form.reader(sample, path, Options(original=chance.random() < 0.3))
            for block in document.blocks:
                document.place(block.span)
            outcomes[f"{form.name} read"] += 1
        except InputError as error:
            if "\n" in str(error):
                print(repr(str(error)))
                outcomes["crash"] += 1
            outcomes[f"{path.rpartition('.')[2]} refused"] += 1
        except BaseException:  # noqa: BLE001  that is what is looked for
            name = f"fuzz-find-{seed}-{sum(outcomes.values())}{path[path.rindex('.') :]}"
            Path(name).write_bytes(sample)
            print(name)
            traceback.print_exc()
            outcomes["crash"] += 1
            if outcomes["crash"] > 20:
                break
        slowest = max(slowest, time.monotonic() - begin)
    print(f"{sum(outcomes.values())} files, slowest {slowest:.2f} s", dict(sorted(outcomes.items())))
    return 1 if outcomes["crash"] else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int((sys.argv[2:] or ["0"])[0])))
