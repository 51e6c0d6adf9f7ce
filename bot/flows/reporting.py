"""What a check found, written for people, for other programs, or for GitHub's pages."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from bot.flows.files import flow_name
from bot.flows.library import Loaded
from bot.flows.rules import CODES
from bot.source import Diagnostic, Severity


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class OutsideError(Exception):
    """A path was given that holds nothing the check reads."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it is printed.

    Attributes:
        text: without a line break at its end; empty if there is nothing to say.
        exit_code: 1 if something blocks, else 0.
    """

    text: str
    exit_code: int


def report(
    loaded: Loaded,
    form: Format,
    *,
    flows: Path,
    texts: Path,
    only: Sequence[Path] = (),
) -> Reported:
    """Write what loading found.

    Args:
        loaded: what was found, in the order it is written, with files named from where one stands.
        form: for whom.
        flows: the folder the flows were read from.
        texts: the folder the translations were read from.
        only: files or folders to tell about; all if there are none. The exit code still tells of
            errors elsewhere that were found: while there are any, what was asked about is not
            wholly checked.

    Raises:
        OutsideError: one of `only` is not there, or holds neither flows, facts nor translations.
    """
    chosen = tuple(map(_resolved, only))
    for path, given in zip(chosen, only, strict=True):
        if not path.exists() or not _overlaps(path, _resolved(flows), _resolved(texts)):
            raise OutsideError(str(given))
    shown = tuple(
        found
        for found in loaded.diagnostics
        if not chosen or _is_within(_resolved(Path(found.position.file)), chosen)
    )
    elsewhere = sum(
        found.severity is Severity.ERROR for found in set(loaded.diagnostics).difference(shown)
    )
    return Reported(_WRITERS[form](shown, loaded, elsewhere), int(loaded.library is None))


def flows_in(paths: Sequence[Path], flows: Path) -> frozenset[str] | None:
    """Return the ids of the flows that some paths name; None if they name more than flows' files.

    Args:
        paths: files or folders.
        flows: the folder of the flows.
    """
    folder = _resolved(flows)
    chosen = [_resolved(path) for path in paths]
    if any(path.parent != folder or path.suffix != ".yaml" for path in chosen):
        return None
    return frozenset(map(flow_name, chosen))


def _overlaps(path: Path, *folders: Path) -> bool:
    return any(path.is_relative_to(each) or each.is_relative_to(path) for each in folders)


def _is_within(path: Path, chosen: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(each) for each in chosen)


def _resolved(path: Path) -> Path:
    """Return where a path leads; one that leads in a circle, which `resolve` refuses, as it is."""
    return Path(os.path.realpath(path))


def _as_text(shown: tuple[Diagnostic, ...], loaded: Loaded, elsewhere: int) -> str:
    lines = [str(found) for found in shown]
    if loaded.library is not None:
        warned = f", {_count(len(shown), 'advarsel', 'advarsler')}" if shown else ""
        lines.append(f"{len(loaded.library.flows)} flyter, ingen feil{warned}.")
    elif elsewhere:
        errors = _count(elsewhere, "feil", "feil")
        lines.append(f"Det er {errors} i andre filer. Til de er rettet, er ikke alt her prøvd.")
    return "\n".join(lines)


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _as_json(shown: tuple[Diagnostic, ...], loaded: Loaded, elsewhere: int) -> str:  # noqa: ARG001
    """Write an array with one object a line, so that it can be compared line by line."""
    objects = [json.dumps(_object(found), ensure_ascii=False) for found in shown]
    return "[\n" + ",\n".join(objects) + "\n]" if objects else "[]"


def _object(found: Diagnostic) -> dict[str, str | int]:
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "file": found.position.file,
        "line": found.position.line,
        "column": found.position.column,
        "message": found.message,
        "page": CODES[found.code].page,
    }


def _as_github(shown: tuple[Diagnostic, ...], loaded: Loaded, elsewhere: int) -> str:  # noqa: ARG001
    """Write workflow commands, which GitHub shows beside the lines of a change.

    See "Workflow commands for GitHub Actions"; `%`, line breaks and, in properties, `:` and `,`
    are escaped.
    """
    return "\n".join(map(_command, shown))


def _command(found: Diagnostic) -> str:
    at = found.position
    properties = {
        "file": at.file,
        "line": str(at.line),
        "col": str(at.column),
        "title": f"{found.code} {CODES[found.code].name}",
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{found.severity.name.lower()} {written}::{_data(found.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_WRITERS: Mapping[Format, Callable[[tuple[Diagnostic, ...], Loaded, int], str]] = MappingProxyType(
    {Format.TEXT: _as_text, Format.JSON: _as_json, Format.GITHUB: _as_github}
)
