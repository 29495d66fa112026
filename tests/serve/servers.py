"""`termkit serve` as a process of its own, for the tests of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


class Server(NamedTuple):
    """A running server: where it answers, its store, a client that says what the page would say."""

    address: str
    store: Path | None
    client: httpx.Client
    process: subprocess.Popen[str]


@contextmanager
def serving(store: Path | None, cache: Path, *arguments: str | Path) -> Iterator[Server]:
    """Run `termkit serve` at a free port."""
    command = [sys.executable, "-m", "termkit", "serve", *([store] if store else []), "--port", "0", *arguments]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "TERMKIT_CACHE": str(cache), "PYTHONWARNINGS": "error"}
    process = subprocess.Popen(
        [str(each) for each in command], env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line.startswith("http://"), process.communicate(timeout=10)
        address = line.partition("#")[0]
        with httpx.Client(base_url=address, headers={"X-Termkit": "1"}, timeout=60, trust_env=False) as client:
            yield Server(address, store, client, process)
    finally:
        process.terminate()
        _, told = process.communicate(timeout=20)
    assert "Traceback" not in told, told
