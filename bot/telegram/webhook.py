"""The webhook: Telegram posts an update, and gets 200 when it is committed.

Whoever does not know both the path and the secret learns nothing: not even that there is a path.
A host that asks at /healthz whether the process lives is told that, and nothing else.
"""

from __future__ import annotations

import hmac

import msgspec
import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.store import Call, StoreError
from bot.telegram.handle import Handler
from bot.telegram.sender import Sender
from bot.telegram.updates import decode_update, update_id_of

MAX_BODY = 1 << 20
MAX_IN_WORK = 100
_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_HEALTH = "/healthz"
_PLAIN = ((b"content-type", b"text/plain; charset=utf-8"),)
_COME_BACK = ((b"retry-after", b"1"),)

_log = structlog.get_logger(__name__)


def webhook_app(
    handler: Handler,
    sender: Sender,
    path: str,
    secret: str,
    *,
    in_work: int = MAX_IN_WORK,
) -> ASGIApp:
    """Return the application that takes updates at one path.

    Args:
        handler: handles each update.
        sender: is woken when something was queued.
        path: begins with a slash.
        secret: what Telegram sends in `X-Telegram-Bot-Api-Secret-Token`.
        in_work: how many updates are handled at once; Telegram comes back with the rest.
    """
    door = _Door(handler, sender, path.encode(), secret.encode(), in_work)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = await door.take(scope, receive)
        body = answer.body
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": [*answer.headers, (b"content-length", str(len(body)).encode())],
            }
        )
        await send({"type": "http.response.body", "body": body})

    return app


class _Answer(msgspec.Struct, frozen=True):
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[bytes, bytes], ...] = ()


class _CutError(Exception):
    """The sender has gone before all was said."""


class _Door:
    def __init__(
        self,
        handler: Handler,
        sender: Sender,
        path: bytes,
        secret: bytes,
        in_work: int,
    ) -> None:
        self._handler = handler
        self._sender = sender
        self._path = path
        self._secret = secret
        self._room = in_work

    async def take(self, scope: Scope, receive: Receive) -> _Answer:
        """Answer one request."""
        headers = dict(scope["headers"])
        if scope["path"] == _HEALTH and scope["method"] in ("GET", "HEAD"):
            return _Answer(200, b"ok\n", _PLAIN)
        if not self._is_let_in(scope, headers):
            return _Answer(404)
        if not self._room:
            self._handler.metrics.updates.add("unread", "busy")
            return _Answer(503, headers=_COME_BACK)
        self._room -= 1
        try:
            return await self._take(headers, receive)
        finally:
            self._room += 1

    def _is_let_in(self, scope: Scope, headers: dict[bytes, bytes]) -> bool:
        """Compare all there is to know, in a time that does not say how much of it was right."""
        knows_secret = hmac.compare_digest(headers.get(_SECRET_HEADER, b""), self._secret)
        path = scope.get("raw_path") or scope["path"].encode()
        knows_path = hmac.compare_digest(path.partition(b"?")[0], self._path)
        return knows_secret & knows_path & bool(scope["method"] == "POST")

    async def _take(self, headers: dict[bytes, bytes], receive: Receive) -> _Answer:
        try:
            body = await _body(headers, receive)
        except _CutError:
            return _Answer(400)
        if body is None:
            return _Answer(413)
        try:
            update = decode_update(body)
        except msgspec.MsgspecError:
            return self._unreadable(body)
        try:
            handled = await self._handler.handle(update, by_webhook=True)
        except StoreError as error:
            _log.warning("update_not_kept", reason=type(error).__name__, said=str(error))
            return _Answer(503, headers=_COME_BACK)
        if handled.queued:
            self._sender.wake()
        if handled.acknowledgement is not None:
            return self._with_call(handled.acknowledgement)
        return _Answer(200)

    def _with_call(self, call: Call) -> _Answer:
        """Let a call travel in the answer; Telegram does not say what becomes of it."""
        self._handler.metrics.calls.add(call.method, "in_answer")
        body = msgspec.json.encode({"method": call.method, **call.parameters})
        return _Answer(200, body, ((b"content-type", b"application/json"),))

    def _unreadable(self, body: bytes) -> _Answer:
        """Acknowledge an update whose shape we cannot read: it would come back for a day."""
        if update_id_of(body) is None:
            return _Answer(400)
        self._handler.metrics.updates.add("unreadable", "ignored")
        _log.warning("update_unreadable")
        return _Answer(200)


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
    """Return the body, or None as soon as it is known to be too large.

    Raises:
        _CutError: it did not come to its end.
    """
    declared = headers.get(b"content-length", b"")
    if declared.isdigit() and int(declared[:20]) > MAX_BODY:
        return None
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise _CutError
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)
