"""What was compared, as people or other programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import MappingProxyType

from bot.flows.values import as_written
from bot.migration.compare import Compared, Seen
from bot.migration.fate import Kind
from bot.migration.positions import Position
from bot.texts import DEFAULT, number, short_day

_SAID = MappingProxyType(
    {
        Kind.KEPT: "går videre som før",
        Kind.RENAMED: "går videre under nye navn",
        Kind.MOVED: "går videre et annet sted, og får vite at innholdet er endret",
        Kind.ASKED_AGAIN: "mister svar, får vite hvilke, og blir spurt på nytt der det trengs",
        Kind.BEGINS_AGAIN: "begynner på nytt, og får vite det",
    }
)
_MOST_CHANGES = 20


def as_text(compared: Compared) -> Iterator[str]:
    """Yield lines of bokmål."""
    yield (
        f"Fra {compared.old} til {compared.new}, {short_day(compared.today, DEFAULT)}: "
        f"{_number(compared.tried)} steder der en samtale kan stå."
    )
    if not compared.are_all:
        yield (
            f"I alt er det {_number(compared.count)}. Av dem er minst ett prøvd for hver situasjon "
            "som kan gå ulikt videre."
        )
    width = max(len(_number(seen.count)) for seen in compared.by_kind.values())
    for kind, seen in compared.by_kind.items():
        yield f"{_number(seen.count):>{width}}  {_SAID[kind]}"
        yield from _changes(seen, width)
    for what, position in compared.wrong.items():
        yield f"Feil: {what}. {_example(position)}"
    if not compared.wrong:
        yield "Ingen samtale stopper, og ingen mister svar uten å få vite det."


def _changes(seen: Seen, width: int) -> Iterator[str]:
    most_first = sorted(seen.changes.items(), key=lambda item: (-item[1][0], item[0]))
    for change, (count, position) in most_first[:_MOST_CHANGES]:
        yield f"{'':{width}}    {_number(count)}: {change}. {_example(position)}"
    if len(most_first) > _MOST_CHANGES:
        rest = _number(len(most_first) - _MOST_CHANGES)
        yield f"{'':{width}}    … og {rest} endringer til. Se alle med --format json."


def as_json(compared: Compared) -> str:
    """Return one object, with all changes."""
    told = {
        "old": compared.old,
        "new": compared.new,
        "today": str(compared.today),
        "positions": compared.count,
        "tried": compared.tried,
        "all": compared.are_all,
        "kinds": {
            kind.value: {
                "count": seen.count,
                "changes": [
                    {"change": change, "count": count, "example": _as_object(position)}
                    for change, (count, position) in sorted(seen.changes.items())
                ],
            }
            for kind, seen in compared.by_kind.items()
        },
        "wrong": [
            {"what": what, "example": _as_object(position)}
            for what, position in compared.wrong.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _as_object(position: Position) -> dict[str, object]:
    answers = {str(ref): as_written(value) for ref, value in position.answers}
    return {"flow": position.flow, "answers": answers, "at": str(position.at)}


def _example(position: Position) -> str:
    answers = ", ".join(f"{ref} = {as_written(value)}" for ref, value in position.answers)
    return f"For eksempel i «{position.at}» fra «{position.flow}», {answers or 'uten noe svar'}."


def _number(value: int) -> str:
    return number(value, DEFAULT)
