"""Secrets planted in a conversation with faults are found nowhere afterwards."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
    bad_request,
)

from .conftest import TOKEN
from .flows import HVEM
from .test_processes import Host, database, host

__all__ = ["database", "host"]

NAME = "Etternavnesen"
NUMBER = "01010100050"
WORDS = "moren min het Blåveisbakken"
CHAT = 7_312_345_678
SECRETS = (TOKEN, TOKEN.partition(":")[2], str(CHAT), NAME, NUMBER, "Blåveis", "Storgata")
FAULTS = (
    TooManyRequests(1),
    ServerError(500),
    CutConnection(),
    bad_request(f"can't parse entities: {WORDS} {NAME}"),
    ApiError(413, f"Request Entity Too Large {NAME}"),
)


def core_limit(process: int) -> list[str]:
    """How large a core file a process may leave, now and at most."""
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()
    return next(line.split()[4:6] for line in lines if line.startswith("Max core file size"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_a_conversation_with_faults_leaves_no_secret_in_logs_metrics_files_or_cores(
    host: Host, telegram: TelegramEmulator, database: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kari = telegram.person(CHAT, first_name=NAME)
    async with host.runs("poll", OPERATIONS_PORT=str(port)) as process:
        await kari.says("/start")
        question = await kari.next_message()
        for fault in FAULTS:
            telegram.fail_next("getUpdates", with_=fault)
            telegram.fail_next("editMessageReplyMarkup", with_=fault)
        for said in (WORDS, NUMBER, "Storgata 5", "+47 912 34 567"):
            await kari.says(said)
            await kari.next_message()
        await kari.presses_data(question, f"{NAME}.1.klage")
        telegram.fail_next("sendMessage", with_=FAULTS[3])
        await kari.says(WORDS)
        await kari.says("klage")
        while HVEM not in (await kari.next_message()).text:
            pass
        await telegram.drained()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/metrics") as response,
        ):
            metrics = await response.text()
        core = core_limit(process.child.pid)
        process.child.send_signal(signal.SIGABRT)
        await process.ends()
    written = {
        "logs": process.out + process.err,
        "metrics": metrics,
        **{
            file.name: file.read_bytes().decode("utf-8", "replace")
            for file in database.parent.iterdir()
            if file.is_file()
        },
    }
    assert "call_failed" in written["logs"]
    assert "rettvei_updates_total" in metrics
    assert core == ["0", "0"]
    assert not [name for name in written if name.startswith("core")]
    shown = written["logs"] + written["metrics"]
    found = [("shown", secret) for secret in SECRETS if secret in shown]
    # How a chat is known in the database is held where the store is.
    del written["metrics"], written["logs"]
    secrets = [secret for secret in SECRETS if secret != str(CHAT)]
    found += [(name, one) for name, text in written.items() for one in secrets if one in text]
    assert found == []
