"""A bot that knows only HTTP: it calls methods, and it can be a webhook."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram_emulator import TelegramEmulator


@dataclass
class Client:
    telegram: TelegramEmulator
    session: aiohttp.ClientSession

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The body of the answer."""
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            body: dict[str, Any] = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **parameters: Any) -> Any:
        """The result of a call that must succeed."""
        body = await self.call(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """The description in the answer to a call that must fail."""
        body = await self.call(method, **parameters)
        assert not body["ok"], body
        return str(body["description"])

    async def updates(self, offset: int = 0, **parameters: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.result("getUpdates", offset=offset, **parameters)
        return found


@dataclass
class Hook:
    """A webhook that answers as told, and otherwise with an empty 200."""

    answers: list[web.Response] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    inside: int = 0
    most_inside: int = 0
    url: str = ""
    arrived: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    _runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Hook:
        self._runner = web.ServerRunner(web.Server(self._take), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def ids(self) -> list[int]:
        return [post["update_id"] for post in self.posts]

    @property
    def texts(self) -> list[str]:
        return [post["message"]["text"] for post in self.posts if "message" in post]

    async def _take(self, request: web.BaseRequest) -> web.StreamResponse:
        post = await request.json()
        self.posts.append(post)
        self.headers.append(dict(request.headers))
        self.arrived.put_nowait(post)
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        if self.gate is not None:
            await self.gate.wait()
        self.inside -= 1
        return self.answers.pop(0) if self.answers else web.Response()


def buttons(*labels: str) -> dict[str, Any]:
    """A keyboard, one button a row; the data is the label in small letters."""
    rows = [[{"text": label, "callback_data": label.lower()}] for label in labels]
    return {"inline_keyboard": rows}
