"""Running the server: where it listens, what it says, how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termkit.errors import MissingExtraError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Settings", "serve"]

_LOOK_SECONDS = 1.0
"""How often the store is looked at for what other processes changed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to serve and where. `store` is None to serve look-ups and checks only; port 0 takes a free one.

    `aligned` is a file of `termkit align` to review.
    """

    glossaries: tuple[Path, ...]
    store: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8377
    token: str = ""
    names: frozenset[str] = field(default_factory=frozenset)
    aligned: Path | None = None


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until interrupted. `say` is told the address when the server answers there.

    Raise MissingExtraError where the extra `web` is not installed, UsageError where it would listen to the network
    without a token, OutputError where the port is taken, and what opening the glossaries and the store raises.
    """
    try:
        import uvicorn  # noqa: PLC0415  optional

        from termkit.serve.app import Served, create_app  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"uvicorn", "fastapi", "starlette", "pydantic"}:
            raise
        raise MissingExtraError("termkit serve", "web") from None
    from termkit.serve.aligned import AlignedFile  # noqa: PLC0415
    from termkit.serve.desk import Desk  # noqa: PLC0415
    from termkit.serve.library import Library  # noqa: PLC0415
    from termkit.serve.security import Access, is_loopback  # noqa: PLC0415
    from termkit.serve.worker import Worker  # noqa: PLC0415

    host = settings.host.strip("[]").lower()
    local = is_loopback(host)
    if not local and not settings.token:
        told = "opens the page to the network, so it needs a token: set TERMKIT_TOKEN or give --token"
        raise UsageError(f"--host {settings.host} {told}")
    aligned = AlignedFile(settings.aligned) if settings.aligned else None
    access = Access(settings.names | {host}, settings.token, any_address=not local)
    with ExitStack() as stack:
        listener = stack.enter_context(closing(_listen(host, settings.port)))
        library = stack.enter_context(closing(Library(settings.glossaries, settings.store)))
        desk = stack.enter_context(closing(Desk(settings.store, library.follow))) if settings.store else None
        worker = Worker(settings.glossaries, settings.store)
        stack.callback(worker.close)
        app = create_app(Served(library, worker, desk, aligned), access)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=3
        )
        port = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}/" + (f"#token={settings.token}" if settings.token else "")

        async def run() -> None:
            server = uvicorn.Server(config)
            task = asyncio.create_task(server.serve(sockets=[listener]))
            while not server.started and not task.done():
                await asyncio.sleep(0.01)
            if server.started:
                say(address)
            while not task.done() and not server.should_exit:
                if desk is not None:  # a build may have changed the store
                    await desk.read(lambda view: view.revision)
                await asyncio.wait([task], timeout=_LOOK_SECONDS)
            worker.close()  # a long check would keep the server alive
            await task

        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run())


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"--host {host}: {error.strerror}") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        told = "name another with --port, or 0 for a free one"
        raise OutputError(f"port {port} of {host} cannot be used: {error.strerror}; {told}") from None
    return listener
