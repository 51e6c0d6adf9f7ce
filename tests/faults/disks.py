"""Disks that are full for a while."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_BLOCKS = (bytes(1 << 20), bytes(4096))


class Disk:
    """A small disk of one's own, in memory.

    Attributes:
        folder: where it is mounted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave no room."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for block in _BLOCKS:
                with suppress(OSError):
                    while True:
                        ballast.write(block)

    def make_room(self) -> None:
        """Take away what filled it."""
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Mount a disk with room for a database and its log; skip where that is not allowed."""
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("Only root can mount a small disk")
    options = [mount, "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if subprocess.run(options, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        pytest.skip("Nothing can be mounted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


class FileLimit:
    """A process whose files cannot grow for a while, nor be written anywhere but at the start."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def fill(self) -> None:
        """Let no file hold more than a byte."""
        self._set(1)

    def make_room(self) -> None:
        """Let files be as large as they were allowed to be."""
        self._set(resource.RLIM_INFINITY)

    def _set(self, most: int) -> None:
        _, highest = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most, highest))
