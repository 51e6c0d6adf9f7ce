"""Flows as they are in a folder, or as they were in a revision of this repository."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

FLOWS, TEXTS = "flyt", "tekster"


class RevisionError(Exception):
    """What was named is neither a folder with flows nor a revision with them."""


@contextmanager
def folder_of(named: str) -> Iterator[tuple[Path, Path]]:
    """Give the folders of flows and of translations while they are needed.

    Args:
        named: a folder that holds `flyt/`, a folder of flows itself, or a revision: `HEAD~3`.

    Raises:
        RevisionError: it is none of these; says so in one line.
    """
    folder = Path(named)
    if folder.is_dir():
        inner = folder / FLOWS
        flows = inner if inner.is_dir() else folder
        yield flows, flows.parent / TEXTS
        return
    with TemporaryDirectory(prefix="rettvei-") as place:
        _extract(named, Path(place))
        yield Path(place) / FLOWS, Path(place) / TEXTS


def _extract(revision: str, place: Path) -> None:
    if revision.startswith("-"):
        msg = f"«{revision}» is neither a folder nor a revision."
        raise RevisionError(msg)
    root = _git("rev-parse", "--show-toplevel", why=f"there is no folder {revision}, and no git")
    why = f"«{revision}» is neither a folder nor a revision of the repository here"
    commit = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", why=why)
    where = root.decode().strip()
    lacks = f"the revision «{revision}» holds no folder {FLOWS}"
    named = _git("-C", where, "ls-tree", "--name-only", commit.decode().strip(), why=lacks)
    held = [each for each in named.decode().splitlines() if each in (FLOWS, TEXTS)]
    if FLOWS not in held:
        msg = f"{lacks}."
        raise RevisionError(msg)
    packed = _git("-C", where, "archive", "--format=tar", commit.decode().strip(), *held, why=lacks)
    try:
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(place, filter="data")
    except (tarfile.TarError, OSError) as error:
        msg = f"the revision «{revision}» cannot be read: {error}"
        raise RevisionError(msg) from error


def _git(*words: str, why: str) -> bytes:
    """Run git and return what it writes.

    Raises:
        RevisionError: it is not there, or it fails; says `why`.
    """
    try:
        done = subprocess.run(("git", *words), capture_output=True, check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError) as error:
        msg = f"{why}."
        raise RevisionError(msg) from error
    return done.stdout
