"""Saved changes for tests: folders that an author edits, and a watch that tells when it is told."""

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.console.watching import Saved
from bot.flows import Library, Loaded, load
from bot.source import Diagnostic, Position
from tests.console.conftest import FLOWS


class Author:
    """Edits a copy of the flows of these tests."""

    def __init__(self, folder: Path) -> None:
        self.flows = folder / "flyt"
        self.texts = folder / "tekster"
        shutil.copytree(FLOWS, self.flows)
        self.texts.mkdir()

    def writes(self, flow: str, before: str, after: str) -> None:
        """Replace a text that stands once in a flow."""
        path = self.flows / f"{flow}.yaml"
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), "utf-8")

    def load(self) -> Loaded:
        return load(self.flows, self.texts)

    @property
    def library(self) -> Library:
        loaded = self.load()
        assert loaded.library is not None, loaded.diagnostics
        return loaded.library

    def saves(self, flow: str, before: str, after: str) -> Saved:
        """Edit a flow, and load what it comes to."""
        self.writes(flow, before, after)
        return Saved((self.flows / f"{flow}.yaml",), self.load())


class Told:
    """A watch that has something to tell at some of its looks, and when it may be told."""

    def __init__(self, saved: Iterable[Saved | None], when: Callable[[], bool] = lambda: True):
        self._saved = iter(saved)
        self._when = when

    def look(self) -> Saved | None:
        return next(self._saved, None) if self._when() else None

    def settle(self) -> Saved | None:
        return self.look()

    async def pause(self) -> None:
        await asyncio.sleep(0)


def refused(*files: str, errors: int) -> Saved:
    """What is saved with a number of errors in it."""
    wrong = (Diagnostic(Position("flyt/a.yaml", n), "RV011", "Galt.") for n in range(1, errors + 1))
    return Saved(tuple(map(Path, files)), Loaded(None, tuple(wrong)))
