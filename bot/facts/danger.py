"""Reads a kind of danger: the words that tell of it, what to do, and whom to call.

fare:
  vold:
    navn: Vold og overgrep
    ord: [slår meg, utsatt for vold, mishandl*]
    ikke_ord: [det slår meg at]
    tekst: Du har rett til hjelp.
    neste: [Kom deg til et trygt sted.]
    ring: [politiet, vo_linjen]
    kilder: [vo_linjen]

The words are matched as `bot.typed.signals` tells.
"""

from __future__ import annotations

from bot.facts.gathered import Gathered
from bot.facts.model import Authority, Danger
from bot.facts.texts import text
from bot.source import Entry, Fields


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
    fields = Fields(
        entry.value,
        f"faren «{key}»",
        gathered.report,
        ("navn", "ord", "ikke_ord", "tekst", "neste", "ring", "kilder"),
    )
    name = fields.text("navn", required=True)
    signals = fields.texts("ord", required=True)
    exceptions = fields.texts("ikke_ord")
    told = fields.text("tekst", required=True)
    next_steps = fields.texts("neste", required=True)
    call = _call(fields, authorities, gathered)
    sources = gathered.sources(fields)
    if not (name and signals and told and next_steps and call):
        return None
    context = f"fakta.fare.{key}"
    return Danger(
        key,
        text(context, name),
        tuple(item.text for item in signals),
        tuple(item.text for item in exceptions),
        text(f"{context}.tekst", told),
        tuple(text(f"{context}.neste", item) for item in next_steps),
        call,
        sources,
        entry.key.position,
    )


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
