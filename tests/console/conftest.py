from collections.abc import Callable
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path

import pytest

from bot.console import chat
from bot.console.watching import Watch
from bot.flows import Library, load

FLOWS = Path(__file__).parent / "flyt"
TODAY = date(2026, 3, 20)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    loaded = load(FLOWS, tmp_path_factory.mktemp("tekster"))
    assert loaded.library is not None, loaded.diagnostics
    return loaded.library


class Piped:
    """Runs a conversation on lines, and holds what came out."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.errors = StringIO()

    def __call__(
        self,
        *lines: str,
        flow: str | None = "klage",
        today: Callable[[], date] = lambda: TODAY,
        locale: str = "nb",
        trace: bool = False,
        json: bool = False,
        leaves: int = 0,
        watch: Watch | None = None,
    ) -> str:
        out, ids = StringIO(), count()
        code = chat(
            self._library,
            flow=flow,
            today=today,
            locale=locale,
            new_id=lambda: f"s{next(ids)}",
            stdin=StringIO("".join(f"{line}\n" for line in lines)),
            stdout=out,
            stderr=self.errors,
            trace=trace,
            json=json,
            watch=watch,
        )
        assert code == leaves
        return out.getvalue()


@pytest.fixture
def piped(library: Library) -> Piped:
    return Piped(library)
