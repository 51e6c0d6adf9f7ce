"""The shape of an outcome."""

from __future__ import annotations

from bot.flows.changes import CHANGES
from bot.flows.former import FORMER
from bot.flows.schema.conditions import starts
from bot.flows.schema.facts import sources
from bot.flows.schema.former import former_step
from bot.flows.schema.shapes import Schema, changes, identifier, key, listed, things, wording


def outcome() -> Schema:
    """Return the shape."""
    parts = {
        "svar": key("Svarets tittel, kort.", "Klag til Nav", wording()),
        "tekst": key(
            "Én til tre korte setninger som står først.",
            "Klagen går til Nav-kontoret som fattet vedtaket.",
            wording(),
        ),
        "tjeneste": key("Det personen trenger.", "Hjelpemidler fra Nav", wording()),
        "send_til": _authority("Hvem man sender til", "nav"),
        "klageinstans": _authority("Hvem som avgjør klagen", "nav_klageinstans"),
        "frist": key(
            "Fristen, eller hvorfor det ikke er noen. Boten regner ut datoen selv.",
            {"regel": "folketrygd_klage", "fra": "brevet.mottatt"},
            {"oneOf": [_deadline(), _none()]},
        ),
        "neste": key(
            "Det personen gjør nå: helst høyst fire korte steg.",
            ["Skriv hva du er uenig i."],
            listed(wording()),
        ),
        "pårørende": helping("Hva den som hjelper en annen, kan gjøre i akkurat dette svaret."),
        "kilder": sources("Hvor svaret er fra: id-er under «kilder» i fakta."),
    }
    example = {"send_til": "trygderetten"}
    keys = {**parts, FORMER: former_step(), CHANGES: changes(parts, example)}
    return things(keys, *(each for each in parts if each not in ("tekst", "pårørende")))


def _authority(role: str, example: str) -> Schema:
    return key(
        f"{role}: en id under «instanser» i fakta, eller hvorfor det ikke er noen.",
        example,
        {"oneOf": [identifier(), _none()]},
    )


def _deadline() -> Schema:
    keys = {
        "regel": key("Regelen: en id under «frister» i fakta.", "folketrygd_klage", identifier()),
        "fra": starts(),
    }
    return things(keys, *keys)


def _none() -> Schema:
    keys = {"ingen": key("Hvorfor det ikke er noen.", "Svaret er endelig.", wording())}
    return things(keys, *keys)


def helping(description: str) -> Schema:
    """Return the shape of `pårørende`: what somebody may do who helps another."""
    return key(f"{description} En id under «pårørende» i fakta.", "klage_helse", identifier())
