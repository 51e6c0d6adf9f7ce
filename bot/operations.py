"""What a host and an operator ask a running process: does it live, is it ready, how is it doing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.flows import Library
from bot.store import Store, StoreError
from bot.telegram import Metrics
from bot.telegram.metrics import CONTENT_TYPE

_PATIENCE = 3.0

_log = structlog.get_logger(__name__)


def operations_app(
    store: Store, library: Library, metrics: Metrics, now: Callable[[], datetime]
) -> ASGIApp:
    """Return the application that answers at /healthz, /readyz and /metrics.

    Args:
        store: is asked whether the database takes writes.
        library: the flows that are answered by.
        metrics: what is measured.
        now: gives the time, with a zone.
    """
    trouble = ""

    async def healthz() -> Response:
        return PlainTextResponse("ok\n")

    async def readyz() -> Response:
        nonlocal trouble
        before, trouble = trouble, await _trouble(store)
        if trouble != before:
            if trouble:
                _log.warning("database_unavailable", said=trouble)
            else:
                _log.info("database_back")
        state = {
            "database": "unavailable" if trouble else "ok",
            "flows": library.version,
            "flow_count": len(library.flows),
        }
        return JSONResponse(state, 503 if trouble else 200)

    async def measured() -> Response:
        try:
            async with asyncio.timeout(_PATIENCE):
                body = await metrics.expose(store, now())
        except (StoreError, TimeoutError):
            # What is counted in memory can be told all the same.
            body = metrics.expose_without_store(store)
        return Response(body, media_type=None, headers={"Content-Type": CONTENT_TYPE})

    answers = {"/healthz": healthz, "/readyz": readyz, "/metrics": measured}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        answer = answers.get(request.url.path)
        if answer is None or request.method not in ("GET", "HEAD"):
            response: Response = Response(status_code=404)
        else:
            response = await answer()
        await response(scope, receive, send)

    return app


async def liveness_app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at /healthz that the process lives, where nothing else is served."""
    if scope["type"] != "http":
        return
    request = Request(scope, receive)
    is_asked = request.url.path == "/healthz" and request.method in ("GET", "HEAD")
    response = PlainTextResponse("ok\n") if is_asked else Response(status_code=404)
    await response(scope, receive, send)


async def _trouble(store: Store) -> str:
    """Say why nothing could be kept just now; reading alone would not show it."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await store.probe()
    except StoreError as error:
        return str(error)
    except TimeoutError:
        return f"the database has not answered in {_PATIENCE:.0f} seconds"
    return ""
