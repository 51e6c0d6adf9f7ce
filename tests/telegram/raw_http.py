"""Requests that no HTTP client would make."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from tests.telegram_emulator import SECRET_HEADER
from tests.telegram_emulator.patience import PATIENCE, within

from .rig import PATH, SECRET, Rig

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def open_raw(rig: Rig) -> Connection:
    """Connect to the webhook, and send nothing yet."""
    return await asyncio.open_connection("127.0.0.1", urlsplit(rig.hook).port)


def raw_head(length: str) -> bytes:
    """The head of a post that declares its length as it likes."""
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


async def raw_status(rig: Rig, length: str) -> int:
    """Post with such a length, and return the status of the answer."""
    reader, writer = await open_raw(rig)
    writer.write(raw_head(length))
    await writer.drain()
    line = await within(PATIENCE, reader.readline(), "There was no answer")
    writer.close()
    await writer.wait_closed()
    return int(line.split()[1])
