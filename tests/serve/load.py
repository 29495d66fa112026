"""Many clients at once: look-ups from all of them while one person reviews."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

QUERIES = (
    "开发",
    "开发署",
    "kfs",
    "UNDP",
    "zhongzhai",
    "世界",
    "programme",
    "联合国人权",
    "難民署",
    "wfp",
    "联合国开发计画署",
    "大会",
)


@dataclass
class Outcome:
    """What the clients saw: seconds of each look-up, errors, decisions that the server acknowledged."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    decided: list[tuple[str, str, str]] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class Client:
    """A connection that is kept open, as a browser keeps it; small, so that the server and not this is measured."""

    def __init__(self, address: str) -> None:
        self._at = urlsplit(address)

    async def __aenter__(self) -> Client:
        self._reader, self._writer = await asyncio.open_connection(self._at.hostname, self._at.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, path: str, body: object = None) -> Any:
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {self._at.netloc}\r\nX-Termkit: 1\r\n"
        if data:
            head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        self._writer.write(head.encode() + b"\r\n" + data)
        status = (await self._reader.readline()).split()
        if not status:
            raise ConnectionResetError("the server is gone")
        length = 0
        while (line := await self._reader.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        answer = await self._reader.readexactly(length)
        if status[1] != b"200":
            raise ValueError(f"{path}: {status[1].decode()} {answer[:200].decode()}")
        return json.loads(answer)


async def look_up(address: str, number: int, until: float, outcome: Outcome, pause: float) -> None:
    async with Client(address) as client:
        turn = number
        while time.monotonic() < until:
            turn += 1
            begin = time.perf_counter()
            try:
                found = await client.ask(f"/api/lookup?q={quote(QUERIES[turn % len(QUERIES)])}")
            except (OSError, ValueError, asyncio.IncompleteReadError) as error:
                outcome.errors.append(repr(error))
                return
            outcome.seconds.append(time.perf_counter() - begin)
            if not found["hits"]:
                outcome.errors.append(f"no hits: {found}")
            if pause:
                await asyncio.sleep(pause)


async def review(address: str, until: float, outcome: Outcome, by: str = "li") -> None:
    """Decide on one candidate after the other; what was acknowledged is noted before the next is sent."""
    async with Client(address) as client:
        items = (await client.ask("/api/review?limit=500"))["items"]
        number = 0
        while time.monotonic() < until:
            item = items[number % len(items)]
            said = ("accepted", "rejected", "preferred")[number % 3]
            pair = f"{item['full']}{number}", item["short"]
            try:
                await client.ask(
                    "/api/review/decisions",
                    {"by": by, "decisions": [{"full": pair[0], "short": pair[1], "decision": said}]},
                )
            except (OSError, asyncio.IncompleteReadError):
                return
            outcome.decided.append((*pair, said))
            number += 1


def load(
    address: str, seconds: float, clients: int = 50, pause: float = 0.0, outcome: Outcome | None = None
) -> Outcome:
    """Run clients and one reviewer for some seconds; with a `pause` each client waits between look-ups, as people do.

    What they see goes into `outcome` while they run.
    """
    outcome = outcome or Outcome()

    async def run() -> None:
        until = time.monotonic() + seconds
        tasks = [look_up(address, number, until, outcome, pause) for number in range(clients)]
        await asyncio.gather(*tasks, review(address, until, outcome))

    asyncio.run(run())
    return outcome
