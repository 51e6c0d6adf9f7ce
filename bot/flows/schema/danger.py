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
            "Tegn på faren: uttrykk av ord og «<fareord>», med « + » mellom det som kan stå i "
            "hvilken rekkefølge som helst. En tid som er over, eller en spøk, opphever tegnet.",
            ["<ansikt> + <henger>", "slo hodet"],
            listed(text()),
        ),
        "sikre_ord": key(
            "Tegn som verken en tid som er over, eller en spøk opphever.",
            ["<vil> _dø"],
            listed(text()),
        ),
        "svake_ord": key(
            "Tegn som ikke teller der teksten også handler om papirer og penger.",
            ["<infarkt>"],
            listed(text()),
        ),
        "alene": key(
            "Ord som er fare når det nesten ikke står annet i meldingen.",
            ["brann", "hjerneslag"],
            listed(text()),
        ),
        "to_av": key(
            "Tegn der ett ikke er nok, men to forskjellige er det. De teller bare når ingen andre "
            "tegn gjør det.",
            ["<feber>", "<forvirret>"],
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
    return things(keys, "navn", "ord", "tekst", "neste", "ring", "kilder")


def exceptions_shape() -> Schema:
    """Return the shape of `fareunntak`."""
    keys = {
        "talemåter": key(
            "Uttrykk som betyr noe annet enn de sier. Ordene i dem er ikke tegn.",
            ["<puste> ut"],
            listed(text()),
        ),
        "fortid": key("Tider som er over.", ["i fjor", "år siden"], listed(text())),
        "nå": key("Tider som er nå. Den nærmeste teller.", ["i kveld"], listed(text())),
        "sak": key("Ord om saker, papirer og penger.", ["søknad~"], listed(text())),
        "spøk": key("Det som ler.", ["haha*"], listed(text())),
        "fyll": key(
            "Ord som kan stå ved siden av det som er fare alene.", ["hjelp"], listed(text())
        ),
    }
    return things(keys)
