"""Emergencies are detected by the signs a text joins, and not where these mean something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed import Detector, Emergency, Exceptions, Strength, is_english
from bot.typed.emergency import _Vocabulary, _Word

CONCEPTS = {
    "ansikt": ["ansikt~", "munn~", "face"],
    "henger": ["heng~", "skjev~", "droop~"],
    "puste": ["pust~", "breathing"],
    "medisin": ["-tablett~", "pille~"],
    "for_mye": ["for mange", "for <mye>"],
    "mye": ["mye", "mykje"],
    "offer": ["meg", "mamma"],
    "slår": ["slår", "slo"],
}
EXCEPTIONS = Exceptions(
    figures=("dør av kjedsomhet", "<puste> ut"),
    past=("i fjor", "år siden"),
    now=("nå", "i dag"),
    papers=("søknad~", "erstatning"),
    jokes=("haha*",),
    fillers=("jeg", "det", "er", "hjelp"),
)
LIFE = Emergency(
    "liv",
    {
        Strength.SURE: ("ikke <puste>", "<puste> ikke"),
        Strength.PLAIN: ("<ansikt> + <henger>", "bevisstløs~"),
        Strength.WEAK: ("hjerteinfarkt",),
    },
    alone=("brenn~", "113"),
    pairs=("feber", "forvirr~"),
)
VIOLENCE = Emergency(
    "vold", {Strength.PLAIN: ("<slår> _<offer>", "vold")}, exceptions=("slår meg at",)
)
POISON = Emergency("gift", {Strength.PLAIN: ("<medisin> + <for_mye>",)})
DETECTOR = Detector(CONCEPTS, (LIFE, VIOLENCE, POISON), EXCEPTIONS)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("munnen til far er skjev", "liv"),
        ("det henger i ansiktet hennes", "liv"),
        ("her face is drooping", "liv"),
        ("HAN PUSTER IKKE!!!", "liv"),
        ("han pustar ikkje", "liv"),
        ("han pusta itj", "liv"),
        ("he isn't breathing", "liv"),
        ("she isnt breathing", "liv"),
        ("klarer ikke å puste", "liv"),
        ("pappa er bevistløs", "liv"),
        ("bevisstlose", "liv"),
        ("hjerte infarkt", "liv"),
        ("han slo meg", "vold"),
        ("han slar meg", "vold"),
        ("har tatt for mange sovetabletter", "gift"),
        ("fikk for mykje. tok piller", "gift"),
        ("113", "liv"),
        ("det brenner, hjelp!", "liv"),
        ("hun har feber. Nå er hun forvirret", "liv"),
    ],
)
def test_what_joins_a_sign_is_danger_in_any_spelling(text: str, danger: str) -> None:
    assert DETECTOR.detect(text) == (danger,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "vinduet henger",
        "ansiktet ikke skjevt",
        "jeg får puste ut litt",
        "han slår mot meg",
        "det slår meg at fristen er ute",
        "ikke vold",
        "ikke noe vold",
        "rom 113 på sykehjemmet",
        "brenner for saken min på møtet",
        "feber",
        "feber feber",
        "hjerteinfarkt og søknad om erstatning",
        "munnen var skjev i fjor",
        "bevisstløs haha",
        "bevisst valg",
        "besvisst",
    ],
)
def test_what_is_no_sign_or_is_called_off_is_not_danger(text: str) -> None:
    assert DETECTOR.detect(text) == ()


def test_the_nearest_time_counts() -> None:
    assert DETECTOR.detect("opererte munnen i fjor, nå er munnen skjev") == ("liv",)
    assert DETECTOR.detect("munnen ble skjev i fjor, nå søker jeg") == ()


def test_a_time_that_the_sign_names_itself_does_not_hide_one_long_past() -> None:
    sign = Emergency("liv", {Strength.PLAIN: ("<slag> + nå",)})
    detector = Detector({"slag": ["slag"]}, (sign,), EXCEPTIONS)
    assert detector.detect("far fikk slag nå") == ("liv",)
    assert detector.detect("far fikk slag i fjor. nå trener han") == ()


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("ho e blå", "hun er blå"),
        ("hun er blå", "ho e blå"),
        ("æ svime bærre av", "jeg svime bare av"),
        ("han slår mæ", "slår meg"),
        ("ka e galt", "hva er galt"),
    ],
)
def test_a_small_word_is_one_word_however_it_is_spelled(text: str, expression: str) -> None:
    detector = Detector({}, (Emergency("liv", {Strength.PLAIN: (expression,)}),), Exceptions())
    assert detector.detect(text) == ("liv",)


@pytest.mark.parametrize("text", ["han pustt ikke", "han puuuster ikke", "han pusterrr ikke"])
def test_a_letter_that_repeats_is_one(text: str) -> None:
    assert DETECTOR.detect(text) == ("liv",)


def test_a_word_that_a_language_has_keeps_its_two_letters() -> None:
    detector = Detector({}, (Emergency("liv", {Strength.PLAIN: ("hat",)}),), Exceptions())
    assert detector.detect("hatt") == ()
    assert detector.detect("haaat") == ("liv",)


LETTER = ("vi har ventet på svar og hørt om og om igjen at det kommer " * 80)[:4000]


def test_danger_is_detected_where_a_long_letter_begins_and_where_it_ends() -> None:
    assert DETECTOR.detect(f"{LETTER}. Hun puster ikke") == ("liv",)
    assert DETECTOR.detect(f"Hun puster ikke. {LETTER}") == ("liv",)
    assert DETECTOR.detect(LETTER) == ()


def test_what_a_long_letter_begins_with_joins_no_sign_with_what_it_ends_with() -> None:
    begin, end = "ord " * 299 + "munnen", "skjev" + " ord" * 499
    assert DETECTOR.detect(f"{begin} {end}") == ("liv",)
    assert DETECTOR.detect(f"{begin} ord {end}") == ()


def test_at_most_eight_hundred_words_of_a_text_are_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[object] = []
    keys = _Vocabulary._keys

    def counting(self: _Vocabulary, word: _Word) -> Iterator[str]:
        looked_up.append(word)
        return keys(self, word)

    monkeypatch.setattr(_Vocabulary, "_keys", counting)
    letters = "bdfgklmnprstv"
    words = (f"{a}{b}{c}" for a in letters for b in "aeiouy" for c in letters)
    text = " ".join(words)[:4096]
    assert len(text.split()) > 1000

    DETECTOR.detect(text)

    assert len(looked_up) <= 800


def test_neither_time_nor_paper_nor_joke_calls_off_what_is_sure() -> None:
    assert DETECTOR.detect("søknaden er sendt. hun puster ikke haha") == ("liv",)


def test_a_word_of_paper_calls_off_a_weak_sign_only() -> None:
    assert DETECTOR.detect("munnen er skjev, og søknaden er sendt") == ("liv",)
    assert DETECTOR.detect("hjerteinfarkt") == ("liv",)


def test_words_far_from_each_other_join_no_sign() -> None:
    between = (
        "og så snakket vi om været og om helgen og om mange andre ting da og litt om hvor kaldt"
    )
    assert DETECTOR.detect(f"munnen {between} døra er skjev") == ()


def test_a_denial_of_something_else_hides_no_danger() -> None:
    assert DETECTOR.detect("legen kom ikke, munnen er skjev") == ("liv",)
    assert DETECTOR.detect("jeg vet ikke om munnen er skjev") == ("liv",)


def test_one_word_is_not_two_things() -> None:
    both = Emergency("liv", {Strength.PLAIN: ("<a> + <b>",)})
    detector = Detector({"a": ["glass"], "b": ["glass~"]}, (both,), Exceptions())
    assert detector.detect("et glass") == ()
    assert detector.detect("et glass og et glasset") == ("liv",)


def test_a_word_that_a_language_has_is_no_slip_of_a_word_of_danger() -> None:
    detector = Detector({}, (Emergency("liv", {Strength.PLAIN: ("hjernen",)}),), Exceptions())
    assert detector.detect("hjerneen") == ("liv",)
    assert detector.detect("hjørnene hjernes fjernen") == ()


def test_a_word_written_exactly_is_not_meant_without_its_letter() -> None:
    detector = Detector({}, (Emergency("liv", {Strength.PLAIN: ("=åt", "dør")}),), Exceptions())
    assert detector.detect("hun åt") == ("liv",)
    assert detector.detect("sier at") == ()
    assert detector.detect("hun dor") == ("liv",)


def test_something_is_no_denial_of_what_follows() -> None:
    detector = Detector({}, (Emergency("liv", {Strength.PLAIN: ("i halsen",)}),), Exceptions())
    assert detector.detect("satt noe i halsen") == ("liv",)
    assert detector.detect("satt ikke noe i halsen") == ()


def test_several_dangers_come_in_the_order_they_are_given_in() -> None:
    assert DETECTOR.detect("Han slår meg. Hun puster ikke.") == ("liv", "vold")


def test_two_things_of_which_one_is_not_enough_give_way_to_a_sign() -> None:
    assert DETECTOR.detect("Han slår meg. Hun har feber og er forvirret.") == ("vold",)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("my father is not breathing", True),
        ("please help", False),
        ("far puster ikke", False),
        ("my far puster ikke og er blå", False),
        ("", False),
    ],
)
def test_a_text_is_english_by_its_small_words(text: str, english: bool) -> None:
    assert is_english(text) is english


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert set(DETECTOR.detect(text)) <= {"liv", "vold", "gift"}


@given(st.text(alphabet="abc æøå ,.", max_size=60), st.text(alphabet="abc æøå ,.", max_size=60))
def test_danger_is_detected_wherever_it_stands_in_a_text(before: str, after: str) -> None:
    assert "liv" in DETECTOR.detect(f"{before}. Hun puster ikke. {after}")
