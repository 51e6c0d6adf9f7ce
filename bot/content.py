"""What this is and where authored files are, in the installed package or a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_content"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

FLOWS = _ROOT / "flyt"
TEXTS = _ROOT / "tekster"

_CASES = _ROOT / "tests" / "scenarier"
_OWN_CASES = "saker"


def version() -> str:
    """Return which version this is: as it was installed, else as a checkout that was not says."""
    from importlib import metadata

    try:
        return metadata.version("rettvei")
    except metadata.PackageNotFoundError:
        import tomllib

        project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        return str(project["version"])


def cases_of(flows: Path) -> Path:
    """Return the folder where the cases of some flows lie: `saker` beside flows of one's own."""
    whole = Path(os.path.realpath(flows))
    if whole == FLOWS.resolve():
        return _CASES
    named = whole if flows.name in ("", "..") else flows
    return named.parent / _OWN_CASES


def from_here(path: Path) -> str:
    """Return a path as one can open it: from the working folder if inside it, else as given."""
    if not path.is_absolute() and ".." not in path.parts:
        return path.as_posix()
    try:
        here = Path.cwd()
        # A link is named as the link it is; only the way to it is followed.
        whole = Path(os.path.realpath(path.parent)) / path.name
        inside = next(each for each in (path, whole) if each.is_relative_to(here))
    except (OSError, StopIteration):
        return path.as_posix()
    return inside.relative_to(here).as_posix()
