"""Zip archives that are read with bounds: nothing is unpacked to disk, bombs are refused.

Used for archives of documents and for the packages that .docx files are.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from termkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MOST_MEMBERS", "MOST_RATIO", "Archive", "member_name", "write_member"]

MOST_MEMBERS = 20_000
"""The most entries that an archive may have."""
MOST_RATIO = 250
"""How many times its packed size a member may have, once it is larger than a mebibyte.

Deflate packs XML of documents 5 to 40 times; 1032 times is its limit, and what bombs have."""

_SMALL = 1 << 20
_UTF8_NAME = 0x800  # general purpose bit 11 (APPNOTE 4.4.4)
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


class Archive:
    """A zip archive in memory or in a file; names its path in every error."""

    def __init__(self, source: bytes | str, path: str) -> None:
        """Open the archive; raises InputError where it is damaged or has too many entries."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except _DAMAGE:
            raise InputError("is a damaged or cut-off zip file", path) from None
        self._members = {member_name(info): info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise InputError(f"holds more than {MOST_MEMBERS:,} entries, which is more than is read", path)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(name for name in self._members if name and not name.endswith("/")))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Return the unpacked size of a member that the archive declares, in bytes."""
        return self._members[name].file_size

    def read(self, name: str, most: int) -> bytes:
        """Return a member, unpacked. `most` is the largest size that is read, in bytes.

        Raises InputError where the member is missing, damaged, encrypted, too large or a bomb.
        """
        info = self._members.get(name)
        if info is None:
            raise InputError(f"has no part {name}", self.path)
        if info.flag_bits & _ENCRYPTED:
            raise InputError("is password-protected; save it without a password", self.path)
        if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            raise InputError(f"is refused as a zip bomb: {name} unpacks to {info.file_size:,} bytes", self.path)
        if info.file_size > most:
            raise InputError(f"is too large: {name} unpacks to {info.file_size:,} bytes, at most {most:,}", self.path)
        try:
            with self._zip.open(info) as member:
                # The declared size may lie: no more than that is ever unpacked.
                return member.read(info.file_size + 1)
        except _DAMAGE:
            raise InputError(f"is damaged: {name} cannot be unpacked", self.path) from None

    def rewritten(self, members: Mapping[str, bytes]) -> bytes:
        """Return an archive with some members changed or added; the others keep their bytes, dates and order.

        New members bear no time, so that the same members give the same archive. Raises InputError where a
        member cannot be unpacked.
        """
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._zip.infolist():
                name = member_name(info)
                data = members[name] if name in members else b"" if info.is_dir() else self.read(name, info.file_size)
                archive.writestr(info, data, info.compress_type)
            for name in sorted(set(members) - set(self._members)):
                write_member(archive, name, members[name])
        return file.getvalue()


def write_member(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write a member that bears no time, so that the same members give the same archive."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3  # as on Unix, whatever writes it
    archive.writestr(info, data, zipfile.ZIP_DEFLATED)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; names that older Chinese tools wrote as GB 18030 are put right."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
