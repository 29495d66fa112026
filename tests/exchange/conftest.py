from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TERMKIT_SHARED", _ROOT.parent / "shared")) / "tbx"


@pytest.fixture(scope="session")
def tbx_files() -> Path:
    """The folder with the official schemas, samples and cases, which are not part of termkit."""
    if not (SHARED / "schemas").is_dir():
        pytest.skip(f"the official TBX schemas and samples are not in {SHARED}")
    return SHARED


class Jing:
    """The official schemas, as jing reads them."""

    def __init__(self, schemas: Path) -> None:
        self.schemas = schemas

    def errors(self, paths: list[Path], dialect: str, style: str, version: int = 3) -> str:
        """Return what jing says against files, all in one call a schema; nothing where they are valid."""
        if version == 2:
            paths = [_without_doctype(path) for path in paths]
            chosen = [self.schemas / "v2-tbx-basic/TBXBasicRNGV02.rng"]
        elif dialect == "core":
            chosen = [self.schemas / "core/TBXcoreStructV03.rng", self.schemas / "core/TBX-Core.sch"]
        elif style == "dct":
            chosen = [self.schemas / f"{dialect}/DCT/TBX-{dialect.title()}.nvdl"]
        else:
            schematron = self.schemas / f"{dialect}/DCA/TBX-{dialect.title()}_DCA.sch"
            chosen = [self.schemas / "core/TBXcoreStructV03.rng", schematron]
        return "".join(self._run(schema, paths) for schema in chosen)

    def _run(self, schema: Path, paths: list[Path]) -> str:
        call = ["jing", "-C", str(self.schemas / "catalog.xml"), str(schema), *map(str, paths)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr) if done.returncode else ""


def _without_doctype(path: Path) -> Path:
    """Return a copy that jing can read: it fails on a DOCTYPE without a public id."""
    bare = path.with_suffix(".bare.tbx")
    bare.write_text(re.sub("<!DOCTYPE[^>]*>", "", path.read_text("utf-8")), encoding="utf-8")
    return bare


@pytest.fixture(scope="session")
def jing(tbx_files: Path) -> Jing:
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    return Jing(tbx_files / "schemas")
