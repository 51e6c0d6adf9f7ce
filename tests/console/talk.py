"""Holds a conversation over the flows of these tests, as a process of its own."""

import sys
import tempfile
from itertools import count
from pathlib import Path

from bot.console import chat
from bot.flows import load
from tests.console.conftest import FLOWS, TODAY


def main() -> int:
    with tempfile.TemporaryDirectory() as texts:
        library = load(FLOWS, Path(texts)).library
    assert library is not None
    ids = count()
    return chat(
        library,
        flow="klage",
        today=lambda: TODAY,
        locale="nb",
        new_id=lambda: f"s{next(ids)}",
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        json="--json" in sys.argv,
    )


if __name__ == "__main__":
    sys.exit(main())
