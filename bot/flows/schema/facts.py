"""The schema of a file in `flyt/fakta/`."""

from __future__ import annotations

from bot.facts import Certainty, Confidence
from bot.facts.shared import WITH_RATES, WITHOUT_RATES
from bot.flows.schema.danger import danger_shape, exceptions_shape
from bot.flows.schema.rates import rate_shape
from bot.flows.schema.shapes import (
    Schema,
    address,
    day,
    identifier,
    key,
    length,
    listed,
    named,
    period,
    text,
    things,
    truth,
    whole_file,
    word,
    wording,
)
from bot.flows.schema.terms import term_shape
from bot.flows.schema.themes import theme_shape


def facts_schema() -> Schema:
    """Return the schema."""
    kinds = {
        "kilder": key(
            "Hvor fakta er fra, og når noen sist leste det. Hver kilde har sin id.",
            {
                "loven_29": {
                    "tittel": "Loven § 29",
                    "adresse": "https://lovdata.no/lov/1967-02-10/§29",
                    "kontrollert": "2026-07-28",
                    "neste_kontroll": "2027-06-30",
                }
            },
            named(_source()),
        ),
        "instanser": key(
            "De som har ansvar: dem man sender til, klageinstanser og andre som hjelper.",
            {"nav": {"navn": "Nav", "sikkerhet": "høy", "kilder": ["nav_kontakt"]}},
            named(_authority()),
        ),
        "frister": key(
            "Frister: hvor lange de er, hva de løper fra, og hva man gjør når de er ute.",
            {
                "klage": {
                    "navn": "Klage etter loven",
                    "løper_fra": "dagen du fikk brevet",
                    "sikkerhet": "lov",
                    "innhold": [
                        {"lengde": {"uker": 3}, "hjemmel": "loven § 29", "kilder": ["loven_29"]}
                    ],
                    "for_sent": "sen_klage",
                    "ikke_startet": "brevet_ikke_kommet",
                }
            },
            named(_deadline()),
        ),
        "råd": key(
            "Råd som flere frister deler. Hvert råd er en liste av ting man gjør.",
            {"sen_klage": ["Send klagen likevel. Skriv hvorfor den er sen."]},
            named(listed(wording())),
        ),
        "fylker": key(
            "Fylkene, med kommunene sine. Uten dem kan ingen spørre om kommune.",
            {
                "oslo": {
                    "navn": "Oslo",
                    "statsforvalter": "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus",
                    "helseregion": "Helse Sør-Øst",
                    "kilder": ["kartverket"],
                    "kommuner": {"0301": "Oslo"},
                }
            },
            named(_county()),
        ),
        "tekster": key(
            "Tekster som flere tekster deler. I en tekst skriver du «{tekst.ring_ombudet}».",
            {"ring_ombudet": "Ring {instans.ombudet.navn}, {instans.ombudet.telefon}."},
            named(_shared_text()),
        ),
        "satser": key(
            "Satser: beløp, prosenter, aldre og andre tall, med dagene de gjelder. I en tekst "
            "skriver du «{sats.egenandelstak}».",
            {
                "egenandelstak": {
                    "navn": "Egenandelstak",
                    "sikkerhet": "høy",
                    "innhold": [
                        {
                            "beløp": 3278,
                            "fra_og_med": "2026-01-01",
                            "til_og_med": "2026-12-31",
                            "kilder": ["prisliste"],
                        }
                    ],
                }
            },
            named(rate_shape(sources("Hvor dette er fra: id-er under «kilder»."))),
        ),
        "pårørende": key(
            "Hva den som hjelper en annen, kan gjøre: fullmakt, samtykke og egne rettigheter. "
            "Vises i svarene til dem som spør for en annen.",
            {"klage_helse": {"råd": ["Legg ved skriftlig fullmakt."], "kilder": ["pbrl_7_3"]}},
            named(_helping()),
        ),
        "fare": key(
            "Farer: ord som folk skriver når det haster, og hva de skal gjøre. Ordene går foran "
            "alt annet, på alle skjermer.",
            {
                "vold": {
                    "navn": "Vold og overgrep",
                    "ord": ["<slår> _meg", "mishandl*"],
                    "tekst": "Du har rett til hjelp.",
                    "neste": ["Kom deg til et trygt sted."],
                    "ring": ["politiet"],
                    "kilder": ["nodnummer"],
                }
            },
            named(danger_shape(sources("Hvor dette er fra: id-er under «kilder»."))),
        ),
        "fareord": key(
            "Ordene som tegnene på fare er satt sammen av. Hver liste har et navn, og «<navn>» "
            "står for alle ordene i den. «~» er en bøyning, «*» en hvilken som helst endelse.",
            {"henger": ["heng~", "skjev~", "droop~"]},
            named(listed(text())),
        ),
        "fareunntak": key(
            "Det som opphever tegn på alle slags fare.",
            {"fortid": ["i fjor", "år siden"]},
            exceptions_shape(),
        ),
        "begreper": key(
            "Ord som blir forklart. De kan åpnes fra hvert spørsmål og svar der ordet står.",
            {
                "bpa": {
                    "ord": "BPA",
                    "også": ["brukerstyrt personlig assistanse"],
                    "forklaring": "Du styrer selv assistentene som hjelper deg.",
                    "kilder": ["loven_29"],
                }
            },
            named(term_shape(sources("Hvor dette er fra: id-er under «kilder»."))),
        ),
        "hverdagsord": key(
            "Lange ord som alle kjenner, så ingen må forklare dem. Lister med egne navn.",
            {"steder": ["legevaktsentralen"]},
            named(listed(text())),
        ),
        "temaer": key(
            "Alt innholdet skal dekke, og hva som dekker det. Bare forfattere ser dette.",
            {
                "hjelpemidler": {
                    "nummer": 21,
                    "navn": "Hjelpemidler",
                    "ord": ["rullestol"],
                    "svar": ["hjelpemidler"],
                }
            },
            named(theme_shape()),
        ),
    }
    return whole_file("Fakta i Rettvei", things(kinds))


def sources(description: str) -> Schema:
    """Return the shape of `kilder`: ids of sources."""
    return key(description, ["loven_29"], listed(identifier()))


def _source() -> Schema:
    keys = {
        "tittel": key("Kildens navn, slik det vises.", "Forvaltningsloven § 29", text()),
        "adresse": key(
            "Nettadressen. Den må begynne med https://.",
            "https://lovdata.no/lov/1967-02-10/§29",
            address(),
        ),
        "kontrollert": key(
            "Siste dag det er sikkert at det du leste, gjaldt. For en lovkopi er det dagen kopien "
            "er fra, for en side med dato den datoen, og for en side uten dato dagen du leste den.",
            "2026-07-28",
            day(),
        ),
        "neste_kontroll": key(
            "Siste dag kilden kan brukes uten at noen leser den på nytt. Etter den dagen viser "
            "boten ingen utregnet dato som bygger på kilden.",
            "2027-06-30",
            day(),
        ),
    }
    return things(keys, *keys)


def _shared_text() -> Schema:
    keys = {
        WITH_RATES: key(
            "Leses mens satsene i den er kjent: et vilkår eller et løfte med en sats.",
            "Har du betalt {sats.egenandelstak} i år? Da er resten gratis.",
            wording(),
        ),
        WITHOUT_RATES: key(
            "Leses når en sats i «med_sats» er over. Si hvem som vet den nye, med en instans.",
            "Helfo vet hva taket er nå, {instans.helfo.telefon}.",
            wording(),
        ),
    }
    return {"anyOf": [wording(), things(keys, *keys)]}


def _authority() -> Schema:
    keys = {
        "navn": key("Navnet, slik det vises.", "Helfo", text()),
        "telefon": key("Telefonnummeret. Sett det i anførselstegn.", "23 32 70 00", text()),
        "post": key("Postadressen, på én linje.", "Postboks 2415, 3104 Tønsberg", text()),
        "nett": key("Nettadressen, med https://.", "https://www.helsenorge.no", address()),
        "hvordan": key(
            "Én kort setning om hvordan man når dem.", "Bruk skjemaet på Helsenorge.", wording()
        ),
        "sikkerhet": key(
            "Hvor sikkert det er. Er det mindre enn «middels», skal det ikke stå her.",
            "høy",
            word(*Confidence),
        ),
        "kilder": sources("Hvor dette er fra: id-er under «kilder»."),
    }
    return things(keys, "navn", "sikkerhet", "kilder")


def _deadline() -> Schema:
    keys = {
        "navn": key("Fristens navn.", "Klage etter forvaltningsloven", wording()),
        "løper_fra": key(
            "Hva fristen løper fra. Det fortsetter setningen «Fristen er 3 uker fra …».",
            "dagen du fikk brevet",
            wording(),
        ),
        "sikkerhet": key(
            "Hvor fast fristen er: «lov» når loven sier det, «vanlig» når det er den vanlige "
            "hovedregelen, «brevet» når brevet avgjør.",
            "lov",
            word(*Certainty),
        ),
        "flyttes": key(
            "Om en frist som ender på en lørdag, søndag eller helligdag, flyttes til neste "
            "hverdag. «ja» hvis ikke noe annet står.",
            "ja",
            truth(),
        ),
        "innhold": key(
            "Hva fristen er. Endrer loven seg, står det ett innhold for hver tid, uten hull og "
            "uten at to gjelder samme dag.",
            [{"lengde": {"uker": 3}, "hjemmel": "forvaltningsloven § 29", "kilder": ["fvl_29"]}],
            listed(_terms()),
        ),
        "for_sent": key(
            "Råd til den som er for sen: en id under «råd».", "sen_klage", identifier()
        ),
        "ikke_startet": key(
            "Råd mens fristen ikke har begynt å løpe: en id under «råd».",
            "brevet_ikke_kommet",
            identifier(),
        ),
    }
    return things(keys, *(each for each in keys if each != "flyttes"))


def _terms() -> Schema:
    keys = {
        **period(),
        "lengde": length("Hvor lang fristen er, i én enhet."),
        "hjemmel": key("Hvor i loven det står.", "forvaltningsloven § 29", wording()),
        "kilder": sources("Hvor dette er fra: id-er under «kilder»."),
    }
    return things(keys, "lengde", "hjemmel", "kilder")


def _helping() -> Schema:
    keys = {
        "råd": key(
            "Det man skal vite og gjøre, én ting om gangen.",
            ["Legg ved skriftlig fullmakt."],
            listed(wording()),
        ),
        "kilder": sources("Hvor dette er fra: id-er under «kilder»."),
    }
    return things(keys, *keys)


def _county() -> Schema:
    keys = {
        "navn": key("Fylkets navn. Vilkår bruker det.", "Nordland", text()),
        "statsforvalter": key("Statsforvalteren der.", "Statsforvalteren i Nordland", text()),
        "helseregion": key("Helseregionen fylket hører til.", "Helse Nord", text()),
        "kilder": sources("Hvor dette er fra: id-er under «kilder»."),
        "kommuner": key(
            "Kommunene, med nummer og navn. Flere språk skilles med « - ».",
            {"1804": "Bodø", "1841": "Fauske - Fuossko"},
            named(text(), names={"pattern": "^[0-9]{4}$"}),
        ),
    }
    return things(keys, *keys)
