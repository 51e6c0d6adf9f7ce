"""The shape of a rate."""

from __future__ import annotations

from bot.facts import Confidence, RateUnit
from bot.flows.schema.shapes import Schema, day, key, listed, text, things, word

_AMOUNT: Schema = {
    "type": ["number", "string"],
    "pattern": "^(0|[1-9][0-9]{0,8})([.,][0-9]{1,2})?$",
    "minimum": 0,
    "maximum": 999_999_999.99,
}
_AGE: Schema = {
    "type": ["integer", "string"],
    "pattern": "^(0|[1-9][0-9]?|1[01][0-9]|120)$",
    "minimum": 0,
    "maximum": 120,
}


def rate_shape(sources: Schema) -> Schema:
    """Return the shape.

    Args:
        sources: the shape of `kilder`.
    """
    keys = {
        "navn": key("Hva satsen heter.", "Egenandelstak", text()),
        "sikkerhet": key(
            "Hvor sikker den er. Er det mindre enn «middels», skal den ikke stå her.",
            "høy",
            word(*Confidence),
        ),
        "innhold": key(
            "Hva satsen er i hver periode, uten hull mellom dem og uten at to gjelder samme dag.",
            [{"beløp": 3278, "fra_og_med": "2026-01-01", "kilder": ["prisliste"]}],
            listed(_terms(sources)),
        ),
    }
    return things(keys, *keys)


def _terms(sources: Schema) -> Schema:
    keys = {
        "fra_og_med": key("Første dag satsen gjelder. Uten: alltid før.", "2026-01-01", day()),
        "til_og_med": key("Siste dag satsen gjelder. Uten: til den endres.", "2026-12-31", day()),
        "beløp": key("Så mange kroner. Øre skrives etter punktum.", 3278, _AMOUNT),
        "prosent": key("Så mange prosent.", 60, _AMOUNT),
        "år": key("En alder, i hele år.", 18, _AGE),
        "tall": key("Et tall uten enhet.", 2.5, _AMOUNT),
        "kilder": sources,
    }
    one: list[Schema] = [{"required": [unit]} for unit in RateUnit]
    return things(keys, "kilder", oneOf=one)
