"""The request layer: what it gives back, and that it is told of what happens meanwhile."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.request import ReqwestRequest
from tests.telegram_emulator import CutConnection, Delay

from .rig import Rig


async def test_whoever_is_cancelled_as_the_answer_comes_is_cancelled(rig: Rig) -> None:
    for _ in range(200):
        call: Any = asyncio.create_task(rig.client.call("getMe", {}))
        while not call.done() and not (call._fut_waiter and call._fut_waiter.done()):  # noqa: ASYNC110
            await asyncio.sleep(0)
        if not call.done():
            # The answer is there, and the task has not run since.
            break
    call.cancel()
    await asyncio.wait([call])
    assert call.cancelled()


async def test_an_error_does_not_say_which_address_was_called(rig: Rig) -> None:
    rig.telegram.fail_next("getMe", with_=CutConnection())
    with pytest.raises(NetworkError) as cut:
        await rig.client.call("getMe", {})
    rig.telegram.fail_next("getMe", with_=Delay(1))
    with pytest.raises(TimedOut) as late:
        await rig.client.call("getMe", {}, read_timeout=0.01)
    for error in (cut.value, late.value):
        assert rig.client.token not in f"{error!r} {error.__cause__!r}"


async def test_who_sets_no_limit_waits_for_the_answer(rig: Rig) -> None:
    address = f"{rig.client.base_url}/getMe"
    answer = await rig.client.request.post(address, read_timeout=None)
    assert answer["id"] == rig.client.id  # type: ignore[index, call-overload]


async def test_what_is_not_open_cannot_be_used() -> None:
    with pytest.raises(RuntimeError, match="not open"):
        await ReqwestRequest().do_request("http://127.0.0.1:1/", "POST")


async def test_files_are_refused_before_anything_is_called() -> None:
    request = ReqwestRequest()
    await request.initialize()
    try:
        document = RequestParameter("document", None, [InputFile(b"brev")])
        with pytest.raises(ValueError, match="files are not sent"):
            await request.do_request("http://127.0.0.1:1/", "POST", RequestData([document]))
    finally:
        await request.shutdown()


ENDING = """
import asyncio, sys, time
from bot.telegram.request import ReqwestRequest

class Slow(asyncio.SelectorEventLoop):
    def call_soon_threadsafe(self, *args, **more):
        handle = super().call_soon_threadsafe(*args, **more)
        # A thread that has lost the processor on its way out of the call.
        time.sleep(0.3)
        return handle

async def main():
    request = ReqwestRequest()
    await request.initialize()
    await request.do_request(sys.argv[1], "POST")
    await request.shutdown()

with asyncio.Runner(loop_factory=Slow) as runner:
    runner.run(main())
"""


async def test_a_process_ends_in_good_order_while_the_clients_thread_is_still_telling_of_an_answer(
    rig: Rig,
) -> None:
    address = f"{rig.client.base_url}/getMe"
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ENDING, address),
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        stderr=asyncio.subprocess.PIPE,
    )
    _, told = await child.communicate()
    assert (child.returncode, told.decode()) == (0, "")
