"""The life of a process that serves: what it logs, and the signals that end it."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog
import uvloop

_PR_SET_DUMPABLE = 4
"""Of prctl(2)."""

_GARBAGE = 20_000
"""How many objects are made before garbage is looked for: a step makes some hundreds."""


def run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until the work is done, or until Ctrl-C or SIGTERM has stopped it in good order.

    Raises:
        Exception: what the work raised.
    """
    _set_up_logs()
    _leave_no_core()
    # The flows stay as they are: looking through them for garbage stops everybody for a while.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    with (
        suppress(asyncio.CancelledError),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(_stoppable(work))


async def _stoppable(work: Coroutine[Any, Any, None]) -> None:
    # Work that stops in its own way at a signal puts its handlers in place of these.
    task = asyncio.ensure_future(work)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    await task


class _Unfailing:
    """A stream whose failures are nobody's: people are answered also while a disk is full."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if that is possible."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass on what waits, if that is possible."""
        with suppress(OSError):
            self._stream.flush()


def _leave_no_core() -> None:
    """Let a crash leave no core file: it would hold the token, and what people have just said.

    The limit is for files. Where Linux hands a core to a program, it asks whether the process may
    be dumped; one that may not is closed to debuggers of the same user, too.
    """
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A C library without it has nothing to refuse.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _set_up_logs() -> None:
    """Log one JSON object a line to standard error, and keep the libraries' own logs out.

    They log addresses, which hold the token, and parameters, which hold what people said.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, _Unfailing(sys.stderr))),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    for name in ("telegram", "httpx", "httpcore", "pyreqwest", "uvicorn", "yoyo", "transitions"):
        library_log = logging.getLogger(name)
        library_log.addHandler(logging.NullHandler())
        library_log.propagate = False
