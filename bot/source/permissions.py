"""Permissions: `# rettvei: tillat RV401 fordi …` lets one rule be broken on one line.

The comment stands at the end of the line that the rule points at, and says why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

import yaml

from bot.source.diagnostics import Diagnostic, Position, Report, did_you_mean
from bot.source.yaml import events

_MARK = "rettvei:"
_COMMENT = re.compile(r"(?:^|\s)(#\s*rettvei:(.*))$", re.MULTILINE)
_PERMISSION = re.compile(r"\s*tillat\s+(?P<code>\S+)(?:\s+fordi\s+(?P<reason>\S.*))?\s*")


@dataclass(frozen=True, slots=True)
class Permission:
    """What an author lets pass: a rule's code, on the line of its position."""

    code: str
    position: Position


def read_permissions(raw: bytes, file: str, report: Report) -> tuple[Permission, ...]:
    """Read the permissions of a file that is valid YAML; those that say too little are reported.

    Args:
        raw: the file's bytes, UTF-8.
        file: the path to show in diagnostics.
        report: where everything wrong is noted.
    """
    if _MARK.encode() not in raw:
        return ()
    text = raw.decode("utf-8-sig")
    quoted = _quoted(text)
    found: list[Permission] = []
    line, counted = 1, 0
    for match in _COMMENT.finditer(text):
        place = match.start(1)
        before = bisect_right(quoted, (place, len(text))) - 1
        if before >= 0 and place < quoted[before][1]:
            continue
        line, counted = line + text.count("\n", counted, place), place
        at = Position(file, line, place - text.rfind("\n", 0, place))
        said = _PERMISSION.fullmatch(match[2].rstrip("\r"))
        if said is None or said["reason"] is None:
            report.error(
                at,
                "RV016",
                "En tillatelse må si hvilken regel og hvorfor, ellers vet ingen senere om den "
                "fortsatt trengs. Skriv «# rettvei: tillat RV401 fordi …».",
            )
        else:
            found.append(Permission(said["code"], at))
    return tuple(found)


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return where texts stand in which a comment sign is no comment, in order."""
    found: list[tuple[int, int]] = []
    for event in events(text):
        begin, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and not event.implicit[0] and begin and end:
            # A comment can stand after the sign that begins a block, on the same line.
            in_block = text[begin.index] in "|>"
            first = text.index("\n", begin.index) if in_block else begin.index
            found.append((first, end.index))
    return found


def apply_permissions(
    found: Iterable[Diagnostic],
    permissions: Iterable[Permission],
    *,
    may_be_allowed: Collection[str],
    known: Collection[str],
    judged: Collection[str],
) -> tuple[Diagnostic, ...]:
    """Take away what is let pass, and add what is wrong with the permissions.

    Args:
        found: everything that was found wrong.
        permissions: those that were read.
        may_be_allowed: codes of the rules that an author can let be broken.
        known: codes of all rules.
        judged: codes of the rules that have been tried; of the others it is not known whether a
            permission is needed.
    """
    report = Report()
    kept: dict[tuple[str, int, str], set[Diagnostic]] = {}
    for item in found:
        kept.setdefault((item.position.file, item.position.line, item.code), set()).add(item)
    for permission in permissions:
        at, code = permission.position, permission.code
        here = kept.get((at.file, at.line, code))
        if code not in known:
            report.error(
                at,
                "RV016",
                f"Det finnes ingen regel «{code}».{did_you_mean(code, known)} "
                "Tillatelsen gjelder derfor ingenting.",
            )
        elif code not in may_be_allowed:
            report.error(
                at,
                "RV018",
                f"Regelen {code} kan ikke tillates brutt: brudd på den kan la en person stå igjen "
                "uten svar eller med feil svar. Rett feilen, og slett kommentaren.",
            )
        elif here:
            here.clear()
        elif code in judged:
            report.warning(
                at,
                "RV017",
                f"Her brytes ikke {code}, så tillatelsen trengs ikke. Slett kommentaren, ellers "
                "skjuler den en feil som kommer senere.",
            )
    return tuple(sorted({*chain.from_iterable(kept.values()), *report.sorted()}))
