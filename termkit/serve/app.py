"""The application: the API, the page, and what stands before both."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as AnyHTTPException

from termkit import __version__
from termkit.errors import OutputError, TermkitError
from termkit.serve import api_align, api_check, api_compare, api_lookup, api_review
from termkit.serve.chinese import error_in_chinese, in_chinese
from termkit.serve.models import ErrorOut
from termkit.serve.security import Access, Guard

if TYPE_CHECKING:
    from termkit.serve.aligned import AlignedFile
    from termkit.serve.desk import Desk
    from termkit.serve.library import Library
    from termkit.serve.worker import Worker

__all__ = ["Served", "create_app"]

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
_PAGES = ("/", "/check", "/review", "/compare", "/concept/{glossary}/{identifier}")


@dataclass(frozen=True, slots=True)
class Served:
    """What is served. `desk` is None where there is no store, `aligned` where no alignment is reviewed."""

    library: Library
    worker: Worker
    desk: Desk | None = None
    aligned: AlignedFile | None = None


def create_app(served: Served, access: Access) -> Guard:
    """Return the application; who opened what is served closes it."""
    refused: dict[int | str, dict[str, Any]] = {code: {"model": ErrorOut} for code in (401, 403, 413, 421, 422)}
    app = FastAPI(
        title="termkit",
        version=__version__,
        description="Look-ups, checks of drafts, review and comparison of glossaries. Requests other than GET bear "
        "the header X-Termkit: 1; where the server demands a token, all bear Authorization: Bearer TOKEN.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # the pages that FastAPI would serve load scripts from elsewhere
        redoc_url=None,
        responses=refused,
    )
    app.state.library, app.state.worker, app.state.desk = served.library, served.worker, served.desk
    app.state.aligned = served.aligned
    for each in (api_align, api_lookup, api_check, api_review, api_compare):
        app.include_router(each.router)
    _add_page(app)
    app.add_exception_handler(TermkitError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(AnyHTTPException, _http)
    return Guard(app, access)


def _add_page(app: FastAPI) -> None:
    """Serve the files of the page from memory: what a client names is looked up here and never on the disk."""
    static = {each.name: each.read_bytes() for each in files("termkit.serve").joinpath("static").iterdir()}

    def page() -> Response:
        return Response(static["index.html"], media_type=_TYPES["html"], headers={"cache-control": "no-cache"})

    async def file(name: str) -> Response:
        if name not in static:
            raise HTTPException(404, "there is no such file")
        kind = _TYPES[name.rpartition(".")[2]]
        return Response(static[name], media_type=kind, headers={"cache-control": "no-cache"})

    async def opened() -> Response:
        return page()

    async def opened_concept(glossary: str, identifier: str) -> Response:  # noqa: ARG001  the page reads its address
        return page()

    for path in _PAGES:
        endpoint = opened_concept if "{" in path else opened
        app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False, response_class=Response)
    app.add_api_route("/static/{name}", file, methods=["GET"], include_in_schema=False, response_class=Response)


async def _told(_request: Request, error: Exception) -> Response:
    told = {"error": str(error), "error_zh": error_in_chinese(error)}
    return JSONResponse(told, 503 if isinstance(error, OutputError) else 422)


async def _invalid(_request: Request, error: Exception) -> Response:
    """Say which field is wrong; what the client sent is not repeated, it may be long."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in problems[:5])
    most = next((each["ctx"]["max_length"] for each in problems if each["type"] == "string_too_long"), 0)
    chinese = f"文字太长，最多{most:,}字" if most else "提交的内容不符合要求"
    return JSONResponse({"error": told[:500] or "the request is not understood", "error_zh": chinese}, 422)


async def _http(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, AnyHTTPException) else 500
    detail = str(error.detail) if isinstance(error, AnyHTTPException) else "something went wrong"
    return JSONResponse({"error": detail, "error_zh": in_chinese(detail)}, status)
