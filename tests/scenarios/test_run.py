import pytest

from tests.scenarios.cases import Run

RIGHT = (
    "svar: start.klag, send_til: helfo, klageinstans: ingen, frist: klage, status: løper, "
    "send_senest: 2026-08-29, utløper: 2026-08-31"
)
"""Four weeks from Saturday 1 August; the last day is moved from a Saturday to a Monday."""

TAKEN = "Valg: en dato, ikke_kommet, vet_ikke."


def test_a_case_that_comes_out_as_expected_has_no_differences(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", RIGHT)
    assert result.differences == ()


def test_a_case_tells_the_conversation_that_led_to_its_answer(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.klag")
    assert result.conversation == (
        "Hvem har skrevet brevet? helfo",
        "Når fikk du brevet? 2026-08-01",
        "Klag til Helfo",
    )


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("svar", "start.ring", "svar: ventet start.ring, men fikk start.klag."),
        ("send_til", "kommunen", "send_til: ventet kommunen, men fikk helfo."),
        ("klageinstans", "helfo", "klageinstans: ventet helfo, men fikk ingen."),
        ("frist", "anke", "frist: ventet anke, men fikk klage."),
        ("frist", "ingen", "frist: ventet ingen, men fikk klage."),
        ("status", "utløpt", "status: ventet utløpt, men fikk løper."),
        ("send_senest", "2026-08-31", "send_senest: ventet 2026-08-31, men fikk 2026-08-29."),
        ("utløper", "2026-08-29", "utløper: ventet 2026-08-29, men fikk 2026-08-31."),
        ("sier", "[Gå til retten]", "Teksten sier ikke «Gå til retten»."),
    ],
)
def test_each_thing_that_comes_out_otherwise_is_told_alone(
    case: Run, field: str, wrong: str, said: str
) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", f"{field}: {wrong}")
    assert result.differences == (said,)


def test_every_difference_of_a_case_is_told(case: Run) -> None:
    result = case(
        "start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.ring, status: ukjent"
    )
    assert len(result.differences) == 2


def test_words_of_the_text_are_found_however_they_are_marked_up(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", "sier: [23 32 70 00, 29. august]")
    assert result.differences == ()


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-08-09", "løper"), ("2026-06-01", "utløpt"), ("ikke_kommet", "ikke_startet")],
)
def test_a_deadline_is_told_where_it_stands(case: Run, day: str, state: str) -> None:
    right = case(f"start.hvem: helfo, start.mottatt: {day}", f"status: {state}")
    wrong = case(f"start.hvem: helfo, start.mottatt: {day}", "status: ukjent")
    assert right.differences == ()
    assert wrong.differences == (f"status: ventet ukjent, men fikk {state}.",)


def test_a_deadline_without_a_day_has_no_dates(case: Run) -> None:
    answers = "start.hvem: helfo, start.mottatt: vet_ikke"
    assert case(answers, "frist: klage, status: ukjent").differences == ()
    result = case(answers, "send_senest: 2026-08-29, utløper: 2026-08-31")
    assert result.differences == (
        "send_senest: ventet 2026-08-29, men fikk ingen.",
        "utløper: ventet 2026-08-31, men fikk ingen.",
    )


def test_what_has_no_deadline_and_no_recipient_is_expected_as_none(case: Run) -> None:
    result = case("start.hvem: kommunen", "send_til: ingen, klageinstans: helfo, frist: ingen")
    assert result.differences == ()


def test_a_deadline_expected_where_there_is_none_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen", "frist: klage, status: løper, utløper: 2026-08-31")
    assert result.differences == (
        "frist: ventet klage, men fikk ingen.",
        "status: ventet løper, men fikk ingen.",
        "utløper: ventet 2026-08-31, men fikk ingen.",
    )


def test_an_answer_to_a_question_that_never_comes_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen, start.mottatt: 2026-08-01", "svar: start.ring")
    assert result.differences == (
        "Svaret på «start.mottatt» blir ikke brukt: samtalen kommer aldri til det spørsmålet.",
    )


def test_an_answer_to_a_question_that_does_not_exist_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen, bort.vekk: ja", "svar: start.ring")
    assert result.differences == (
        "Svaret på «bort.vekk» blir ikke brukt: samtalen kommer aldri til det spørsmålet.",
    )


def test_a_question_the_case_does_not_answer_is_told_with_what_it_takes(case: Run) -> None:
    result = case("start.hvem: helfo", "svar: start.klag")
    assert result.differences == (
        f"Samtalen stopper i «start.mottatt», som saken ikke svarer på. {TAKEN}",
    )
    assert result.conversation[-1] == "Når fikk du brevet?"


def test_an_answer_the_question_does_not_take_is_told_with_what_it_takes(case: Run) -> None:
    result = case("start.hvem: nav", "svar: start.klag")
    assert result.differences == (
        "«nav» er ikke et svar på «start.hvem». Valg: helfo, kommunen, vet_ikke.",
    )


def test_a_date_where_none_is_asked_for_is_no_answer(case: Run) -> None:
    result = case("start.hvem: 2026-08-01", "svar: start.klag")
    assert result.differences == (
        "«2026-08-01» er ikke et svar på «start.hvem». Valg: helfo, kommunen, vet_ikke.",
    )


def test_a_day_that_has_not_come_is_told_to_be_out_of_range(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-11", "svar: start.klag")
    assert result.differences == (
        "«start.mottatt» tar ikke imot dagen 2026-08-11: den er for tidlig eller for sen.",
    )


def test_a_case_can_begin_in_any_flow_that_ends_by_itself(case: Run) -> None:
    assert case("annet.vei: denne", "svar: annet.her", flow="annet").differences == ()


@pytest.mark.parametrize("flow", ["borte", "hjelper"])
def test_a_flow_that_no_conversation_can_begin_in_is_told(case: Run, flow: str) -> None:
    result = case("annet.vei: denne", "svar: annet.her", flow=flow)
    assert result.differences == (f"Flyten «{flow}» finnes ikke.",)
    assert result.walk is None


def test_a_day_written_without_hyphens_is_no_day(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 20260801", "svar: start.klag")
    assert result.differences == (f"«20260801» er ikke et svar på «start.mottatt». {TAKEN}",)


def test_a_case_can_be_about_a_day_before_the_law_on_1_and_17_may(case: Run) -> None:
    expected = "svar: start.klag, status: utløpt, send_senest: 1931-05-17, utløper: 1931-05-18"
    assert case("start.hvem: helfo, start.mottatt: 1931-04-19", expected).differences == ()
    assert case("start.hvem: helfo, start.mottatt: 1899-12-31", expected).differences != ()
