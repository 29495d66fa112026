"""Formats that LibreOffice reads for us: .doc, .odt, .rtf are converted to .docx, without a window.

The conversion runs with a profile of its own, so that no macro, no update of links and no setting of
the user comes in, and with a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from termkit.errors import InputError
from termkit.read.contract import DEFAULT, Options
from termkit.read.word.document import read_docx

if TYPE_CHECKING:
    from termkit.text.document import Document

__all__ = ["as_docx", "find_office", "read_office"]

_SECONDS = 120
_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# [Level 3: only from trusted places, of which a new profile has none; links are never updated; no proxy to any host.]
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
"""


def find_office() -> str:
    """Return the program of LibreOffice, empty where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or (_MACOS if Path(_MACOS).exists() else "")


def read_office(data: bytes, path: str, options: Options = DEFAULT) -> Document:
    """Read a .doc, .odt or .rtf; places are blocks and offsets as in a .docx.

    Raises InputError where LibreOffice is not installed, fails or takes longer than two minutes.
    """
    document = read_docx(as_docx(data, path), path, options)
    return replace(document, format=_ending(data))


def as_docx(data: bytes, path: str) -> bytes:
    """Return a .doc, .odt or .rtf as a .docx. Raises InputError as `read_office` does."""
    return _converted(data, path, _ending(data))


def _ending(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    return "odt" if data.startswith(b"PK") else "fodt"


def _converted(data: bytes, path: str, ending: str) -> bytes:
    office = find_office()
    name = PurePath(path).name
    if not office:
        raise InputError(f"needs LibreOffice, which is not installed here; install it or save {name} as .docx", path)
    with tempfile.TemporaryDirectory(prefix="termkit-") as folder:
        root = Path(folder)
        (root / "profile" / "user").mkdir(parents=True)
        (root / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = root / f"document.{ending}"
        source.write_bytes(data)
        command = [office, "--headless", "--norestore", f"-env:UserInstallation={(root / 'profile').as_uri()}"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(root / "out"), str(source)]
        # LC_ALL: numbers in fields come out alike everywhere. HOME: nothing is written to the user's.
        environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, env=environment)  # noqa: S603
            return (root / "out" / "document.docx").read_bytes()
        except subprocess.TimeoutExpired:
            raise InputError(f"could not be converted: LibreOffice took more than {_SECONDS} seconds", path) from None
        except (OSError, subprocess.CalledProcessError):
            message = "could not be converted by LibreOffice: it is damaged or password-protected, or Writer is missing"
            raise InputError(message, path) from None
