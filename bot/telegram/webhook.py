"""The webhook: Telegram posts an update, and gets 200 when it is committed.

Whoever does not know both the path and the secret learns nothing: not even that there is a path.
"""

from __future__ import annotations

import asyncio
import hmac

import msgspec
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.store import StoreError
from bot.telegram.handle import Handler
from bot.telegram.sender import Sender
from bot.telegram.updates import decode_update, update_id_of

MAX_BODY = 1 << 20
MAX_IN_WORK = 100
_BODY_WITHIN = 10.0
_COME_BACK = {"Retry-After": "1"}

_log = structlog.get_logger(__name__)


def webhook_app(
    handler: Handler,
    sender: Sender,
    path: str,
    secret: str,
    *,
    in_work: int = MAX_IN_WORK,
    body_within: float = _BODY_WITHIN,
) -> ASGIApp:
    """Return the application that takes updates at one path.

    Args:
        handler: handles each update.
        sender: is woken when something was queued.
        path: begins with a slash.
        secret: what Telegram sends in `X-Telegram-Bot-Api-Secret-Token`.
        in_work: how many updates are handled at once; Telegram comes back with the rest.
        body_within: seconds a whole body may take.
    """
    door = _Door(handler, sender, path.encode(), secret.encode(), in_work, body_within)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        response = await door.take(Request(scope, receive))
        await response(scope, receive, send)

    return app


class _Door:
    def __init__(
        self,
        handler: Handler,
        sender: Sender,
        path: bytes,
        secret: bytes,
        in_work: int,
        body_within: float,
    ) -> None:
        self._handler = handler
        self._sender = sender
        self._path = path
        self._secret = secret
        self._room = in_work
        self._body_within = body_within

    async def take(self, request: Request) -> Response:
        """Answer one request."""
        if not self._is_let_in(request):
            return Response(status_code=404)
        if not self._room:
            self._handler.metrics.updates.labels("unread", "busy").inc()
            return Response(status_code=503, headers=_COME_BACK)
        self._room -= 1
        try:
            return await self._take(request)
        finally:
            self._room += 1

    def _is_let_in(self, request: Request) -> bool:
        """Compare all there is to know, in a time that does not say how much of it was right."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        knows_secret = hmac.compare_digest(given.encode("utf-8", "replace"), self._secret)
        path = request.scope.get("raw_path") or request.url.path.encode()
        knows_path = hmac.compare_digest(path.partition(b"?")[0], self._path)
        return knows_secret & knows_path & (request.method == "POST")

    async def _take(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(self._body_within):
                body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            _log.warning("sender_too_slow")
            return Response(status_code=408, headers={"Connection": "close"})
        if body is None:
            return Response(status_code=413)
        try:
            update = decode_update(body)
        except msgspec.MsgspecError:
            return self._unreadable(body)
        try:
            queued = await self._handler.handle(update)
        except StoreError as error:
            _log.warning("update_not_kept", reason=type(error).__name__)
            return Response(status_code=503, headers=_COME_BACK)
        if queued:
            self._sender.wake()
        return Response(status_code=200)

    def _unreadable(self, body: bytes) -> Response:
        """Acknowledge an update whose shape we cannot read: it would come back for a day."""
        if update_id_of(body) is None:
            return Response(status_code=400)
        self._handler.metrics.updates.labels("unreadable", "ignored").inc()
        _log.warning("update_unreadable")
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is known to be too large."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > MAX_BODY:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
