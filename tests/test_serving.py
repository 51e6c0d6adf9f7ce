"""The servers inside the bot's event loop."""

from __future__ import annotations

import asyncio
import socket

from bot.serving import listen


async def test_what_is_answered_leaves_at_once() -> None:
    asked: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def came(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        asked.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with listen("127.0.0.1", 0) as listening:
        async with await asyncio.start_server(came, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            assert await asked, "else an answer waits 40 ms for its head to be acknowledged"
            writer.close()
            await writer.wait_closed()
