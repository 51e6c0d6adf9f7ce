"""The day is Thursday 26 March 2026 where nothing else is said, and a letter has come."""

from datetime import date

import pytest

from bot.typed import Ambiguous, DateReading, NotADate, OutOfRange, read_date

TODAY = date(2026, 3, 26)


def read(text: str, today: date = TODAY) -> DateReading:
    return read_date(text, today, latest=today)


@pytest.mark.parametrize(
    "text",
    [
        "3. mars",
        "3 mars",
        "3.mars",
        "3mars",
        "3. MARS",
        "3. mars.",
        "3. mars!!",
        "3. mars?",
        "«3. mars»",
        "  3.   mars  ",
        "3 mars 2026",
        "3. mars 2026",
        "3. mars, 2026",
        "3. mars 26",
        "3. mars i år",
        "3. mars dette året",
        "den 3. mars",
        "den 3 mars",
        "den tredje mars",
        "tredje mars",
        "3. mar",
        "3. mar.",
        "03.03.26",
        "3.3.26",
        "3.3.2026",
        "03.03.2026",
        "3. 3. 2026",
        "3.3",
        "3.3.",
        "3/3",
        "3/3-26",
        "3/3 26",
        "3/3 2026",
        "3/3/26",
        "3/3/2026",
        "3,3,26",
        "03-03-2026",
        "3-3-26",
        "03 03 2026",
        "2026-03-03",
        "2026.03.03",
        "2026/3/3",
        "030326",
        "03032026",
        "20260303",
        "tirsdag 3. mars",
        "tirsdag den 3. mars",
        "tirs. 3. mars",
        "tysdag 3. mars",
        "Tuesday 3 March",
        "tirsdag 3.",
        "den 3.",
        "den 3",
        "3. i denne måneden",
        "3. denne måneden",
        "den 3. i denne månaden",
        "jeg fikk det 3. mars",
        "den kom 3. mars tror jeg",
        "eg fekk det 3. mars",
        "Brevet kom i posten den 3. mars",
        "ca 3. mars",
        "ca. 3. mars",
        "3. mars kl 14.30",
        "3. mars kl. 10",
        "3. mars 10:30",
        "March 3",
        "March 3rd",
        "March 3, 2026",
        "3 March 2026",
        "3rd of March",
        "the 3rd of March",
        "I got it on March 3",
        "3. njukčamánu",
        "3. marrs",
        "３．３．２０２６",
        "٣/٣/٢٠٢٦",
        "3.\u00a0mars\u00a02026",
        "3\u200f. mars\u200e",
        "\u202a3. mars\u202c",
        "3️⃣. mars",
        "3. mars 🙂",
        "3–3–2026",
        "3. mars\n",
    ],
)
def test_the_third_of_march_in_the_ways_people_write_it(text: str) -> None:
    assert read(text) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", TODAY),
        ("idag", TODAY),
        ("I DAG", TODAY),
        ("today", TODAY),
        ("i morges", TODAY),
        ("i går", date(2026, 3, 25)),
        ("igår", date(2026, 3, 25)),
        ("i gaar", date(2026, 3, 25)),
        ("i gar", date(2026, 3, 25)),
        ("i ga\u030ar", date(2026, 3, 25)),
        ("i går kveld", date(2026, 3, 25)),
        ("det kom i går", date(2026, 3, 25)),
        ("kl. 10.30 i går", date(2026, 3, 25)),
        ("onsdag, i går", date(2026, 3, 25)),
        ("i forrigårs", date(2026, 3, 24)),
        ("2. mars kl 12", date(2026, 3, 2)),
        ("1ste mars", date(2026, 3, 1)),
        ("fre. 20/3", date(2026, 3, 20)),
        ("yesterday", date(2026, 3, 25)),
        ("i forgårs", date(2026, 3, 24)),
        ("forgårs", date(2026, 3, 24)),
        ("i forgaars", date(2026, 3, 24)),
        ("the day before yesterday", date(2026, 3, 24)),
        ("for tre dager siden", date(2026, 3, 23)),
        ("for 3 dagar sidan", date(2026, 3, 23)),
        ("tre daga sia", date(2026, 3, 23)),
        ("two days ago", date(2026, 3, 24)),
        ("for fjorten dager siden", date(2026, 3, 12)),
        ("for en uke siden", date(2026, 3, 19)),
        ("en uke siden", date(2026, 3, 19)),
        ("ei veke sidan", date(2026, 3, 19)),
        ("a week ago", date(2026, 3, 19)),
        ("for 2 uker siden", date(2026, 3, 12)),
        ("for to veker sidan", date(2026, 3, 12)),
        ("for en måned siden", date(2026, 2, 26)),
        ("for to mnd siden", date(2026, 1, 26)),
        ("for fire måneder siden", date(2025, 11, 26)),
        ("mandag", date(2026, 3, 23)),
        ("på mandag", date(2026, 3, 23)),
        ("måndag", date(2026, 3, 23)),
        ("fredag", date(2026, 3, 20)),
        ("laurdag", date(2026, 3, 21)),
        ("lordag", date(2026, 3, 21)),
        ("sundag", date(2026, 3, 22)),
        ("søndag kveld", date(2026, 3, 22)),
        ("fredagen", date(2026, 3, 20)),
        ("fredg", date(2026, 3, 20)),
        ("bearjadat", date(2026, 3, 20)),
        ("forrige fredag", date(2026, 3, 20)),
        ("førre fredag", date(2026, 3, 20)),
        ("sist fredag", date(2026, 3, 20)),
        ("last Friday", date(2026, 3, 20)),
        ("forrige torsdag", date(2026, 3, 19)),
        ("fredag forrige uke", date(2026, 3, 20)),
        ("fredag i forrige uke", date(2026, 3, 20)),
        ("forrige uke på fredag", date(2026, 3, 20)),
        ("mandag forrige uke", date(2026, 3, 16)),
        ("mandag denne uka", date(2026, 3, 23)),
        ("fredag den 13.", date(2026, 3, 13)),
        ("lørdag 28.", date(2026, 2, 28)),
        ("3. forrige måned", date(2026, 2, 3)),
        ("den 3. i forrige måned", date(2026, 2, 3)),
        ("3. mars i fjor", date(2025, 3, 3)),
        ("3/3 i fjor", date(2025, 3, 3)),
        ("3. okotber", date(2025, 10, 3)),
        ("3. septmber", date(2025, 9, 3)),
        ("3 okt.", date(2025, 10, 3)),
        ("26. mars", TODAY),
        ("den 26.", TODAY),
        ("torsdag 26.", TODAY),
        ("March 20th", date(2026, 3, 20)),
        ("March 20, 2026", date(2026, 3, 20)),
        ("3.3.16", date(2016, 3, 3)),
        ("3.3.1906", date(1906, 3, 3)),
        ("27. mars", date(2025, 3, 27)),
        ("24.12", date(2025, 12, 24)),
        ("4/3", date(2026, 3, 4)),
        ("29.2.2024", date(2024, 2, 29)),
        ("31.12.2025", date(2025, 12, 31)),
        ("tjueførste februar", date(2026, 2, 21)),
    ],
)
def test_a_day_that_is_named_in_another_way_is_found(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "\0",
        "\u200f\u200e",
        "🙂",
        "<b>",
        "½",
        "½. mars",
        "3",
        "12",
        "3.",
        "2026",
        "0303",
        "12345678",
        "03034512345",
        "030345 12345",
        "mars",
        "mars 2026",
        "3. foo",
        "i fjor",
        "forrige uke",
        "i forrige måned",
        "uke 12",
        "31.2",
        "31. februar",
        "31-02-26",
        "29-02-25",
        "3. mars eller 31. februar",
        "30.02.2026",
        "29. februar",
        "29.2.2026",
        "0. mars",
        "32. mars",
        "0.0.2026",
        "03.13.26",
        "3/13",
        "03/13/2026",
        "3.3.1026",
        "3.3.2062",
        "3.3.62",
        "3.3.226",
        "3.3.20261",
        "1.2.3.2026",
        "ikke 3. mars",
        "ikkje i går",
        "før 3. mars",
        "foer 3. mars",
        "etter 3. mars",
        "dagen etter 3. mars",
        "to dager før 3. mars",
        "siden 3. mars",
        "mellom 3. og 5. mars",
        "3.-5. mars",
        "3-5 mars",
        "2-3 dager siden",
        "1.5 uker siden",
        "1/2 måned siden",
        "noen dager siden",
        "et par uker siden",
        "for 99999999999 dager siden",
        "for en uke siden i går",
        "jeg fikk 3 brev i mars",
        "for over en uke siden",
        "for 3 uker og 2 dager siden",
        "desember 2025",
        "12.2025",
        "3.2026",
        "3. mars 2025 eller 2026",
        "3.3.2025/2026",
        "første mandag i mars",
        "denne fredagen",
        "kl 3",
        "åttende mars",
        "om 3 dager",
        "neste fredag",
        "forforrige fredag",
        "nest siste fredag",
        "fredag 14.",
        "vet ikke",
        "midten av mars",
        "saksnr 2026/123",
    ],
)
def test_what_is_not_a_whole_date_is_none(text: str) -> None:
    assert read(text) == NotADate()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("torsdag", [(3, 19), (3, 26)]),
        ("forrige mandag", [(3, 16), (3, 23)]),
        ("sist onsdag", [(3, 18), (3, 25)]),
        ("last Monday", [(3, 16), (3, 23)]),
        ("mandag 3. mars", [(3, 2), (3, 3)]),
        ("onsdag den 3. mars", [(3, 3), (3, 4)]),
        ("mandag, i går", [(3, 23), (3, 25)]),
        ("3. mars eller 5. mars", [(3, 3), (3, 5)]),
        ("3. eller 5. mars", [(3, 3), (3, 5)]),
        ("3.3.2026 eller 5/3", [(3, 3), (3, 5)]),
        ("tirsdag 3. mars eller 9. mars", [(3, 3), (3, 9)]),
        ("mandag eller tirsdag", [(3, 23), (3, 24)]),
        ("fredag for to uker siden", [(3, 6), (3, 13)]),
        ("for en uke siden på fredag", [(3, 13), (3, 20)]),
    ],
)
def test_what_people_understand_differently_is_asked_about(
    text: str, days: list[tuple[int, int]]
) -> None:
    assert read(text) == Ambiguous(tuple(date(2026, month, day) for month, day in days))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("brevet er datert 3. mars", date(2026, 3, 3)),
        ("for 3. mars", date(2026, 3, 3)),
        ("kanskje 3. mars", date(2026, 3, 3)),
        ("nesten 3. mars", date(2026, 3, 3)),
        ("en fredag", date(2026, 3, 20)),
        ("vedtaket er fra 3. mars", date(2026, 3, 3)),
        ("ca en uke siden", date(2026, 3, 19)),
        ("for omtrent 3 uker siden", date(2026, 3, 5)),
        ("den 28.", date(2026, 2, 28)),
        ("den andre", date(2026, 3, 2)),
        ("mars 20", date(2026, 3, 20)),
        ("mars 20, 20.3.2026", date(2026, 3, 20)),
        ("24-02-29", date(2024, 2, 29)),
        ("for et år siden", date(2025, 3, 26)),
        ("3.3.05", date(2005, 3, 3)),
        ("3. sepq", date(2025, 9, 3)),
    ],
)
def test_one_date_with_something_unsure_about_it_is_confirmed(text: str, day: date) -> None:
    assert read(text) == Ambiguous((day,))


def test_a_word_near_two_months_is_asked_about() -> None:
    assert read("3. jui") == Ambiguous((date(2025, 6, 3), date(2025, 7, 3)))


def test_a_short_date_that_may_have_the_year_first_is_asked_about() -> None:
    both = Ambiguous((date(2020, 3, 26), date(2026, 3, 20)))
    assert read("26-03-20") == both
    assert read("260320") == both
    assert read("26.03.20") == date(2020, 3, 26)


@pytest.mark.parametrize("text", ["forrige fredag", "sist fredag", "last Friday"])
@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 3, 23), [20]),  # Monday
        (date(2026, 3, 26), [20]),  # Thursday
        (date(2026, 3, 27), [20]),  # Friday
        (date(2026, 3, 28), [20, 27]),  # Saturday
        (date(2026, 3, 29), [20, 27]),  # Sunday
    ],
)
def test_last_friday_is_sure_only_when_it_was_last_week(
    text: str, today: date, days: list[int]
) -> None:
    found = tuple(date(2026, 3, day) for day in days)
    assert read(text, today) == (found[0] if len(found) == 1 else Ambiguous(found))


def test_a_month_ago_on_a_day_that_month_lacks_is_asked_about() -> None:
    assert read("for en måned siden", date(2026, 3, 31)) == Ambiguous(
        (date(2026, 2, 28), date(2026, 3, 1))
    )


def test_the_day_in_a_month_before_the_first_is_found_across_the_year() -> None:
    assert read("3. forrige måned", date(2026, 1, 10)) == date(2025, 12, 3)
    assert read("for en måned siden", date(2026, 1, 10)) == date(2025, 12, 10)


@pytest.mark.parametrize("text", ["i morgen", "27.3.2026", "3.3.2036", "27. mars 2026", "27.03.27"])
def test_a_day_to_come_is_out_of_range(text: str) -> None:
    assert isinstance(read(text), OutOfRange)


def test_the_day_out_of_range_is_told() -> None:
    assert read("1.4.2026") == OutOfRange(date(2026, 4, 1))


def test_a_day_before_the_earliest_is_out_of_range() -> None:
    earliest = date(2025, 6, 1)
    assert read_date("31.5.2025", TODAY, latest=TODAY, earliest=earliest) == OutOfRange(
        date(2025, 5, 31)
    )
    assert read_date("1.6.2025", TODAY, latest=TODAY, earliest=earliest) == earliest


def test_of_two_dates_the_one_in_range_is_still_asked_about() -> None:
    assert read("3. mars 2026 eller 3. april 2026") == Ambiguous((date(2026, 3, 3),))


def test_without_a_latest_day_a_day_and_month_is_the_nearest() -> None:
    assert read_date("1. april", TODAY) == date(2026, 4, 1)
    assert read_date("1. mars", TODAY) == date(2026, 3, 1)
    assert read_date("24. desember", TODAY) == date(2025, 12, 24)


def test_without_a_latest_day_a_weekday_is_asked_about() -> None:
    both = Ambiguous((date(2026, 3, 20), date(2026, 3, 27)))
    assert read_date("fredag", TODAY) == both
    assert read_date("fredag", TODAY, latest=date(2026, 3, 27)) == both
    assert read_date("fredag", TODAY, latest=date(2026, 3, 26)) == date(2026, 3, 20)


def test_a_day_of_the_month_is_counted_from_the_latest_day() -> None:
    february = date(2026, 2, 20)
    assert read_date("den 3.", TODAY) == date(2026, 3, 3)
    assert read_date("den 3.", TODAY, latest=february) == date(2026, 2, 3)
    assert read_date("tirsdag 3.", TODAY) == date(2026, 3, 3)
    assert read_date("tirsdag 3.", TODAY, latest=february) == date(2026, 2, 3)


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read("29. februar", date(2024, 3, 1)) == date(2024, 2, 29)
    assert read("29. februar", date(2025, 2, 28)) == date(2024, 2, 29)
    assert read("29. februar", date(2025, 3, 1)) == NotADate()


def test_a_text_of_4096_characters_is_no_date() -> None:
    assert read("3. mars " * 512) == NotADate()
    assert read("9" * 4096) == NotADate()
