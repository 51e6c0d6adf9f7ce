"""What a process that serves does with its logs."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot.process import run_until_stopped


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a device that is always full")
def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    async def work() -> None:
        for _ in range(3):
            structlog.get_logger().warning("database_away")
        done.append("the work")

    full = open("/dev/full", "w")  # noqa: PTH123, SIM115 (it cannot be closed but by force)
    monkeypatch.setattr(sys, "stderr", full)
    run_until_stopped(work())
    assert done == ["the work"]
    with pytest.raises(OSError, match="No space left"):
        full.close()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has such marks")
def test_a_process_that_serves_leaves_no_core_neither_to_a_file_nor_to_a_program() -> None:
    seen = """
import asyncio, ctypes, resource
from bot.process import run_until_stopped
dumpable = ctypes.CDLL(None).prctl
async def work():
    print(dumpable(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
print(dumpable(3, 0, 0, 0, 0))
run_until_stopped(work())
"""
    shown = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines() == ["1", "0 (0, 0)"]
