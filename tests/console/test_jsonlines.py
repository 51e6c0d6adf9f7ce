"""The JSON lines have a public shape: each key where it belongs, and none that is null."""

import json
from datetime import date
from typing import Any

import pytest

from bot.console.jsonlines import line_of
from bot.dialog import Command, DeadlineView, Kind, OutcomeView, Said, Screen, Session, reply
from bot.flows import Library
from bot.texts import to_plain
from tests.console.conftest import TODAY, Piped

Shape = dict[str, Any]

CHOICE: Shape = {"id": str, "label": str}
SOURCE: Shape = {"id": str, "title": str, "url": str, "checked": date}
DEADLINE: Shape = {
    "rule?": str,
    "starts?": date,
    "send_by?": date,
    "expires?": date,
    "derivation?": [str],
    "reason?": str,
}
OUTCOME: Shape = {
    "title": str,
    "service": str,
    "send_to?": str,
    "appeal_body?": str,
    "deadline": DEADLINE,
    "next?": [str],
    "sources?": [SOURCE],
}
SCREEN: Shape = {
    "kind": {"question", "outcome", "notice"},
    "flow": str,
    "step": str,
    "text": str,
    "choices?": [CHOICE],
    "outcome?": OUTCOME,
}


def assert_shape(value: object, shape: object) -> None:
    if isinstance(shape, dict):
        assert isinstance(value, dict)
        parts = {key.removesuffix("?"): part for key, part in shape.items()}
        assert value.keys() <= parts.keys()
        assert {key for key in shape if not key.endswith("?")} <= value.keys()
        for key, part in value.items():
            assert_shape(part, parts[key])
    elif isinstance(shape, list):
        assert isinstance(value, list)
        assert value, "what is empty is left out"
        for part in value:
            assert_shape(part, shape[0])
    elif isinstance(shape, set):
        assert value in shape
    elif shape is date:
        assert isinstance(value, str)
        assert date.fromisoformat(value).isoformat() == value
    else:
        assert isinstance(value, str)
        assert value


def lines(text: str) -> list[Any]:
    found = [json.loads(line) for line in text.splitlines()]
    for line in found:
        assert_shape(line, SCREEN)
    return found


def ask(piped: Piped, *said: str, flow: str | None = "klage") -> list[Any]:
    return lines(piped(*said, flow=flow, json=True))


def test_a_question_has_its_choices_and_nothing_else(piped: Piped) -> None:
    assert ask(piped) == [
        {
            "kind": "question",
            "flow": "klage",
            "step": "hvem",
            "text": (
                "Hvem fattet vedtaket?\n\n"
                "Avsenderen står øverst i brevet. Finner du den ikke, kan du se etter et navn "
                "nederst, ved siden av underskriften.\n\nFare for liv? Ring 113. "
                "Kan det ikke vente? Ring legevakten: 116 117."
            ),
            "choices": [
                {"id": "kommunen", "label": "Kommunen"},
                {"id": "nav", "label": "Nav"},
                {"id": "vet_ikke", "label": "Vet ikke"},
            ],
        }
    ]


def test_an_outcome_with_a_deadline_has_its_dates_and_how_they_were_found(piped: Piped) -> None:
    shown = ask(piped, "kommunen", "12.3.2026")[-1]
    assert "choices" not in shown
    assert (shown["kind"], shown["flow"], shown["step"]) == ("outcome", "klage", "svar_tidsnok")
    outcome = shown["outcome"]
    derivation = outcome["deadline"].pop("derivation")
    assert len(derivation) == 4
    assert outcome == {
        "title": "Klag til kommunen",
        "service": "Helsehjelp",
        "send_to": "Kommunen",
        "appeal_body": "Statsforvalteren",
        "deadline": {
            "rule": "Klage etter loven",
            "starts": "2026-03-12",
            "send_by": "2026-04-02",
            "expires": "2026-04-07",
        },
        "next": ["Skriv hva du er uenig i."],
        "sources": [
            {
                "id": "loven",
                "title": "Loven § 7",
                "url": "https://lovdata.no/lov/7",
                "checked": "2026-01-10",
            }
        ],
    }


def test_a_deadline_that_does_not_run_has_a_reason_and_no_dates(piped: Piped) -> None:
    deadline = ask(piped, "1", "Brevet har ikke kommet")[-1]["outcome"]["deadline"]
    assert deadline.keys() == {"rule", "reason"}
    assert deadline["reason"].startswith("Fristen har ikke begynt å løpe.")


def test_no_deadline_has_its_reason_alone_and_no_appeal_body_is_left_out(piped: Piped) -> None:
    outcome = ask(piped, "2", flow=None)[-1]["outcome"]
    assert outcome["deadline"] == {"reason": "Du kan ringe når du vil."}
    assert "appeal_body" not in outcome


def test_an_authority_that_is_none_is_left_out(piped: Piped) -> None:
    outcome = ask(piped, "1", "2.1.2026")[-1]["outcome"]
    assert outcome["title"] == "Klag, selv om det er sent"
    assert "send_to" not in outcome


def test_a_notice_stands_before_the_screen_it_came_beside(piped: Piped) -> None:
    assert [line["kind"] for line in ask(piped, "/hjelp")] == ["question", "notice", "question"]


def test_a_choice_can_be_pressed_by_its_id(piped: Piped) -> None:
    shown = ask(piped, '{"press": "nav"}')
    assert [line["step"] for line in shown] == ["hvem", "mottatt"]


def test_a_way_that_is_always_there_can_be_pressed_by_its_id(piped: Piped) -> None:
    shown = ask(piped, '{"press": "nav"}', '{"press": ":tilbake"}')
    assert [line["step"] for line in shown] == ["hvem", "mottatt", "hvem"]


def test_a_press_on_what_is_not_there_is_answered_and_the_question_comes_again(
    piped: Piped,
) -> None:
    shown = ask(piped, '{"press": "zz"}')
    assert [(line["kind"], line["step"]) for line in shown] == [
        ("question", "hvem"),
        ("notice", "hvem"),
        ("question", "hvem"),
    ]
    assert shown[1]["text"] == "Den knappen finnes ikke her. Velg en annen."
    assert shown[2] == shown[0]


@pytest.mark.parametrize("line", ['{"press": 1}', "{", '{"press": "nav", "x": 1}', "null", "1e999"])
def test_a_line_that_is_no_press_is_text(piped: Piped, line: str) -> None:
    assert [shown["step"] for shown in ask(piped, line)] == ["hvem", "hvem"]


def test_text_is_that_of_the_dialog_to_the_letter(piped: Piped, library: Library) -> None:
    shown = ask(piped, "1", "12.3.2026", "hvorfor", "/svar", "/sprak")
    session, texts = Session("s0", "nb"), []
    for event in (
        Command("start", "klage"),
        Said("1"),
        Said("12.3.2026"),
        Said("hvorfor"),
        Command("svar"),
        Command("sprak"),
    ):
        answer = reply(library, session, event, TODAY)
        assert answer.session is not None
        session = answer.session
        texts += [to_plain(screen.text) for screen in answer.screens]
    assert [line["text"] for line in shown] == texts


def test_the_output_holds_screens_alone_and_the_trace_goes_beside(piped: Piped) -> None:
    shown = piped("1", json=True, trace=True)
    assert len(lines(shown)) == 2
    assert "spor: klage.hvem: svaret er kommunen («Kommunen»)\n" in piped.errors.getvalue()


def test_letters_stand_as_themselves(piped: Piped) -> None:
    assert "Avsenderen står øverst" in piped(json=True)


def test_names_are_without_markup() -> None:
    deadline = DeadlineView("**Lov** 7", reason="Se [Nav](https://nav.no).")
    view = OutcomeView("Svar", "Hjelp", None, None, deadline, (), ())
    line = line_of(Screen(Kind.OUTCOME, "a", "b", "**Svar**", outcome=view))
    assert line.outcome is not None
    assert line.text == "Svar"
    assert line.outcome.deadline.rule == "Lov 7"
    assert line.outcome.deadline.reason == "Se Nav (https://nav.no)."
