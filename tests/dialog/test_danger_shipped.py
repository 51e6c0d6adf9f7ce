"""What people type in danger is heard by the bot as it is shipped, and nothing else is."""

from __future__ import annotations

import re

import pytest

from bot.content import FLOWS, TEXTS
from bot.dialog import Session
from bot.dialog.alarm import alarmed
from bot.dialog.place import Place
from bot.dialog.session import View
from bot.facts import Danger
from bot.flows import Library, load
from bot.flows.texts import flow_texts
from tests.dialog.talking import Person
from tests.library import TODAY


@pytest.fixture(scope="module")
def shipped() -> Library:
    found = load(FLOWS, TEXTS).library
    assert found is not None
    return found


def heard(shipped: Library, text: str) -> str:
    turn = alarmed(Place(shipped, Session("s1", "nb"), TODAY), None, text)
    return "" if turn is None else turn.session.about or "alle"


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Mamma puster nesten ikke!!", "liv"),
        ("pustar ikkje", "liv"),
        ("pappa reagerer ikke", "liv"),
        ("vondt i brystet og kaldsvetter", "liv"),
        ("hun har falt og kommer seg ikke opp", "liv"),
        ("he isn't breathing", "liv"),
        ("mamma har vondt i bringa", "liv"),
        ("pappa fekk nettopp slag", "liv"),
        ("han er ikke til å vekke", "liv"),
        ("mor er plutselig helt forvirret", "liv"),
        ("vannet har gått", "liv"),
        ("jeg vil dø", "selvmord"),
        ("eg vil døy", "selvmord"),
        ("jeg orker ikke mer", "selvmord"),
        ("hvorfor kan jeg ikke bare dø", "selvmord"),
        ("broren min prøvde å ta livet sitt", "selvmord"),
        ("sjølvmordstankar", "selvmord"),
        ("vil bare forsvinne", "selvmord"),
        ("alle hadde hatt det bedre uten meg", "selvmord"),
        ("I want to die", "selvmord"),
        ("han slår meg", "vold"),
        ("pleieren slår mamma", "vold"),
        ("jeg er redd for sønnen min", "vold"),
        ("ble voldtatt i går", "vold"),
        ("hjemmehjelpen dytter mamma", "vold"),
        ("blir låst inne av mannen min", "vold"),
        ("har tatt for mange piller", "forgiftning"),
        ("barnet har drukket klor", "forgiftning"),
        ("bestemor tok feil medisin", "forgiftning"),
        ("tok hele esken med sovetabletter", "forgiftning"),
        ("far har tatt dobbelt så mye insulin", "forgiftning"),
        ("barnet har svelget en knapp", "forgiftning"),
        ("vi har spist fluesopp", "forgiftning"),
        ("mor sier hun ikke vil leve", "selvmord"),
        ("mannen min har ikke lyst til å leve", "selvmord"),
        ("æ orke itj meir", "selvmord"),
        ("eg orkar'kje meir", "selvmord"),
        ("har lyst å ta liv av mæ", "selvmord"),
        ("sønnen min snakker om å dø", "selvmord"),
        ("livet er meningsløst", "selvmord"),
        ("han slår", "vold"),
        ("han slår mæ", "vold"),
        ("han tvinger meg til sex", "vold"),
        ("jeg tør ikke gå hjem", "vold"),
        ("et barn er i fare", "vold"),
        ("foreldrene drikker og barna er alene", "vold"),
        ("eks'n følger etter meg", "vold"),
        ("someone is trying to kill me", "vold"),
        ("mamma har fått drypp", "liv"),
        ("fjeset henger", "liv"),
        ("mamma hadde slag i dag", "liv"),
        ("ho ligg heilt stille", "liv"),
        ("far er dement og har gått ut", "liv"),
        ("hvis jeg dør nå savner ingen meg", "selvmord"),
        ("eksmannen står utenfor", "vold"),
        ("she took all her pills", "forgiftning"),
        ("det brenner et sted i huset", "liv"),
        ("mannen slår meg av og til", "vold"),
        ("han slår til meg", "vold"),
        ("hun har spist tabletter i hele natt", "forgiftning"),
        ("orker ikke gå videre", "selvmord"),
        ("mor snakker rart og er slapp i en arm", "liv"),
        ("trøkk i brystet", "liv"),
        ("ungen har satt noe i halsen", "liv"),
        ("han har falt og svarer ikke", "liv"),
        ("huset brenner", "liv"),
        ("my mother fell and is not waking up", "liv"),
        ("ungen har spist piller", "forgiftning"),
        ("har tatt 30 paracet", "forgiftning"),
        ("toåringen drakk oppvaskmiddel", "forgiftning"),
        ("mamma har tatt dobbelt av medisinen", "forgiftning"),
        ("det haster", "alle"),
        ("nødhjelp", "alle"),
    ],
)
def test_danger_is_heard(shipped: Library, text: str, danger: str) -> None:
    assert heard(shipped, text) == danger


@pytest.mark.parametrize(
    "text",
    [
        "slå opp i loven",
        "dødsfall",
        "når noen dør",
        "legevakt",
        "selvmordsforebygging",
        "Mamma har falt tre ganger i høst, men kommunen sier nei",
        "mor vil dø hjemme",
        "jeg er gift",
        "han slår meg ikke",
        "rehabilitering etter hjerneslag",
        "far hadde slag i fjor",
        "låst inne på sykehjemmet",
        "stiv nakke",
        "trening etter hjerteinfarkt",
        "får ikke kontakt med Nav",
        "medisin på blå resept",
        "psykisk helse",
        "hjertet mitt brenner for saken",
        "jeg slår av telefonen",
        "maten er helt kald på sykehjemmet",
        "livredd for å miste hjelpen",
        "hjelp til å ta alle pillene",
        "hatt slag",
        "pappa orker ikke gå i trapper mer",
        "drept av byråkrati",
        "slag på fingeren",
        "far hadde hjerteinfarkt i 2019",
        "jeg dør av kjedsomhet",
        "jeg drukner i papirer",
        "kommunen kveler meg med papirer",
        "får ikke liv i telefonen",
        "sykehuset reagerer ikke på brevet mitt",
        "nav truer meg med å stoppe pengene",
        "jeg slo meg i kneet",
        "det slår meg",
        "han slår på lyset",
        "blir slått av kommunens svar",
        "orker ikke mer nav",
        "mor orker ikke lage mat mer",
        "kan ikke leve på minstepensjon",
        "det har tatt dobbelt så lang tid",
        "har tatt to paracet",
        "kramper i beina om natta",
        "3. mars",
        "12 000",
    ],
)
def test_everyday_words_are_not_danger(shipped: Library, text: str) -> None:
    assert heard(shipped, text) == ""


@pytest.mark.parametrize(
    "text", ["ho har fått drypp", "æ orke itj meir", "han slår mæ", "spist piller"]
)
def test_danger_in_the_midst_of_a_flow_is_heard_and_the_conversation_waits(
    shipped: Library, text: str
) -> None:
    person = Person(shipped)
    person.starts()
    person.says("En jeg hjelper")
    person.says("Hjelp i hverdagen")
    was_asked = person.step

    person.says(text)
    assert person.session.view is View.DANGER

    person.says("tilbake")
    assert person.step == was_asked
    assert "Hva slags hjelp gjelder det?" in person.reads


def test_no_button_keyword_or_municipality_is_danger(shipped: Library) -> None:
    names = {name for place in shipped.facts.municipalities.values() for name in place.names}
    flows = shipped.flows.values()
    labels = {
        text.source
        for flow in flows
        for text in flow_texts(flow)
        if len(text.source) <= 40 and "{" not in text.source
    }
    found = {text: heard(shipped, text) for text in names | labels}
    danger = {text for text, danger in found.items() if danger not in ("", "alle")}
    # What is about violence is called so; a button of that name is meant before the danger is.
    named = re.compile("vold|mishandl|banker", re.IGNORECASE)
    assert {text for text in danger if not named.search(text)} == set()


def test_the_numbers_of_the_emergency_line_are_those_of_the_facts(shipped: Library) -> None:
    line = Place(shipped, Session("s1", "nb"), TODAY).voice.emergency()
    for authority in ("nodhjelp", "legevakten"):
        phone = shipped.facts.authorities[authority].phone
        assert phone is not None
        assert phone in line


def test_every_danger_names_whom_to_call(shipped: Library) -> None:
    def phones(danger: Danger) -> list[str | None]:
        return [shipped.facts.authorities[each].phone for each in danger.call]

    found = {danger.id: phones(danger) for danger in shipped.facts.dangers.values()}
    assert found["liv"][:2] == ["113", "116 117"]
    assert found["selvmord"] == ["113", "116 117", "116 123"]
    assert found["vold"] == ["112", "116 006", "800 30 196", "116 111"]
    assert found["forgiftning"] == ["22 59 13 00", "113", "116 117"]
