"""What is installed is what was locked, to the byte; nothing else may come in unseen."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def locked() -> dict[str, str]:
    """The version of each package in the lock, whatever systems it is for."""
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", LOCK, re.MULTILINE))


def test_every_package_is_locked_with_its_hashes_and_from_no_address() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) == len(locked()) > 40
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry) for entry in entries)
    assert "://" not in LOCK


def test_what_is_installed_is_what_is_locked() -> None:
    found = {}
    for name in locked():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    assert found == {name: locked()[name] for name in found}
    assert {"python-telegram-bot", "cryptography", "aiohttp", "psycopg"} <= found.keys()


def test_what_is_installed_fits_together() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    assert (shown.returncode, shown.stdout) == (0, "No broken requirements found.\n")


def test_nothing_is_installed_without_its_hash() -> None:
    installs = re.findall(r"^.*pip install.*$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    checked = ("--require-hashes -r ", "--no-deps --no-build-isolation --editable .")
    assert len(installs) == 3
    assert not [line for line in installs if not any(way in line for way in checked)]
