"""The files of a library: which are read, which an author thinks are read, and what they hold."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.source import Mapping, Position, Report, read_yaml
from bot.source.files import ShowPath, is_showable, read_bytes, showable
from bot.source.permissions import Permission, read_permissions
from bot.source.system import why

FACTS = "fakta"
"""The folder of the facts, in that of the flows."""

_MEANT = frozenset({".yaml", ".yml"})


class Files:
    """The files of a folder of flows, read one by one.

    Args:
        folder: holds one YAML file for each flow, and facts in `fakta/`.
        report: where everything wrong is noted.
        show: names a file in diagnostics.

    Attributes:
        flows: the files that hold flows, sorted.
        facts: the files that hold facts, sorted.
        is_whole: whether every folder could be looked into.
    """

    def __init__(self, folder: Path, report: Report, show: ShowPath) -> None:
        self._folder = folder
        self._show = show
        self._report = report
        self._digest = hashlib.sha256()
        self._permissions: list[Permission] = []
        self.is_whole = True
        self.flows = _yaml(folder)
        self.facts = _yaml(folder / FACTS)
        for path in _left_out(folder, {*self.flows, *self.facts}, self._closed):
            report.error(
                Position(self._shown(path)),
                "RV009",
                "Denne filen blir ikke lest. Flyter må ligge rett i mappen og fakta i «fakta/», "
                "og navnet må slutte på «.yaml». Gi den nytt navn, flytt den, eller slett den.",
            )
        self.flows = self._without_doubles(self.flows)
        if not self.flows:
            report.error(
                Position(self._shown(folder)),
                "RV000",
                "Her er det ingen flyter (*.yaml). Pek på mappen med flytene med --flyt MAPPE.",
            )

    def read(self, path: Path) -> Mapping | None:
        """Read one of the files; None if it cannot be, and that is reported."""
        shown = self._shown(path)
        raw = read_bytes(path, shown, self._report)
        if raw is None:
            return None
        self._digest.update(hashlib.sha256(raw).digest())
        root = read_yaml(raw, shown, self._report)
        if root is not None:
            self._permissions += read_permissions(raw, shown, self._report)
        return root

    @property
    def version(self) -> str:
        """A name for what was read; another content has another."""
        return self._digest.hexdigest()[:12]

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """What the authors of the files read so far let pass."""
        return tuple(self._permissions)

    def _without_doubles(self, paths: list[Path]) -> list[Path]:
        """Return the files but those whose name looks the same as another's; these are told."""
        first: dict[str, Path] = {}
        for path in paths:
            name = flow_name(path)
            if first.setdefault(name, path) != path:
                self._report.error(
                    Position(self._shown(path)),
                    "RV009",
                    f"Denne filen blir ikke lest. En annen fil heter også «{name}.yaml», skrevet "
                    "med andre tegn som ser like ut: «å» kan være ett tegn eller to. Gi den ene et "
                    "annet navn, eller slett den.",
                )
        return [*first.values()]

    def _closed(self, error: OSError) -> None:
        """Report a folder that cannot be looked into: what is in it would be missed silently."""
        path = Path(os.fsdecode(error.filename))
        if path != self._folder:  # that is told as holding no flows
            self.is_whole = False
            self._report.error(
                Position(self._shown(path)), "RV000", f"Mappen kan ikke leses: {why(error)}."
            )

    def _shown(self, path: Path) -> str:
        return showable(self._show(path))


def flow_name(path: Path) -> str:
    """Return what the flow in a file must be called.

    Some systems write «å» in file names as two characters; it is the same letter.
    """
    return unicodedata.normalize("NFC", path.stem)


def _yaml(folder: Path) -> list[Path]:
    # Hidden files are those that editors and systems leave while a file is open.
    paths = (path for path in folder.glob("*.yaml") if path.name[0] != ".")
    return sorted(path for path in paths if is_showable(path.name))


def _left_out(folder: Path, read: set[Path], closed: Callable[[OSError], None]) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            if path.suffix.casefold() in _MEANT and path not in read and name[0] != ".":
                yield path
