"""The schema of a file in `flyt/`."""

from __future__ import annotations

from bot.flows.changes import CHANGES
from bot.flows.former import FORMER
from bot.flows.kinds import INPUT_KEYS, NONE, UNKNOWN
from bot.flows.kinds.several import MOST
from bot.flows.schema.conditions import CONDITION, condition, way, ways
from bot.flows.schema.former import former, former_choice, former_step
from bot.flows.schema.outcome import helping, outcome
from bot.flows.schema.shapes import (
    AT_LEAST_ONE_DAY,
    Schema,
    beginning,
    changes,
    day,
    identifier,
    key,
    listed,
    named,
    own_name,
    period,
    text,
    things,
    truth,
    whole,
    whole_file,
    word,
    wording,
)

_LONGEST_FLOW_ID = 20


def flow_schema() -> Schema:
    """Return the schema."""
    keys = {
        "flyt": key("Flytens id: det samme som filens navn.", "klage", _flow_id()),
        FORMER: former("Id-er flyten har hatt før.", "klage_vedtak", identifier()),
        "tittel": key("Flytens navn, slik det vises.", "Klage på et vedtak", wording()),
        "emneord": key("Ord folk kan skrive for å komme hit.", ["klage", "avslag"], listed(text())),
        "helse": key(
            "Om flyten gjelder helse. «ja» viser «Fare for liv? Ring 113».", "ja", truth()
        ),
        "pårørende": helping("Hva den som hjelper en annen, kan gjøre. Gjelder alle svarene her."),
        "start": key(
            "Steget samtalen begynner i. Kan være ute når alle som kaller flyten, nevner et steg.",
            "hvem",
            identifier(),
        ),
        "steg": key(
            "Stegene, hvert med sin id. Et steg er et spørsmål, et svar, et kall eller en retur.",
            {"ferdig": {"retur": "kjent"}},
            named({"oneOf": [_question(), outcome(), _call(), _return()]}, own_name()),
        ),
    }
    required = ("flyt", "tittel", "steg")
    return whole_file("Flyt i Rettvei", things(keys, *required), **{CONDITION: condition()})


def _flow_id() -> Schema:
    return identifier(_LONGEST_FLOW_ID)


def _question() -> Schema:
    asked = key("Spørsmålet, helst høyst 12 ord.", "Hvem fattet vedtaket?", wording())
    helped = key(
        "Hjelp til å svare, helst høyst 30 ord.", "Avsenderen står øverst i brevet.", wording()
    )
    keys = {
        "spørsmål": asked,
        FORMER: former_step(),
        "hjelp": helped,
        "valg": key(
            "Knappene, hver med sin id. Helst høyst fem. Kan også stå ved siden av en dato, et "
            "tall, et beløp eller en kommune.",
            {"nav": {"tekst": "Nav", "til": "svar_nav"}},
            named(_choice(), own_name()),
        ),
        **_inputs(),
        NONE: key(
            "Hører til «flervalg»: for den som ikke skal ha noe av det.",
            {"til": "ingen_hjelp"},
            _answer_alone("Ingen av disse"),
        ),
        UNKNOWN: key(
            "For den som ikke vet. Led videre til hvordan man finner det ut, eller til et svar som "
            "passer uansett.",
            {"til": "finn_avsender"},
            _answer_alone("Vet ikke"),
        ),
        CHANGES: changes({"spørsmål": asked, "hjelp": helped}, {"hjelp": "Se i brevet fra Nav."}),
        "til": way("Steget en dato, et tall, et beløp, en kommune eller et flervalg fører til."),
    }
    typed = [each for each in INPUT_KEYS if each != "flervalg"]
    buttons = {
        "required": ["valg"],
        "not": {"anyOf": [{"required": [each]} for each in (*INPUT_KEYS, NONE, "til")]},
    }
    several = {"required": ["flervalg", NONE, "til"], "not": {"required": ["valg"]}}
    given = [{"required": [each, "til"], "not": {"required": [NONE]}} for each in typed]
    at_most_one = [
        {"not": {"required": [one, other]}}
        for place, one in enumerate(INPUT_KEYS)
        for other in INPUT_KEYS[place + 1 :]
    ]
    return things(keys, "spørsmål", anyOf=[buttons, several, *given], allOf=at_most_one)


def _inputs() -> dict[str, Schema]:
    least, most = ("Det minste som kan svares.", "Det største som kan svares.")
    shapes = {
        "dato": key(
            "Svaret er en dato.",
            {"senest": "i dag", "tidligst": "2020-01-01"},
            things(
                {
                    "senest": key("Dagen kan ikke være etter i dag.", "i dag", word("i dag")),
                    "tidligst": key("Første dag som kan svares.", "2020-01-01", day()),
                }
            ),
        ),
        "tall": key(
            "Svaret er et helt tall.",
            {"minst": 0, "høyst": 120, "enhet": "år"},
            things(
                {
                    "minst": key(least, 0, whole()),
                    "høyst": key(most, 120, whole()),
                    "enhet": key("Hva som telles. Står etter tallet.", "år", wording()),
                }
            ),
        ),
        "beløp": key(
            "Svaret er et beløp i hele kroner.",
            {"minst": 0},
            things({"minst": key(least, 0, whole()), "høyst": key(most, 500000, whole())}),
        ),
        "kommune": key("Svaret er en kommune, funnet ved navn.", "ja", word("ja")),
        "flervalg": key(
            f"Svaret er ett eller flere av disse. Fra 2 til {MOST}, hvert med sin id.",
            {"dusj": {"tekst": "Å dusje"}, "mat": {"tekst": "Å lage mat"}},
            named(_mark(), _mark_name(), 2, maxProperties=MOST),
        ),
    }
    return {each: shapes[each] for each in INPUT_KEYS}


def _label() -> dict[str, Schema]:
    return {
        "tekst": key("Det som står på knappen, helst høyst 28 tegn.", "Kommunen", wording()),
        "forklaring": key(
            "Forklarer valget. Står i meldingen, over knappene.",
            "Bolig, sosialhjelp, skole og parkering.",
            wording(),
        ),
    }


def _choice() -> Schema:
    keys = {
        **_label(),
        "ord": key(
            "Ord folk kan skrive i stedet for det som står på knappen.",
            ["mamma", "pappa"],
            listed(text()),
        ),
        FORMER: former_choice(),
        "frist": key(
            "Står på valget som sier at brevet ikke har kommet: da har ingen frist begynt å løpe.",
            "ikke_startet",
            word("ikke_startet"),
        ),
        "for_andre": key(
            "«ja» på valget som sier at man spør for en annen. Fra da av vises tekstene for andre.",
            "ja",
            truth(),
        ),
        "gjelder": key(
            "Når valget kan velges, hvis det ikke er alltid.",
            {"fra_og_med": "2027-01-01"},
            things(period(), **AT_LEAST_ONE_DAY),
        ),
        "til": way("Steget valget fører til."),
    }
    return things(keys, "tekst", "til")


def _mark() -> Schema:
    return things({**_label(), FORMER: former_choice()}, "tekst")


def _mark_name() -> Schema:
    name = own_name()
    return {**name, "not": word(*name["not"]["enum"], NONE)}


def _answer_alone(otherwise: str) -> Schema:
    keys = {
        "tekst": key(
            f"Det som står på knappen hvis det ikke skal være «{otherwise}».", otherwise, wording()
        ),
        FORMER: former_choice(),
        "til": way("Steget det fører til."),
    }
    return things(keys, "til")


def _call() -> Schema:
    results = named(way("Steget dette resultatet fører til."))
    keys = {
        "kall": key(
            "Flyten som skal kjøres, eller «flyt.steg» for å begynne i det steget. Etterpå "
            "fortsetter samtalen her.",
            "brevet",
            beginning(_LONGEST_FLOW_ID),
        ),
        FORMER: former_step(),
        "til": key(
            "Steget man kommer til etterpå, eller ett for hvert resultat. Uten «til» kommer den "
            "andre flyten aldri tilbake.",
            {"kjent": "svar_nav", "ukjent": "svar_hjelp"},
            {"anyOf": [identifier(), ways(), results]},
        ),
    }
    return things(keys, "kall")


def _return() -> Schema:
    keys = {
        "retur": key("Resultatet flyten går tilbake med til den som kalte.", "kjent", identifier()),
        FORMER: former_step(),
    }
    return things(keys, "retur")
