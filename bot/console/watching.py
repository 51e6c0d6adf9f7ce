"""Changes that an author saves while a conversation is open, loaded beside it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Protocol

from bot.flows import Loaded

_READ = frozenset({".yaml", ".yml", ".po"})
_BETWEEN_LOOKS = 0.5

_Stamps = Mapping[Path, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved.

    Attributes:
        files: the files that differ from those of the library in use, sorted.
        loaded: what they came to.
    """

    files: tuple[Path, ...]
    loaded: Loaded


class Watch(Protocol):
    """Notices what is saved."""

    def look(self) -> Saved | None:
        """Return what was saved, once it is loaded; never waits for that."""

    def settle(self) -> Saved | None:
        """Return what was saved until now, and wait for it to be loaded if need be."""

    async def pause(self) -> None:
        """Let the time pass that should be between two looks."""


def begin_in_thread(load: Callable[[], Loaded]) -> Future[Loaded]:
    """Begin to load beside what goes on; to leave meanwhile does not wait for it."""
    job: Future[Loaded] = Future()

    def work() -> None:
        try:
            job.set_result(load())
        except Exception as error:
            # Raised where the result is asked for.
            job.set_exception(error)

    Thread(target=work, daemon=True).start()
    return job


class Folders:
    """Watches folders by the time, size and identity of the files in them.

    Make it before the library is loaded, so that nothing saved after that is missed.

    Args:
        folders: what a library is loaded from.
        load: loads it.
        begin: begins to load and returns at once.
    """

    def __init__(
        self,
        folders: tuple[Path, ...],
        load: Callable[[], Loaded],
        begin: Callable[[Callable[[], Loaded]], Future[Loaded]] = begin_in_thread,
    ) -> None:
        self._folders = folders
        self._load = load
        self._begin = begin
        self._read = self._used = self._stamps()
        self._loading: tuple[_Stamps, Future[Loaded]] | None = None

    def look(self) -> Saved | None:
        """Return what was saved, once it is loaded; never waits for that."""
        if self._loading is None:
            now = self._stamps()
            if now == self._read:
                return None
            self._loading = now, self._begin(self._load)
        stamps, job = self._loading
        if not job.done():
            return None
        self._loading = None
        if self._stamps() != stamps:
            # Saved while it was read, perhaps half of it: what was read may never have been meant.
            return self.look()
        self._read = stamps
        loaded, files = job.result(), _differing(self._used, stamps)
        if loaded.library is not None:
            self._used = stamps
        return Saved(files, loaded)

    def settle(self) -> Saved | None:
        """Return what was saved until now, and wait for it to be loaded if need be."""
        saved = self.look()
        while self._loading is not None:
            wait((self._loading[1],))
            saved = self.look()
        return saved

    async def pause(self) -> None:
        """Let half a second pass."""
        await asyncio.sleep(_BETWEEN_LOOKS)

    def _stamps(self) -> _Stamps:
        return dict(stamp for folder in self._folders for stamp in _stamps_in(folder))


def _stamps_in(folder: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for where, folders, names in os.walk(folder):
        folders[:] = (name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(where, name)
            if path.suffix.casefold() in _READ and not name.startswith("."):
                try:
                    found = path.stat()
                except OSError:
                    # Between its old and its new content, or a link that leads nowhere.
                    continue
                yield path, (found.st_mtime_ns, found.st_size, found.st_ino)


def _differing(before: _Stamps, now: _Stamps) -> tuple[Path, ...]:
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))
