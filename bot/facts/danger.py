"""Reads a kind of danger, and the words that its signs are put together from.

fareord:
  ansikt: [ansikt~, munn~, face]
  henger: [heng~, skjev~, droop~]
fareunntak:
  fortid: [i fjor, år siden, years ago]
fare:
  hjerneslag:
    navn: Hjerneslag
    ord: [<ansikt> + <henger>]
    alene: [hjerneslag]
    tekst: Hvert minutt teller.
    neste: [Ring med én gang.]
    ring: [nodhjelp]
    kilder: [slag_nett]

The words are matched as `bot.typed.emergency` tells.
"""

from __future__ import annotations

from bot.facts.gathered import Gathered
from bot.facts.model import Authority, Danger, Expression, WordList
from bot.facts.texts import text
from bot.source import Entry, Fields, Mapping, Report

SIGNS = ("sikre_ord", "ord", "svake_ord")
"""The keys of what tells of a danger, the surest first."""

EXCEPTIONS = ("talemåter", "fortid", "nå", "sak", "spøk", "fyll")
"""The lists that `fareunntak` can have."""


def read_danger(
    entry: Entry, authorities: dict[str, Authority], gathered: Gathered
) -> Danger | None:
    """Read one kind of danger; what is wrong with it is reported.

    Args:
        entry: where it stands.
        authorities: those that could be read, by id.
        gathered: tells which facts there are.
    """
    key = entry.key.text
    lists = (*SIGNS, "alene", "to_av", "ikke_ord")
    fields = Fields(
        entry.value,
        f"faren «{key}»",
        gathered.report,
        ("navn", *lists, "tekst", "neste", "ring", "kilder"),
    )
    name = fields.text("navn", required=True)
    sure, plain, weak, alone, pairs, exceptions = (
        _expressions(fields, each, required=each == "ord") for each in lists
    )
    told = fields.text("tekst", required=True)
    next_steps = fields.texts("neste", required=True)
    call = _call(fields, authorities, gathered)
    sources = gathered.sources(fields)
    if not (name and plain and told and next_steps and call):
        return None
    context = f"fakta.fare.{key}"
    return Danger(
        key,
        text(context, name),
        sure,
        plain,
        weak,
        alone,
        pairs,
        exceptions,
        text(f"{context}.tekst", told),
        tuple(text(f"{context}.neste", item) for item in next_steps),
        call,
        sources,
        entry.key.position,
    )


def read_words(entry: Entry, report: Report) -> WordList:
    """Read the words of a concept; what is wrong with them is reported."""
    key = entry.key.text
    fields = Fields(Mapping((entry,), entry.key.position), f"fareordene «{key}»", report, (key,))
    return WordList(key, _expressions(fields, key), entry.key.position)


def read_exceptions(entry: Entry, report: Report) -> WordList:
    """Read one list of what calls off a danger; what is wrong with it is reported."""
    key = entry.key.text
    fields = Fields(Mapping((entry,), entry.key.position), "fareunntakene", report, EXCEPTIONS)
    return WordList(key, _expressions(fields, key), entry.key.position)


def _expressions(fields: Fields, key: str, *, required: bool = False) -> tuple[Expression, ...]:
    found = fields.texts(key, required=required)
    return tuple(Expression(item.text, item.position) for item in found)


def _call(fields: Fields, authorities: dict[str, Authority], gathered: Gathered) -> tuple[str, ...]:
    """Read whom to call: authorities, each with a phone."""
    found = []
    for item in fields.texts("ring", required=True):
        if not gathered.exists(item, "instanser") or item.text not in authorities:
            continue
        if authorities[item.text].phone is None:
            gathered.report.error(
                item.position,
                "RV121",
                f"Instansen «{item.text}» har ikke noe telefonnummer, så ingen kan ringe dit. "
                "Skriv «telefon» hos den, eller nevn en annen.",
            )
            continue
        found.append(item.text)
    return tuple(found)
