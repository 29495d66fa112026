"""A small PDF with Chinese text: a CID font that is not embedded, with its map to Unicode."""

from __future__ import annotations


def pdf(lines: list[str], *, mapped: bool = True, pages: int = 1) -> bytes:
    """Return a PDF with one line of text below the other, the same on every page."""
    content = ["BT /F1 10 Tf"]
    for index, line in enumerate(lines):
        content.append(f"1 0 0 1 50 {740 - 30 * index} Tm <{line.encode('utf-16-be').hex()}> Tj")
    stream = "\n".join([*content, "ET"]).encode()
    characters = sorted(set("".join(lines)))
    ranges = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in characters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(characters)} beginbfchar\n{ranges}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
    kids = " ".join(f"{10 + index} 0 R" for index in range(pages))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        3: f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [5 0 R]"
        + (b" /ToUnicode 7 0 R >>" if mapped else b" >>"),
        5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 >>",
        6: b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        7: f"<< /Length {len(cmap)} >>\nstream\n".encode() + cmap + b"\nendstream",
    }
    for index in range(pages):
        objects[10 + index] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1200 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
        )
    return assembled(objects)


def assembled(objects: dict[int, bytes]) -> bytes:
    """Return a file of numbered objects with its cross references."""
    file = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(file)
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(file)
    file += f"xref\n0 1\n0000000000 65535 f \n{''.join(f'{n} 1{chr(10)}{at:010} 00000 n {chr(10)}' for n, at in places.items())}".encode()
    file += f"trailer << /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(file)


def scan() -> bytes:
    """Return a PDF with a picture and no text."""
    image = b"\x00" * 100
    return assembled({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 100 >>\nstream\n"
        + image + b"\nendstream",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 3 0 R >> >> >>",
        5: b"<< /Length 30 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
    })  # fmt: skip
