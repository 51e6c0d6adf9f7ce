"""What people type in danger is detected by the bot as it is shipped, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.content import FLOWS, TEXTS
from bot.dialog import Press, Session
from bot.dialog.emergency import detect_emergency
from bot.dialog.place import Place
from bot.dialog.screens.danger import dangers_shown
from bot.dialog.session import View
from bot.facts import Danger, Text
from bot.flows import Library, load
from bot.flows.texts import flow_texts
from bot.source import Position
from bot.typed import fold
from bot.typed.lexicon import is_form
from tests.dialog.talking import Person
from tests.library import TODAY

SENTENCES = yaml.safe_load(Path(__file__).with_name("danger_sentences.yaml").read_text("utf-8"))
IN_DANGER = [(kind, text) for kind, texts in SENTENCES["fare"].items() for text in texts]


@pytest.fixture(scope="module")
def shipped() -> Library:
    found = load(FLOWS, TEXTS).library
    assert found is not None
    return found


def detected(shipped: Library, text: str) -> str:
    turn = detect_emergency(Place(shipped, Session("s1", "nb"), TODAY), None, text)
    return "" if turn is None else "+".join(dangers_shown(turn.session.about)) or "alle"


def test_every_sentence_that_tells_of_danger_is_detected(shipped: Library) -> None:
    assert len(IN_DANGER) > 500
    assert [text for _, text in IN_DANGER if not detected(shipped, text)] == []


def test_at_most_two_in_a_hundred_that_only_look_like_danger_are_detected(
    shipped: Library,
) -> None:
    alike = SENTENCES["ligner"]
    assert len(alike) > 900
    false = [text for text in alike if detected(shipped, text)]
    assert len(false) <= len(alike) * 0.02, false


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("mamma puster ikke", "113"),
        ("munnviken hans henger, plutselig", "113"),
        ("det brenner på kjøkkenet", "110"),
        ("lukter gass i oppgangen", "110"),
        ("han slår meg", "112"),
        ("jeg ble voldtatt i natt", "112"),
        ("far er dement og har gått ut i kulda", "112"),
        ("barnet har drukket klor", "22 59 13 00"),
        ("jeg vil dø", "113"),
    ],
)
def test_the_number_to_call_stands_first(shipped: Library, text: str, number: str) -> None:
    person = Person(shipped)
    person.starts()

    person.says(text)

    numbers = re.findall(r": ([0-9][0-9 ]+)", person.reads)
    assert numbers[0].strip() == number


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Mamma puster nesten ikke!!", "liv"),
        ("he isn't breathing", "liv"),
        ("mor har fått slag nå", "hjerneslag"),
        ("fjeset henger plutselig", "hjerneslag"),
        ("leilegheita brenn", "brann"),
        ("har tatt 30 paracet", "forgiftning"),
        ("vi har spist fluesopp", "forgiftning"),
        ("æ orke itj meir", "selvmord"),
        ("alle hadde hatt det bedre uten meg", "selvmord"),
        ("pleieren slår mamma", "vold"),
        ("ble voldtatt i går", "overgrep"),
        ("far er dement og har gått ut", "savnet"),
        ("det haster", "alle"),
        ("nødhjelp", "alle"),
    ],
)
def test_danger_is_of_a_kind(shipped: Library, text: str, danger: str) -> None:
    assert detected(shipped, text) == danger


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
    assert detected(shipped, text) == ""


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
    found = {text: detected(shipped, text) for text in names | labels}
    danger = {text for text, danger in found.items() if danger not in ("", "alle")}
    # What is about danger is called so; a button of that name is meant before the danger is.
    named = re.compile(
        "vold|mishandl|banker|overgrep|redd|tør ikke|i fare|113|politi|ambulanse|hjelp nå|slår"
        "|døende|legen",
        re.IGNORECASE,
    )
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

    assert {danger.id: phones(danger) for danger in shipped.facts.dangers.values()} == {
        "liv": ["113", "116 117"],
        "hjerneslag": ["113"],
        "brann": ["110", "113"],
        "forgiftning": ["22 59 13 00", "113", "116 117"],
        "selvmord": ["113", "116 117", "116 123"],
        "vold": ["112", "116 006", "800 30 196", "116 111"],
        "overgrep": ["112", "116 117", "116 006", "116 111"],
        "savnet": ["112"],
    }


LETTERS = "abcdefghijklmnopqrstuvwxyz"
CARRIERS = ("{}", "jeg lurer på {} til mor", "I have a question about {}")


def neighbours(word: str) -> set[str]:
    """Every word that is one slip from a word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return (
        {head + tail[1:] for head, tail in cuts if tail}
        | {head + letter + tail for head, tail in cuts for letter in LETTERS}
        | {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}
        | {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    )


def test_a_word_that_a_language_has_is_never_a_slip_of_a_word_of_danger(shipped: Library) -> None:
    facts = shipped.facts
    lists = [
        *(word.expressions for word in facts.danger_words.values()),
        *((*danger.plain, *danger.alone, *danger.sure) for danger in facts.dangers.values()),
    ]
    words = {
        fold(word)
        for listed in lists
        for expression in listed
        for word in re.findall(r"[^\W\d_]+", expression.text)
    }
    alone = {word for word in words if detected(shipped, word)}
    others = {
        other
        for word in alone
        for other in neighbours(word)
        if other not in words and other[:3] == word[:3] and is_form(other)
    }
    assert len(others) > 100
    stems = tuple(sorted(alone))
    wrong = [
        carrier.format(word)
        for word in sorted(others)
        for carrier in CARRIERS
        # A form of a word of danger is danger: «brenner», «brenne».
        if detected(shipped, carrier.format(word)) and not word.startswith(stems)
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", ["nn", "en"])
def test_every_screen_of_danger_is_whole_in_every_language(shipped: Library, locale: str) -> None:
    person = Person(shipped, TODAY, Session("s1", locale))
    person.starts()
    person.commands("hast")
    screens = [person.screen]
    for name in shipped.facts.dangers:
        person.does(Press("s1", person.session.revision, f"fare_{name}"))
        screens.append(person.screen)
    place = Place(shipped, Session("s1", locale), TODAY)
    for danger in shipped.facts.dangers.values():
        authorities = [shipped.facts.authorities[each] for each in danger.call]
        texts = [danger.name, danger.text, *danger.next_steps]
        texts += [text for each in authorities for text in (each.name, each.how) if text]
        words = place.voice.words
        missing = [t for t in texts if not words.flow(t.context, t.source).is_translated]
        assert missing == []
    assert len(screens) == 9
    assert not any("bokmål" in screen.text.lower() for screen in screens)


def test_danger_told_in_english_is_answered_in_english(shipped: Library) -> None:
    person = Person(shipped)
    person.starts()

    person.says("my mother has collapsed and she is not breathing")

    assert "Danger to life" in person.reads
    assert "Medical emergency: 113" in person.reads
    person.presses("Violence and threats")
    assert "Police: 112" in person.reads
    person.presses("Back to the conversation")
    assert "Hvem gjelder det?" in person.reads


def test_danger_told_in_norwegian_is_answered_in_the_language_chosen(shipped: Library) -> None:
    person = Person(shipped, TODAY, Session("s1", "nn"))
    person.starts()

    person.says("mor pustar ikkje")

    assert "Medisinsk naudhjelp: 113" in person.reads


def test_danger_is_detected_where_a_number_or_a_date_is_waited_for(shipped: Library) -> None:
    for flow in ("frikort", "klage_nav", "sykepenger"):
        person = Person(shipped)
        person.starts(flow)
        person.says("pappa puster ikke")
        assert person.session.view is View.DANGER


def test_where_a_language_lacks_a_text_its_facts_stand_in_bokmål_too(shipped: Library) -> None:
    voice = Place(shipped, Session("s1", "en"), TODAY).voice
    text = Text("fakta.ingen", "Ring {instans.politiet_nod.navn}.", Position("x", 1))

    assert voice.say(text) == "Ring Politiet."
