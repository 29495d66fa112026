"""What stands before every request: who may ask, how much may be sent, what a browser may do with the answer.

The page is for one person on one machine. Other web pages in the same browser are the danger: one may send requests
here (refused by Origin and by a header that no form can set) or have its own name resolve to this machine
(DNS rebinding, refused by Host). Sources: OWASP "Cross-Site Request Forgery Prevention", Fetch Metadata (W3C),
RFC 9110 section 7.2.
"""

from __future__ import annotations

import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from termkit.serve.chinese import in_chinese

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

__all__ = ["HEADERS", "MARK", "MOST_QUERY", "MOST_TEXT", "MOST_UPLOAD", "Access", "Guard", "host_of", "is_loopback"]

MARK = "x-termkit"
"""A header that every request which changes or computes something bears: a form of another page cannot set it."""
MOST_UPLOAD = 32 << 20
"""The largest file that is taken, in bytes."""
MOST_TEXT = 4 << 20
"""The largest JSON body, in bytes: a pasted draft."""
MOST_QUERY = 16 << 10
"""The longest path and query, in bytes."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
"""What every answer bears: nothing from elsewhere, no script in the page, no frame around it."""

_LOCAL = {"localhost"}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask. `names` are hosts beside the loopback ones; `token` is empty where none is demanded."""

    names: frozenset[str] = frozenset()
    token: str = ""
    any_address: bool = False
    """Whether the Host header may be any IP address: for a server that listens to the network."""

    def knows(self, host: str) -> bool:
        """Tell whether a host of a Host header is this server; a name that resolves here is not enough."""
        if host in _LOCAL or host in self.names or is_loopback(host):
            return True
        return self.any_address and _address(host) is not None


def host_of(authority: str) -> str:
    """Return the host of `host:port` in lower case, an IPv6 address without its brackets; empty where it is broken."""
    host, found, rest = authority.strip().lower().rpartition(":")
    if not found or "]" in rest:
        host, rest = authority.strip().lower(), ""
    if rest and not (rest.isascii() and rest.isdigit()):
        return ""
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def is_loopback(host: str) -> bool:
    """Tell whether a host is `localhost` or a loopback address."""
    address = _address(host)
    return host in _LOCAL or (address is not None and address.is_loopback)


def _address(host: str) -> Any:
    try:
        return ip_address(host)
    except ValueError:
        return None


class _TooLargeError(Exception):
    """The body has more bytes than are taken."""


class Guard:
    """Refuses what may not pass and marks every answer; the application sees only what is left."""

    def __init__(self, app: App, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] == "http":
            await self._answer(scope, receive, _marking(scope, send))

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refused = self._refusal(scope, headers)
        if refused:
            await _refuse(send, *refused)
            return
        most = MOST_UPLOAD if headers.get("content-type", "") == "application/octet-stream" else MOST_TEXT
        taken = int(headers.get("content-length") or 0)
        if taken > most:
            await _refuse(send, 413, _too_large(most))
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise _TooLargeError
            return message

        async def answered(message: Message) -> None:
            # The application takes a body that ends early for a broken one; the client is told why it ended.
            if taken <= most:
                await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, bounded, answered)
        if taken > most:
            await _refuse(send, 413, _too_large(most))

    def _refusal(self, scope: Message, headers: Mapping[str, str]) -> tuple[int, str] | None:
        hosts = [value for key, value in scope["headers"] if key.lower() == b"host"]
        if len(hosts) != 1 or not self._access.knows(host_of(headers["host"])):
            return 421, "this server does not answer to that name; open the address that termkit serve printed"
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in {f"{s}://{headers['host'].lower()}" for s in ("http", "https")}:
            return 403, "requests from other web pages are refused"
        # A link from another page may open the page, and nothing else.
        is_page = scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith("/api/")
        if headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"} and not is_page:
            return 403, "requests from other web pages are refused"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_QUERY:
            return 414, "the address is too long"
        if not (headers.get("content-length") or "0").isdecimal():
            return 400, "the Content-Length header is no number"
        if scope["path"].startswith("/api/") and not self._has_token(headers):
            return 401, "this server demands its token; open the address that termkit serve printed"
        if scope["method"] not in {"GET", "HEAD"} and MARK not in headers:
            return 403, f"the header {MARK} is missing"
        return None

    def _has_token(self, headers: Mapping[str, str]) -> bool:
        wanted = self._access.token
        if not wanted:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), wanted.encode())


def _marking(scope: Message, send: Send) -> Send:
    """Return a `send` that puts the headers of safety on every answer."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
            if scope["path"].startswith("/api/"):
                message["headers"].append((b"cache-control", b"no-store"))
        await send(message)

    return marked


def _too_large(most: int) -> str:
    return f"this is too large: at most {most >> 20} MB are taken"


async def _refuse(send: Send, status: int, message: str) -> None:
    body = json.dumps({"error": message, "error_zh": in_chinese(message)}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
