"""The shape of a theme in `flyt/fakta/`."""

from __future__ import annotations

from bot.flows.schema.shapes import Schema, key, listed, text, things, whole


def theme_shape() -> Schema:
    """Return the shape of one of `temaer`."""
    names = {"type": "array", "items": text()}
    keys = {
        "nummer": key("Temaets nummer. Sakene viser til det: «dekker: [21]».", 21, whole(1, 999)),
        "navn": key("Hva temaet er.", "Hjelpemidler for kort og lang tid", text()),
        "ord": key(
            "Hva folk kaller det. Hvert ord må føre fra forsiden til det som dekker temaet.",
            ["rullestol", "rullator"],
            listed(text()),
        ),
        "svar": key(
            "Det som dekker temaet: flyter, svar som «flyt.steg», og farer som «fare.id». Kan "
            "være tom.",
            ["hjelpemidler", "klage_nav.svar_hjelpemidler"],
            names,
        ),
    }
    return things(keys, *keys)
