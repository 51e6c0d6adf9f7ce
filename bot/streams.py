"""The streams a command was started with, of which any may be closed, full or of no use."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

_INPUT, _OUTPUT, _ERRORS = range(3)
_NAMES = ("standard input", "standard output")
_FAILED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


class StreamError(Exception):
    """A stream cannot be used; the message is one line for whoever started the command."""


@contextmanager
def sound_streams() -> Iterator[None]:
    """Let a command whose input or output fails leave with one line and exit code 2."""
    _replace_unusable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without the letters of the text gets it all the same.
            stream.reconfigure(errors="replace")
    try:
        try:
            yield
        finally:
            # At the very end of the process nobody could say any more that it was lost.
            if not sys.stdout.closed:
                sys.stdout.flush()
    except StreamError as error:
        _leave(str(error))
    except BrokenPipeError:
        # Nobody reads any more, which is for them to decide.
        _write_no_more()
        sys.exit(1)
    except OSError as error:
        if error.errno not in _FAILED or error.filename is not None:
            raise
        _leave(
            f"standard input or output failed ({error.strerror}); see where they lead, and that "
            "the disk there has room"
        )


class _Closed(io.TextIOBase):
    """Stands in for a stream that is closed, and says so to who reads or writes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # noqa: ARG002
        """Say that there is nothing to read from.

        Raises:
            StreamError: always.
        """
        self._fail()

    def read(self, size: int | None = -1, /) -> str:  # noqa: ARG002
        """Say that there is nothing to read from.

        Raises:
            StreamError: always.
        """
        self._fail()

    def write(self, text: str, /) -> int:
        """Say that there is nothing to write to, but to nobody that nobody can be told.

        Raises:
            StreamError: it is not the stream that errors go to.
        """
        if self._number != _ERRORS:
            self._fail()
        return len(text)

    def _fail(self) -> NoReturn:
        raise StreamError(f"{_NAMES[self._number]} is closed, or cannot be used here")


def _replace_unusable() -> None:
    # What is opened next would get the number of a closed stream, and what is written to that.
    while (number := os.open(os.devnull, os.O_RDWR)) <= _ERRORS:
        pass
    os.close(number)
    if sys.stdin is None or not _can_be_read(_INPUT):
        sys.stdin = _Closed(_INPUT)
    if sys.stdout is None:
        sys.stdout = _Closed(_OUTPUT)
    if sys.stderr is None:
        sys.stderr = _Closed(_ERRORS)


def _can_be_read(number: int) -> bool:
    try:
        os.read(number, 0)
    except OSError:
        return False
    return True


def _leave(line: str) -> NoReturn:
    with suppress(OSError):
        sys.stderr.write(f"rettvei: {line}.\n")
        sys.stderr.flush()
    _write_no_more()
    sys.exit(2)


def _write_no_more() -> None:
    """Let what still waits to be written go nowhere, so that it is not tried again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (_OUTPUT, _ERRORS):
        os.dup2(nowhere, number)
