"""The webhook: Telegram posts an update, and gets 200 when it is committed."""

from __future__ import annotations

import hmac

import msgspec
import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.store import StoreError
from bot.telegram.handle import Handler
from bot.telegram.sender import Sender
from bot.telegram.updates import decode_update

MAX_BODY = 1 << 20

_log = structlog.get_logger(__name__)


def webhook_app(handler: Handler, sender: Sender, path: str, secret: str) -> Starlette:
    """Return the application that takes updates at one path.

    Args:
        handler: handles each update.
        sender: is woken when something was queued.
        path: begins with a slash.
        secret: what Telegram sends in `X-Telegram-Bot-Api-Secret-Token`.
    """
    expected = secret.encode()

    async def take(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), expected):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        try:
            update = decode_update(body)
        except msgspec.MsgspecError:
            return Response(status_code=400)
        try:
            queued = await handler.handle(update)
        except StoreError as error:
            _log.warning("update_not_kept", reason=str(error))
            return Response(status_code=503)
        if queued:
            sender.wake()
        return Response(status_code=200)

    return Starlette(routes=[Route(path, take, methods=["POST"])])


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
