import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed import NotANumber, UnsureNumber, read_amount, read_number

YEARS = ("år",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("12", 12), (" 12 ", 12), ("12.", 12), ("0", 0), ("١٢", 12)),
        *(("12 år", 12), ("12år", 12), ("12 ÅR!", 12), ("12 years", 12)),
        *(("tolv", 12), ("Tolv år", 12), ("twelve", 12), ("ett", 1), ("én", 1), ("null", 0)),
        *(("tjueen", 21), ("tjue en", 21), ("tjue-en", 21), ("enogtyve", 21), ("sju og", None)),
        *(("femti", 50), ("førtito", 42), ("åtti", 80), ("atti", 80), ("syttifem", 75)),
        *(("sju og seksti", 67), ("to og tyve", 22), ("hundre og fem og tretti", 135)),
        *(("ingen", 0), ("Ingen.", 0), ("ingenting", 0), ("none", 0), ("jeg har ingen", 0)),
        *(("hundre", 100), ("hundre og en", 101), ("tohundreogti", 210), ("to hundre", 200)),
        *(("tusen", 1000), ("to tusen fem hundre", 2500), ("2 tusen", 2000), ("3 hundre", 300)),
        *(("1 000", 1000), ("1.000", 1000), ("12 345", 12345), ("1 234 567", 1234567)),
        *(("jeg er 67 år", 67), ("hun er 82", 82), ("Han ble 90", 90)),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: int | None) -> None:
    if number is None:
        assert isinstance(read_number(text, YEARS), UnsureNumber)
    else:
        assert read_number(text, YEARS) == number


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        *(("ca 12", (12,)), ("omtrent tolv", (12,)), ("over 12", (12,)), ("12?", (12,))),
        *(
            ("12 måneder", (12,)),
            ("12 stykker", (12,)),
            ("ikke 12", (12,)),
            ("67 år gammel", (67,)),
        ),
        *(("10-12", (10, 12)), ("10 eller 12", (10, 12)), ("mellom 10 og 12", (10, 12))),
        *(("12,000", (12, 12000)), ("to tre", (2, 3)), ("12k", (12, 12000))),
    ],
)
def test_what_is_not_sure_is_asked_about(text: str, candidates: tuple[int, ...]) -> None:
    if text == "12,000":  # as a number it has a part after the comma, or none
        assert read_number(text, YEARS) == UnsureNumber((12, 12000))
    else:
        assert read_number(text, YEARS) == UnsureNumber(candidates)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "gammel",
            "ingen anelse",
            "-5",
            "minus 5",
            "−5",
            "12,5",
            "12.5",
            "½",
            "to og en halv",
        ),
        *("halvannen", "12 00", "1 2", "007", "1.2.3", "12.08.1944", "3 G", "x" * 5000, "1" * 90),
    ],
)
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert read_number(text, YEARS) == NotANumber()


@pytest.mark.parametrize(
    ("text", "kroner"),
    [
        *(("12000", 12000), ("12 000", 12000), ("12.000", 12000), ("12 000 kr", 12000)),
        *(("12.000,-", 12000), ("kr 12 000", 12000), ("kr. 12.000,-", 12000), ("12000kr", 12000)),
        *(("12 000 kroner", 12000), ("12 000 NOK", 12000), ("kr 12 000.", 12000)),
        *(
            ("12 000,50", 12000),
            ("12000,99", 12000),
            ("12.50", 12),
            ("0,99", 0),
            ("1,234.50", 1234),
        ),
        *(("300 tusen", 300000), ("tre hundre tusen", 300000), ("1,2 millioner", 1200000)),
        *(("1.5 mill.", 1500000), ("en million kroner", 1000000), ("12 000", 12000)),
    ],
)
def test_an_amount_is_read_in_whole_kroner(text: str, kroner: int) -> None:
    assert read_amount(text) == kroner


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        *(("ca 300 tusen", (300000,)), ("12,500", (12, 12500)), ("300k", (300, 300000))),
        *(("100 til 200", (100, 200)), ("12 000 i måneden", (12000,)), ("12 000 euro", (12000,))),
    ],
)
def test_an_amount_that_is_not_sure_is_asked_about(text: str, candidates: tuple[int, ...]) -> None:
    assert read_amount(text) == UnsureNumber(candidates)


@pytest.mark.parametrize("text", ["-500", "3 G", "tre g", "halv mil", "gratis", "12 0000"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) == NotANumber()


@given(st.text(max_size=120))
def test_no_text_raises_and_what_is_unsure_has_something_to_ask(text: str) -> None:
    for reading in (read_number(text, YEARS), read_amount(text)):
        if isinstance(reading, UnsureNumber):
            assert reading.candidates == tuple(sorted(set(reading.candidates)))
            assert reading.candidates
        elif not isinstance(reading, NotANumber):
            assert reading >= 0


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(0, 10**9), st.sampled_from(["", " ", ".", "\N{NO-BREAK SPACE}"]))
def test_every_number_in_figures_is_read_as_it_is_written(number: int, mark: str) -> None:
    assert read_number(grouped(number, mark)) == number
    assert read_amount(f"kr {grouped(number, mark)},-") == number


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_dropping_the_ore_never_changes_what_is_at_least_or_below(kroner: int, ore: int) -> None:
    read = read_amount(f"{kroner},{ore:02}")
    assert isinstance(read, int)
    for limit in (kroner - 1, kroner, kroner + 1):
        assert (read >= limit) == (kroner + ore / 100 >= limit)


@given(st.integers(0, 10**6), st.sampled_from(["ca", "rundt", "nesten", "ikke", "hver uke", "xyz"]))
def test_a_word_that_is_not_known_is_never_passed_over(number: int, word: str) -> None:
    for text in (f"{word} {number}", f"{number} {word}"):
        assert read_number(text, YEARS) == UnsureNumber((number,))
        assert read_amount(text) == UnsureNumber((number,))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("half a million", 500_000),
        ("en halv million", 500_000),
        ("ein halv million kroner", 500_000),
        ("halvannen million", 1_500_000),
        ("to og en halv million", 2_500_000),
    ],
)
def test_halves_of_a_million_are_amounts(text: str, amount: int) -> None:
    assert read_amount(text) == amount
