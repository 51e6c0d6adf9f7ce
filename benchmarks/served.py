"""Our bot as `rettvei serve` runs it, with its event loop watched."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from benchmarks.lag import Lag
from benchmarks.tree import TRANSLATIONS
from bot.flows import load
from bot.process import run_until_stopped
from bot.running import run_serve
from bot.settings import read_settings


def main() -> None:
    """Serve the flows of the folder that is named until SIGTERM."""
    loaded = load(Path(sys.argv[1]), TRANSLATIONS)
    assert loaded.library is not None, loaded.diagnostics  # noqa: S101
    library, settings = loaded.library, read_settings()
    file = os.environ.get("LAG")

    async def run() -> None:
        async with Lag(Path(file) if file else None):
            await run_serve(settings, library, lambda: date(2026, 3, 2), lambda _: None)

    run_until_stopped(run())


if __name__ == "__main__":
    main()
