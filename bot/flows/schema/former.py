"""The shape of `het_før`: what something was called before."""

from __future__ import annotations

from bot.flows.schema.shapes import Schema, identifier, key, listed, reference


def former(what: str, example: str, shape: Schema) -> Schema:
    """Return the shape of former ids."""
    told = f"{what} Da finner samtaler som er i gang, fram. La gamle id-er bli stående."
    return key(told, [example], listed(shape))


def former_step() -> Schema:
    """Return the shape of former ids of a step."""
    return former("Id-er steget har hatt før; «flyt.steg» fra en annen flyt.", "når", reference())


def former_choice() -> Schema:
    """Return the shape of former ids of a choice."""
    return former("Id-er valget har hatt før.", "kommune", identifier())
