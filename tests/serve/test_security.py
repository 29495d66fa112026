"""What other web pages and broken clients try: each is refused with a sentence, and the server goes on."""

from __future__ import annotations

import io
import json
import socket
import time
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from termkit.serve.drafts import safe_name
from termkit.serve.security import MOST_UPLOAD, Access, host_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from servers import Server

ANY = "0.0.0.0"  # noqa: S104
JSON = {"Content-Type": "application/json"}
BYTES = {"Content-Type": "application/octet-stream"}


def is_well(server: Server) -> bool:
    return server.client.get("/api/lookup?q=开发署").json()["hits"][0]["concept"] == "undp"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "8.8.8.8",
        "[::2]",
        "",
        "localhost:x",
        "[",
        "127.0.0.1@evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/session", "/api/lookup?q=x"])
def test_a_foreign_host_is_refused(server: Server, host: str, path: str) -> None:
    answer = server.client.get(path, headers={"Host": host})
    assert answer.status_code == 421
    assert "does not answer to that name" in answer.json()["error"]


def test_loopback_hosts_are_known(server: Server) -> None:
    port = urlsplit(server.address).port
    for host in ("127.0.0.1", f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", "[::1]:9000"):
        assert server.client.get("/api/session", headers={"Host": host}).status_code == 200, host


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_is_refused(server: Server, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/api/session"), ("POST", "/api/review/decisions"), ("POST", "/api/check")):
        answer = server.client.request(method, path, headers={**JSON, **headers}, content=b"{}")
        assert answer.status_code == 403, (method, path)


def test_a_link_from_elsewhere_opens_the_page(server: Server) -> None:
    assert server.client.get("/?q=x", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_no_form_of_another_page_can_post(server: Server) -> None:
    """A form sends no header of ours, and none of its content types is taken."""
    body = json.dumps({"by": "x", "decisions": [{"full": "a", "short": "b", "decision": "accepted"}]})
    bare = server.client.post("/api/review/decisions", headers={**JSON, "X-Termkit": ""}, content=body)
    assert bare.status_code in {200, 403}
    unmarked = httpx.post(
        f"{server.address}api/review/decisions", headers={"Content-Type": "text/plain"}, content=body, trust_env=False
    )
    assert unmarked.status_code == 403
    plain = server.client.post("/api/review/decisions", headers={"Content-Type": "text/plain"}, content=body)
    assert plain.status_code == 422
    options = server.client.options(
        "/api/session", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert options.status_code == 403
    assert not any(name.startswith("access-control") for name in options.headers)


def test_every_answer_bears_the_policy(server: Server) -> None:
    for path in ("/", "/static/app.js", "/static/none.js", "/api/session", "/api/none", "/concept/store/undp"):
        headers = server.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    assert server.client.get("/", headers={"Host": "evil.example"}).headers["content-security-policy"] == policy


def test_the_page_loads_nothing_from_elsewhere(root: Path) -> None:
    for file in (root / "termkit/serve/static").iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, file
        assert "https:" not in text, file
        assert "innerHTML" not in text, file
        assert "eval(" not in text, file


def test_the_network_needs_a_token(
    termkit: Callable[..., subprocess.CompletedProcess[bytes]], serve: Callable[..., object]
) -> None:
    refused = termkit("serve", "--host", ANY, "--port", "0", TERMKIT_TOKEN="")
    assert refused.returncode == 2
    assert "--token" in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()
    with serve(None, "--host", ANY, "--token", "geheim") as server:  # type: ignore[attr-defined]
        local = server.address.replace(ANY, "127.0.0.1")
        get = server.client.get
        assert get(f"{local}api/session").status_code == 401
        for wrong in ("Bearer x", "Bearer", "Basic geheim", "geheim", "Bearer geheim2", "Bearer gehei"):
            assert get(f"{local}api/session", headers={"Authorization": wrong}).status_code == 401, wrong
        assert get(f"{local}api/session", headers={"Authorization": "Bearer geheim"}).status_code == 200
        assert (
            get(f"{local}api/session", headers={"Authorization": "Bearer geheim", "Host": "evil.example"}).status_code
            == 421
        )
        assert (
            get(f"{local}api/session", headers={"Authorization": "Bearer geheim", "Host": "192.168.1.7:80"}).status_code
            == 200
        )
        assert get(local).status_code == 200


# -- sizes ---------------------------------------------------------------------------------------------------


def _post_raw(server: Server, head: list[str], chunks: Callable[[int], bytes], most: int) -> tuple[bytes, int]:
    """Send a body piece by piece until the server ends it; return its answer and how many bytes it let us send."""
    at = urlsplit(server.address)
    sent = 0
    with socket.create_connection((at.hostname, at.port), timeout=20) as connection:
        lines = ["POST /api/check/file?name=a.txt HTTP/1.1", f"Host: {at.netloc}", "X-Termkit: 1", *head, "", ""]
        connection.sendall("\r\n".join(lines).encode())
        try:
            while sent < most:
                piece = chunks(sent)
                connection.sendall(piece)
                sent += len(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            answer = connection.recv(65536)
        except ConnectionResetError:
            answer = b""
    return answer, sent


def test_an_upload_of_a_gigabyte_is_cut_off(server: Server) -> None:
    piece = b"x" * (1 << 16)
    chunk = f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    before = time.monotonic()
    told, sent = _post_raw(
        server, ["Content-Type: application/octet-stream", f"Content-Length: {1 << 30}"], lambda _: piece, 1 << 30
    )
    assert sent < MOST_UPLOAD
    assert b"413" in told or not told
    streamed, sent = _post_raw(
        server, ["Content-Type: application/octet-stream", "Transfer-Encoding: chunked"], lambda _: chunk, 1 << 30
    )
    assert sent < MOST_UPLOAD + (16 << 20)
    assert b"413" in streamed or not streamed
    assert time.monotonic() - before < 30
    assert is_well(server)


def test_large_bodies_are_refused_with_a_sentence(server: Server) -> None:
    for headers, path, size in (
        (BYTES, "/api/check/file?name=a.txt", MOST_UPLOAD + 1),
        (JSON, "/api/check", (4 << 20) + 1),
    ):

        def stream(size: int = size) -> object:
            for _ in range(size >> 16):
                yield b" " * (1 << 16)
            yield b" " * ((size & 0xFFFF) or 1)

        whole = server.client.post(path, headers=headers, content=b" " * size)
        assert whole.status_code == 413
        assert "too large" in whole.json()["error"]
        streamed = server.client.post(path, headers=headers, content=stream())  # type: ignore[arg-type]
        assert streamed.status_code == 413, path
    assert is_well(server)


def test_a_zip_bomb_is_refused(server: Server) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<w:document>" + b" " * (1 << 28))
    answer = server.client.post("/api/check/file?name=draft.docx", headers=BYTES, content=bomb.getvalue())
    assert answer.status_code == 422
    assert "draft.docx" in answer.json()["error"]
    assert is_well(server)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b""),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.txt", b"\x00\x01\x02" * 400),
        ("a.doc", b"\xd0\xcf\x11\xe0broken"),
    ],
)
def test_broken_files_are_refused_with_a_sentence(server: Server, name: str, data: bytes) -> None:
    answer = server.client.post(f"/api/check/file?name={name}", headers=BYTES, content=data)
    assert answer.status_code == 422, answer.text
    assert len(answer.json()["error"]) > 10
    assert is_well(server)


# -- names and queries ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("/etc/shadow", "shadow"), ("..", "draft.txt"), ("", "draft.txt"),
        ("a\0b.txt", "ab.txt"), ("<script>.txt", "script.txt"), ("草稿.docx", "草稿.docx"), ("C:\\x\\y.txt", "y.txt"), ("-", "-"),
    ],
)  # fmt: skip
def test_names_of_clients_are_names_only(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_no_path_of_a_client_reaches_the_disk(server: Server, root: Path) -> None:
    for name in ("../../../../etc/passwd", str(root / "README.md"), "-"):
        answer = server.client.post("/api/check/file", params={"name": name}, headers=BYTES, content="议联。".encode())
        assert answer.status_code == 200
        assert answer.json()["text"] == "议联。"
    for path in (
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/%00",
    ):
        assert server.client.get(path).status_code in {404, 400}, path
    for path in (
        "/api/concepts/..%2f..%2fetc/passwd",
        "/api/concepts/store/..%2f..%2fetc%2fpasswd",
        "/api/concepts/none/undp",
    ):
        assert server.client.get(path).status_code == 404, path


def test_a_query_of_a_megabyte_is_refused(server: Server) -> None:
    at = urlsplit(server.address)
    with socket.create_connection((at.hostname, at.port), timeout=20) as connection:
        try:
            connection.sendall(
                b"GET /api/lookup?q=" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: " + at.netloc.encode() + b"\r\n\r\n"
            )
            answer = connection.recv(65536)
        except (BrokenPipeError, ConnectionResetError):
            answer = b"HTTP/1.1 400 "
    assert answer.split()[1] in {b"400", b"414", b"431"}
    assert server.client.get("/api/lookup", params={"q": "a" * 20_000}).status_code == 414
    long = server.client.get("/api/lookup", params={"q": "a" * 600})
    assert long.status_code == 422
    assert len(long.text) < 1000
    assert is_well(server)


@pytest.mark.parametrize(
    "query",
    [
        "(",
        "[a-z]*",
        ".*",
        "\\",
        "a{9}",
        "%",
        "_",
        "'; DROP TABLE term;--",
        '"',
        "*",
        "NEAR(a b)",
        "^",
        "\x00",
        "开%发",
        "𠀀",
        "AND",
        "col:x",
    ],
)
def test_marks_of_other_languages_are_text(server: Server, query: str) -> None:
    for path in ("/api/lookup", "/api/review", "/api/compare"):
        name = "q" if path.endswith("lookup") else "text"
        answer = server.client.get(path, params={name: query})
        assert answer.status_code == 200, (path, answer.text)
    assert is_well(server)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"text": 5}',
        b'{"text": "x", "path": "/etc/passwd"}',
        b'{"text": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_broken_json_is_refused(server: Server, body: bytes) -> None:
    answer = server.client.post("/api/check", headers=JSON, content=body)
    assert answer.status_code in {400, 422}, answer.text
    assert "error" in answer.json()
    assert is_well(server)


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("localhost", "localhost"),
        ("Localhost:80", "localhost"),
        ("[::1]:80", "::1"),
        ("[::1]", "::1"),
        ("a:b", ""),
        ("127.0.0.1:8", "127.0.0.1"),
    ],
)
def test_the_host_of_an_authority(authority: str, host: str) -> None:
    assert host_of(authority) == host


def test_names_are_known_where_they_are_named() -> None:
    assert Access(frozenset({"terms.example"})).knows("terms.example")
    assert not Access().knows("10.0.0.1")
    assert Access(any_address=True).knows("10.0.0.1")
    assert not Access(any_address=True).knows("ten.example")
