"""Look-ups over HTTP: one client, fifty at typing speed, fifty as fast as they can, each with a reviewer at work.

    python tests/benchmarks/serve.py [SECONDS] [GLOSSARY]

Beside it stands the same server's answer to a file of the page, which is what HTTP alone costs. Prints errors, and
whether every decision that was acknowledged is in the store at the end.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

sys.path[:0] = [str(Path(__file__).parents[1] / "serve")]

from load import QUERIES, Client, Outcome, load  # noqa: E402
from servers import serving  # noqa: E402

from termkit.cli.build import command  # noqa: E402
from termkit.corpus.storing import STORE  # noqa: E402
from termkit.exchange.shipped import shipped_glossary  # noqa: E402
from termkit.glossary.store import Store  # noqa: E402

SEEDS = Path(__file__).parents[2] / "seeds"


def cpu(pid: int) -> float:
    """Return the CPU seconds that a process has used (Linux; elsewhere 0)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, outcome: Outcome, seconds: float, used: float) -> None:
    figures = " ".join(
        f"{label} {1000 * outcome.percentile(share):7.1f} ms"
        for label, share in (("p50", 0.5), ("p99", 0.99), ("max", 1.0))
    )
    rate = len(outcome.seconds) / seconds
    print(
        f"{name:34} {figures}  {rate:7.0f}/s  {len(outcome.errors)} errors  {len(outcome.decided)} decisions, "
        f"server CPU {1000 * used / len(outcome.seconds):.2f} ms a request",
        flush=True,
    )


def alone(address: str, path: str, number: int) -> Outcome:
    """Ask again and again with one client."""
    outcome = Outcome()

    async def run() -> None:
        async with Client(address) as client:
            for turn in range(number):
                asked = path.format(quote(QUERIES[turn % len(QUERIES)]))
                begin = time.perf_counter()
                await client.ask(asked)
                outcome.seconds.append(time.perf_counter() - begin)

    asyncio.run(run())
    return outcome


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    glossary = ["--glossary", shipped_glossary(), "--glossary", sys.argv[2]] if len(sys.argv) > 2 else []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / STORE
        command.main([str(SEEDS), "-o", folder, "-q"], standalone_mode=False)
        decided: set[tuple[str, str, str]] = set()
        begin = time.monotonic()
        with serving(store, Path(folder) / "cache", *glossary) as server:
            print(f"answers {time.monotonic() - begin:.1f} s after its start", flush=True)
            alone(server.address, "/api/lookup?q={}", 50)
            for name, path in (("one client, look-up", "/api/lookup?q={}"), ("one client, session", "/api/session")):
                begin, before = time.monotonic(), cpu(server.process.pid)
                outcome = alone(server.address, path, 2000)
                told(name, outcome, time.monotonic() - begin, cpu(server.process.pid) - before)
            for name, pause in (("50 clients, two look-ups a second", 0.5), ("50 clients, without a pause", 0.0)):
                before = cpu(server.process.pid)
                outcome = load(server.address, seconds, pause=pause)
                told(name, outcome, seconds, cpu(server.process.pid) - before)
                decided |= set(outcome.decided)
        with Store(store) as opened:
            kept = {(each.full, each.short) for each in opened.decisions()}
        print(f"lost decisions: {len({each[:2] for each in decided} - kept)}")


if __name__ == "__main__":
    main()
