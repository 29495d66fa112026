"""The encoding that a page or another XML file declares for itself."""

from __future__ import annotations

import re

__all__ = ["declared_encoding"]

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.IGNORECASE
)


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page declares (HTML standard, 13.2.3.2), empty where it has a BOM or declares none."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data.startswith(b"\xef\xbb\xbf"):
        return ""
    match = _CHARSET.search(data[:4096])
    if match is None:
        return ""
    name = (match[1] or match[2]).decode("ascii", "replace").lower()
    # GB 2312 and GBK are read as what contains them (WHATWG Encoding, 4.2).
    name = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}.get(name, name)
    try:
        "".encode(name)
    except LookupError:
        return ""
    return "" if name.startswith("utf-") else name
