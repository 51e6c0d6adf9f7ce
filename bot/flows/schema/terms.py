"""The shape of a term in `flyt/fakta/`."""

from __future__ import annotations

from bot.flows.schema.shapes import Schema, key, listed, text, things


def term_shape(sources: Schema) -> Schema:
    """Return the shape of one of `begreper`.

    Args:
        sources: the shape of `kilder`.
    """
    keys = {
        "ord": key("Ordet, slik det står på en knapp. Endelser skrives ikke.", "BPA", text()),
        "også": key(
            "Andre ord for det samme, og andre måter å skrive det på.",
            ["brukerstyrt personlig assistanse"],
            listed(text()),
        ),
        "forklaring": key(
            "Én eller to enkle setninger.", "Du styrer selv assistentene som hjelper deg.", text()
        ),
        "kilder": sources,
    }
    return things(keys, *(each for each in keys if each != "også"))
