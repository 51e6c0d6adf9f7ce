"""The part of the schema that says where a way leads: `til`, and the conditions in it."""

from __future__ import annotations

from bot.facts import PlaceField
from bot.flows.schema.shapes import (
    Schema,
    day,
    identifier,
    key,
    length,
    listed,
    one_or_more,
    reference,
    text,
    things,
    truth,
    whole,
    word,
)
from bot.flows.standing import DeadlineState

CONDITION = "vilkår"
"""What a condition is called among the definitions: conditions stand in conditions."""

_PLACES = {
    PlaceField.MUNICIPALITY: "Bodø",
    PlaceField.COUNTY: "Nordland",
    PlaceField.GOVERNOR: "Statsforvalteren i Nordland",
    PlaceField.REGION: "Helse Nord",
}


def way(description: str) -> Schema:
    """Return the shape of `til`: a step, or a list of conditions, with `ellers` last or without."""
    return key(description, "svar_nav", {"anyOf": [identifier(), ways()]})


def ways() -> Schema:
    """Return the shape of a list of conditions."""
    when = {
        "når": key(
            "Vilkåret. Det første vilkåret som stemmer, bestemmer.",
            {"svar": "hvem", "er": "nav"},
            {"allOf": [_condition()]},
        ),
        "til": key("Steget man kommer til når vilkåret stemmer.", "svar_nav", identifier()),
    }
    otherwise = {
        "ellers": key(
            "Steget man kommer til når ingen vilkår stemmer. Må stå sist.",
            "svar_andre",
            identifier(),
        )
    }
    return listed({"oneOf": [things(when, *when), things(otherwise, *otherwise)]})


def condition() -> Schema:
    """Return the shape of a condition."""
    return {
        "description": "Et vilkår: det ser på ett svar, én frist, dagen i dag, eller andre vilkår.",
        "oneOf": [_answer(), _deadline(), _today(), *_combined()],
    }


def _condition() -> Schema:
    return {"$ref": f"#/definitions/{CONDITION}"}


def _answer() -> Schema:
    numbers = {
        "minst": key("Tallet eller beløpet er dette eller mer.", 67, whole()),
        "under": key("Tallet eller beløpet er mindre enn dette.", 18, whole()),
    }
    days = {
        "fra_og_med": key("Datoen er denne dagen eller senere.", "2026-01-01", day()),
        "etter": key("Datoen er senere enn denne dagen.", "2025-12-31", day()),
        "før": key("Datoen er tidligere enn denne dagen.", "2027-01-01", day()),
        "til_og_med": key("Datoen er denne dagen eller tidligere.", "2026-12-31", day()),
    }
    others = {
        "er": key(
            "Svaret er dette, eller ett av disse: id-en til et valg, «vet_ikke», «ingen», et tall, "
            "eller hva slags svar det er («dato», «tall», «beløp», «kommune», «flervalg»).",
            ["ikke_kommet", "vet_ikke"],
            one_or_more(text()),
        ),
        "har_en_av": key("Minst ett av disse er valgt.", ["dusj", "mat"], one_or_more(text())),
        "har_alle": key("Alle disse er valgt.", ["dusj", "mat"], one_or_more(text())),
        "siste": length("Datoen er så nær i tiden som gikk, til og med i dag."),
        "kommende": length("Datoen er så nær i tiden som kommer, fra og med i dag."),
        **{
            field.value: key(
                f"Kommunen i svaret har dette som {field}, eller ett av disse.",
                place,
                one_or_more(text()),
            )
            for field, place in _PLACES.items()
        },
        "besvart": key("Om spørsmålet er besvart, uansett hva svaret er.", "ja", truth()),
    }
    which = key(
        "Spørsmålet: «steg» i denne flyten, eller «flyt.steg» i en annen.",
        "brevet.mottatt",
        reference(),
    )
    return things(
        {"svar": which, **others, **numbers, **days},
        "svar",
        # One thing is asked of an answer; both ends of a range are one thing.
        oneOf=[
            *({"required": [each]} for each in others),
            *({"anyOf": [{"required": [each]} for each in ends]} for ends in (numbers, days)),
        ],
        allOf=[
            {"not": {"required": ["fra_og_med", "etter"]}},
            {"not": {"required": ["før", "til_og_med"]}},
        ],
    )


def _deadline() -> Schema:
    keys = {
        "frist": key("Fristen: en id under «frister» i fakta.", "folketrygd_klage", identifier()),
        "fra": starts(),
        "er": key("Hvor fristen er, eller ett av disse.", "utløpt", one_or_more(_state())),
    }
    return things(keys, *keys)


def starts() -> Schema:
    """Return the shape of `fra`: the questions that tell when a deadline began."""
    return key(
        "Spørsmålet som sier når fristen begynte. Står det flere, gjelder det første som er "
        "besvart med en dato.",
        ["brevet.mottatt", "brevet.brevdato"],
        one_or_more(reference()),
    )


def _state() -> Schema:
    return word(*DeadlineState)


def _today() -> Schema:
    keys = {
        "før": key("I dag er før denne dagen.", "2027-01-01", day()),
        "fra_og_med": key("I dag er denne dagen eller senere.", "2027-01-01", day()),
    }
    some = {"minProperties": 1}
    return things(
        {"i_dag": key("Dagen samtalen er.", {"før": "2027-01-01"}, things(keys, **some))}, "i_dag"
    )


def _combined() -> list[Schema]:
    one, other = {"svar": "hvem", "er": "nav"}, {"svar": "alder", "minst": 67}
    return [
        things(
            {"alle": key("Alle vilkårene stemmer.", [one, other], listed(_condition()))}, "alle"
        ),
        things({"en_av": key("Minst ett stemmer.", [one, other], listed(_condition()))}, "en_av"),
        things({"ikke": key("Vilkåret stemmer ikke.", one, {"allOf": [_condition()]})}, "ikke"),
    ]
