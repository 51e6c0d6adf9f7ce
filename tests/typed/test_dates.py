"""The day is Thursday 26 March 2026 where nothing else is said, and a letter has come."""

from datetime import date

import pytest

from bot.typed import Ambiguous, DateReading, NotADate, WholeWeek, read_date

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
        "3. mmars",
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
        ("24.12", date(2025, 12, 24)),
        ("4/3", date(2026, 3, 4)),
        ("29.2.2024", date(2024, 2, 29)),
        ("31.12.2025", date(2025, 12, 31)),
        ("tjueførste februar", date(2026, 2, 21)),
    ],
)
def test_a_day_that_is_named_in_another_way_is_found(text: str, day: date) -> None:
    assert read(text) == day


DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("torsdag i uke 45", date(2026, 11, 5)),
        ("uke 45 på torsdag", date(2026, 11, 5)),
        ("torsdag, veke nr. 45", date(2026, 11, 5)),
        ("Thursday week 45", date(2026, 11, 5)),
        ("torsdag i uke 45 2025", date(2025, 11, 6)),
        ("femte i ellevte", date(2026, 11, 5)),
        ("den femte ellevte", date(2026, 11, 5)),
        ("5. i 11.", date(2026, 11, 5)),
        ("05.11.2026 11.15", date(2026, 11, 5)),
        ("05.11.2026, kl. 11:15", date(2026, 11, 5)),
        ("2026-11-05 10:00:00", date(2026, 11, 5)),
        ("2026-11-05T10:00", date(2026, 11, 5)),
        ("2026-11-05T10:00:00.123", date(2026, 11, 5)),
        ("påskeaften", date(2026, 4, 4)),
        ("skjærtorsdag", date(2026, 4, 2)),
        ("2. påskedag", date(2026, 4, 6)),
        ("Good Friday", date(2026, 4, 3)),
        ("kristi himmelfartsdag", date(2026, 5, 14)),
        ("andre pinsedag", date(2026, 5, 25)),
        ("17. mai", date(2026, 5, 17)),
        ("julaften 2025", date(2025, 12, 24)),
        ("1. juledag i fjor", date(2025, 12, 25)),
        ("joleftan 2025", date(2025, 12, 24)),
        ("New Year's Eve 2025", date(2025, 12, 31)),
        ("a fortnight ago", date(2026, 11, 17)),
    ],
)
def test_a_week_with_a_number_a_time_of_day_and_days_with_names_are_read(
    text: str, day: date
) -> None:
    assert read_date(text, DECEMBER, latest=DECEMBER) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("julaften", date(2025, 12, 24)),
        ("lille julaften", date(2025, 12, 23)),
        ("1. juledag", date(2025, 12, 25)),
        ("andre juledag", date(2025, 12, 26)),
        ("nyttårsaften", date(2025, 12, 31)),
        ("nyttårsdag", date(2026, 1, 1)),
        ("fredag i uke 50", date(2025, 12, 12)),
        ("2026-11-05T23:30:00Z", date(2026, 11, 5)),
    ],
)
def test_a_day_of_nearly_a_year_ago_or_of_another_zone_is_confirmed(text: str, day: date) -> None:
    assert read_date(text, DECEMBER, latest=DECEMBER) == Ambiguous((day,))


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("uke 45", date(2026, 11, 2)),
        ("i veke nr 45", date(2026, 11, 2)),
        ("uke 45 2025", date(2025, 11, 3)),
        ("forrige uke", date(2026, 11, 23)),
        ("last week", date(2026, 11, 23)),
    ],
)
def test_a_week_without_a_day_is_a_week(text: str, monday: date) -> None:
    assert read_date(text, DECEMBER, latest=DECEMBER) == WholeWeek(monday)


@pytest.mark.parametrize("text", ["uke 60", "uke 0", "uke 45 og uke 46"])
def test_a_week_there_is_not_or_two_of_them_are_no_date(text: str) -> None:
    assert read_date(text, DECEMBER, latest=DECEMBER) == NotADate()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("for en uke siden", date(2026, 12, 26)),
        ("sist torsdag", Ambiguous((date(2026, 12, 24), date(2026, 12, 31)))),
        ("fredag i forrige uke", date(2026, 12, 25)),
        ("forrige uke", WholeWeek(date(2026, 12, 21))),
        ("torsdag i uke 53", date(2026, 12, 31)),
        ("uke 1", WholeWeek(date(2025, 12, 29))),
        ("torsdag i uke 1", Ambiguous((date(2026, 1, 1),))),
        ("julaften", date(2026, 12, 24)),
        ("julaften i fjor", date(2026, 12, 24)),
        ("nyttårsdag", date(2027, 1, 1)),
        ("3. forrige måned", date(2026, 12, 3)),
    ],
)
def test_what_lies_on_the_other_side_of_new_year_is_read(text: str, reading: DateReading) -> None:
    today = date(2027, 1, 2)
    assert read_date(text, today, latest=today) == reading


@pytest.mark.parametrize("text", ["bursdagen min", "bursdagen", "5. mais"])
def test_a_word_of_its_own_is_no_slip_of_a_weekday_or_a_month(text: str) -> None:
    assert read_date(text, DECEMBER, latest=DECEMBER) == NotADate()
