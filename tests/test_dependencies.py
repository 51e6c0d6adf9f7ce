"""What is installed is what was locked, to the byte; nothing else may come in unseen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
RUNNING = (ROOT / "requirements.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(text: str = LOCK) -> dict[str, str]:
    """The version of each package in a lock, whatever systems it is for."""
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", text, re.MULTILINE))


def entries(text: str) -> dict[str, frozenset[str]]:
    """Each package in a lock, as `name==version`, with its hashes."""
    return {
        entry.split()[0].partition(";")[0]: frozenset(re.findall(r"--hash=sha256:\S+", entry))
        for entry in re.split(r"\n(?=\S)", text.strip())
    }


def needed(wanted: Iterable[str]) -> set[str]:
    """The packages that some requirements bring on this system, those of their extras too."""
    found: set[tuple[str, str]] = set()
    waiting = [(Requirement(each), "") for each in wanted]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        for part in ("", *requirement.extras):
            name = canonicalize_name(requirement.name)
            if (name, part) not in found:
                found.add((name, part))
                waiting += [(Requirement(each), part) for each in requires(name) or ()]
    return {name for name, _ in found}


def imported() -> set[str]:
    """The packages from elsewhere that the code of the bot imports."""
    names = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    outside = names - sys.stdlib_module_names - {"bot"}
    return {canonicalize_name(packages_distributions()[name][0]) for name in outside}


def test_what_hosts_install_is_what_the_bot_runs_on_and_no_more() -> None:
    direct = PROJECT["project"]["dependencies"]
    running = locked(RUNNING).keys()
    assert imported() <= needed(direct) <= running
    tools = needed(PROJECT["dependency-groups"]["dev"]) - needed(direct)
    assert {"pytest", "mypy", "ruff", "hypothesis"} <= tools
    assert running.isdisjoint(tools)


def test_what_hosts_install_is_locked_alike() -> None:
    everything = entries(LOCK)
    running = entries(RUNNING)
    assert len(running) > 40
    assert {name: everything.get(name) for name in running} == running
    # No address, and nothing that has no hash: an installer refuses both beside hashes.
    assert not re.search(r"://|^\.|^-", RUNNING, re.MULTILINE)
    assert all(running.values())


def test_every_package_is_locked_with_its_hashes_and_from_no_address() -> None:
    packages = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(packages) == len(locked()) > 40
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", each) for each in packages)
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
