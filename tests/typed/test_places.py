import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FLOWS
from bot.facts import FactsReader
from bot.source import Report, read_yaml
from bot.typed import NamedPlace, NearPlaces, read_place


def shipped() -> tuple[NamedPlace, ...]:
    report = Report()
    reader = FactsReader(report)
    reader.add(read_yaml((FLOWS / "fakta" / "kommuner.yaml").read_bytes(), "kommuner", report))
    places = reader.facts().municipalities.values()
    assert report.sorted() == ()
    return tuple(NamedPlace(place.number, place.names, place.county.name) for place in places)


PLACES = shipped()
DOUBLES = {"Våler": {"3114", "3419"}, "Herøy": {"1515", "1818"}}


def test_every_municipality_is_found_by_each_of_its_names() -> None:
    assert len(PLACES) == 357
    for place in PLACES:
        for name in place.names:
            found = read_place(name, PLACES)
            if name in DOUBLES:
                assert isinstance(found, NearPlaces)
                assert set(found.ids) == DOUBLES[name]
            else:
                assert found == place.id, name


def test_every_municipality_is_found_with_its_county_after_it() -> None:
    for place in PLACES:
        for text in (f"{place.names[0]} i {place.within}", f"{place.names[-1]}, {place.within}"):
            assert read_place(text, PLACES) == place.id, text


def test_no_two_municipalities_share_a_name_in_any_language_but_the_doubles() -> None:
    names: dict[str, set[str]] = {}
    for place in PLACES:
        for name in place.names:
            names.setdefault(name, set()).add(place.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == DOUBLES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("Oslo", "0301"),
            ("oslo kommune", "0301"),
            ("Jeg bor i Oslo.", "0301"),
            ("0301", "0301"),
        ),
        *(("Karasjok", "5610"), ("kárášjohka", "5610"), ("Tana/Deatnu", "5628")),
        *(("Kaivuono", "5540"), ("Nordreisa", "5544"), ("Ráisa", "5544")),
        *(("Sør Varanger", "5605"), ("NORD-AURDAL", "3451"), ("Herøy kommune i Nordland", "1818")),
    ],
)
def test_a_name_is_found_as_people_write_it(text: str, number: str) -> None:
    assert read_place(text, PLACES) == number


@pytest.mark.parametrize(
    ("text", "first"),
    [
        *(("Trondhiem", "5001"), ("Tromso", "5501"), ("Karasjohka", "5610"), ("Bergn", "4601")),
        *(("Aurskog", "3226"), ("Lardal", "4642"), ("Sande i Vestfold", "1514")),
    ],
)
def test_a_name_that_only_resembles_is_asked_about(text: str, first: str) -> None:
    found = read_place(text, PLACES)
    assert isinstance(found, NearPlaces)
    assert found.ids[0] == first


@pytest.mark.parametrize("text", ["", "  ", "x" * 5000, "Atlantis", "9999", "...", "12", "🏔"])
def test_what_is_no_place_resembles_none(text: str) -> None:
    assert read_place(text, PLACES) == NearPlaces()


@given(st.text(max_size=40))
def test_no_text_raises_and_no_more_is_asked_than_fits_a_screen(text: str) -> None:
    found = read_place(text, PLACES)
    if isinstance(found, NearPlaces):
        assert len(found.ids) <= 5
        assert len(set(found.ids)) == len(found.ids)


@given(st.sampled_from(PLACES), st.data())
def test_a_slip_of_one_letter_never_gives_another_place_unasked(
    place: NamedPlace, data: st.DataObject
) -> None:
    name = place.names[-1]
    at = data.draw(st.integers(0, len(name) - 1))
    slip = name[:at] + data.draw(st.sampled_from("abdeghiklmnorstuvyæøå")) + name[at + 1 :]
    found = read_place(slip, PLACES)
    exact = {known.lower() for other in PLACES for known in other.names}
    if slip.lower() not in exact:
        assert isinstance(found, NearPlaces)
