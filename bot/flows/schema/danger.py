"""The shape of a kind of danger in `flyt/fakta/`."""

from __future__ import annotations

from bot.flows.schema.shapes import Schema, identifier, key, listed, text, things


def danger_shape(sources: Schema) -> Schema:
    """Return the shape of one of `fare`.

    Args:
        sources: the shape of `kilder`.
    """
    keys = {
        "navn": key("Navnet på faren, så kort at det går på en knapp.", "Fare for liv", text()),
        "ord": key(
            "Ord og uttrykk som folk skriver, på alle språk. «*» er en hvilken som helst endelse. "
            "Det kan stå ett eller to ord mellom ordene, og små skrivefeil gjør ikke noe.",
            ["puster ikke", "vil dø", "selvmord*"],
            listed(text()),
        ),
        "ikke_ord": key(
            "Uttrykk med de samme ordene som betyr noe annet.",
            ["dø hjemme", "selvmordsforebyggende"],
            listed(text()),
        ),
        "tekst": key("Én eller to setninger om hva man skal vite.", "Du er ikke alene.", text()),
        "neste": key("Det man gjør nå.", ["Ring med en gang."], listed(text())),
        "ring": key(
            "Dem man ringer, de viktigste først: id-er under «instanser». Alle må ha «telefon».",
            ["nodtelefonen", "legevakten"],
            listed(identifier()),
        ),
        "kilder": sources,
    }
    return things(keys, *(each for each in keys if each != "ikke_ord"))
