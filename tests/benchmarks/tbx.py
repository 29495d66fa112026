"""Times TBX against lxml doing the same without meaning: python -m tests.benchmarks.tbx [CONCEPTS]."""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from termkit import exchange
from termkit.exchange import ConceptFile, Options
from termkit.terms.concept import Concept, Evidence, Kind, Status, Term, TermType


def concept(number: int) -> Concept:
    """Return a concept with four terms, each as full as a built glossary makes it."""
    evidence = (
        Evidence(f"A/{number % 77}/150", number, 3, f"第 {number} 个机构的句子，说明它如何使用。", "bracket", 0.9),
    )
    terms = (
        Term(
            f"联合国第{number}开发计划署",
            "zh",
            TermType.FULL_FORM,
            Status.PREFERRED,
            source="A/RES/1",
            evidence=evidence,
        ),
        Term(f"开发署{number}", "zh", TermType.SHORT_FORM, Status.ADMITTED, source="A/RES/1", evidence=evidence),
        Term(f"United Nations Programme {number}", "en", TermType.FULL_FORM, Status.PREFERRED, evidence=evidence),
        Term(f"UNDP{number}", "en", TermType.ACRONYM, Status.ADMITTED, note="short & plain", evidence=evidence),
    )
    return Concept(f"c{number}", Kind.PROGRAMME, terms, "国际组织")


def lxml_write(source: Path, target: Path) -> float:
    """Return the seconds lxml needs to build and write the elements of `source`, which are held ready."""
    shapes = []
    for _, entry in etree.iterparse(source, tag="{*}conceptEntry"):
        shapes.append([(e.tag, e.text, dict(e.attrib), len(list(e.iterancestors())) - 3) for e in entry.iter()])
        entry.clear()
    gc.collect()
    start = time.process_time()
    with etree.xmlfile(str(target), encoding="utf-8") as file, file.element("body"):
        for shape in shapes:
            stack: list[etree._Element] = []
            for tag, text, attributes, depth in shape:
                del stack[depth:]
                element = etree.SubElement(stack[-1], tag, attributes) if stack else etree.Element(tag, attributes)
                element.text = text
                stack.append(element)
            file.write(stack[0])
    return time.process_time() - start


def main(count: int) -> None:
    """Print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.tbx"
        concepts = [concept(number) for number in range(count)]
        gc.collect()
        start = time.process_time()
        exchange.write(concepts, path, options=Options(style="dct"))
        write = time.process_time() - start
        del concepts
        base_write = lxml_write(path, Path(folder) / "base.xml")
        gc.collect()
        start = time.process_time()
        elements = 0
        for _, element in etree.iterparse(path):
            elements += 1
            element.clear()
        base_read = time.process_time() - start
        gc.collect()
        start = time.process_time()
        terms = sum(len(each.terms) for each in ConceptFile(path))
        read = time.process_time() - start
        size = path.stat().st_size / 1e6
    print(f"{count} concepts, {terms} terms, {elements} elements, {size:.0f} MB")
    print(f"write {write:.2f} s, lxml {base_write:.2f} s, ratio {write / base_write:.2f}")
    print(f"read {read:.2f} s, lxml iterparse {base_read:.2f} s, ratio {read / base_read:.2f}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with all concepts in memory")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
