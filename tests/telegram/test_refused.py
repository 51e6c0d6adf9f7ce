"""Nobody is left without a word: what Telegram refuses is said in another way, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store import Call
from bot.telegram.sender import LEASE
from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    Message,
    OddAnswer,
    Person,
    TooManyRequests,
    bad_request,
)

from .flows import HVEM, TEMA
from .rig import Rig
from .test_sender import later, queue, text, texts

SHORT = (
    "Jeg fikk ikke vist deg neste melding. Skriv /svar for å se svarene dine, eller /start for å "
    "begynne på nytt. Haster det? Skriv /hast."
)
WRITE = "Knappene kom ikke med. Du kan skrive:\n• Helfo\n• Kommunen"
BUTTONS = [
    {"text": "Helfo", "callback_data": "s.1.helfo"},
    {"text": "Kommunen", "callback_data": "s.1.kommunen"},
]


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


def question(chat: int, **other: Any) -> Call:
    parameters = {
        "chat_id": chat,
        "text": "<b>Hvem</b> &amp; hva?",
        "parse_mode": "HTML",
        "reply_markup": keyboard(*BUTTONS),
    }
    return Call("sendMessage", parameters | other, shows=3, step="klage.hvem", locale="nb")


LONG = "Ord & tegn 😀 " * 500
REFUSED: dict[str, tuple[dict[str, Any], str, str, Callable[[Message], bool]]] = {
    "too long": (
        {"text": LONG.replace("&", "&amp;")},
        "message is too long",
        "plain",
        lambda got: (
            got.text.startswith("Ord & tegn 😀 Ord")
            and got.text.endswith(" …")
            and 4000 < len(got.text.encode("utf-16-le")) // 2 <= 4096
            and got.labels == ["Helfo", "Kommunen"]
        ),
    ),
    "a tag that is not closed": (
        {"text": "<b>Hvem har skrevet brevet?"},
        "can't parse entities",
        "plain",
        lambda got: (got.text, got.labels) == ("Hvem har skrevet brevet?", ["Helfo", "Kommunen"]),
    ),
    "a tag that is none": (
        {"text": "Er 3 < 5? <hvem> vet"},
        "can't parse entities",
        "plain",
        lambda got: got.text == "Er 3 < 5? <hvem> vet",
    ),
    "a link that is not closed": (
        {"text": '<a href="https://nav.no">Nav</a> og <a href="https://nav.no">Nav'},
        "can't parse entities",
        "plain",
        lambda got: got.text == "Nav (https://nav.no) og Nav",
    ),
    "too many entities": (
        {"text": "<b>a</b> b " * 101},
        "entities_too_long",
        "plain",
        lambda got: got.text == ("a b " * 101).strip() and len(got.labels) == 2,
    ),
    "entities of another shape": (
        {"text": "Hvem?", "parse_mode": "", "entities": [{"type": "nothing"}]},
        "can't parse messageentity",
        "plain",
        lambda got: (got.text, got.entities) == ("Hvem?", []),
    ),
    "a way of writing that is not known": (
        {"parse_mode": "Markdown3"},
        "unknown",
        "plain",
        lambda got: got.text == "<b>Hvem</b> &amp; hva?",
    ),
    "data that is too long": (
        {"reply_markup": keyboard(BUTTONS[0], {"text": "Kommunen", "callback_data": "x" * 65})},
        "button_data_invalid",
        "without_buttons",
        lambda got: got.text == f"Hvem & hva?\n\n{WRITE}" and got.labels == [],
    ),
    "a label that is blank": (
        {"reply_markup": keyboard(*BUTTONS, {"text": " ", "callback_data": "s.1.blank"})},
        "inline keyboard button",
        "without_buttons",
        lambda got: got.text == f"Hvem & hva?\n\n{WRITE}",
    ),
    "labels that are all blank": (
        {"reply_markup": keyboard({"text": "", "callback_data": "s.1.blank"})},
        "inline keyboard button",
        "without_buttons",
        lambda got: got.text.endswith("Knappene kom ikke med. Skriv svaret, eller skriv /start."),
    ),
    "a button that does nothing": (
        {"reply_markup": keyboard({"text": "Helfo"})},
        "can't parse inline keyboard",
        "without_buttons",
        lambda got: "• Helfo" in got.text,
    ),
    "an address that is none": (
        {"reply_markup": keyboard({"text": "Nav", "url": "nav"})},
        "inline keyboard button",
        "without_buttons",
        lambda got: "• Nav: nav" in got.text,
    ),
    "too many buttons": (
        {"reply_markup": keyboard(*BUTTONS * 51)},
        "reply markup is too long",
        "without_buttons",
        lambda got: got.text.startswith("Hvem & hva?\n\nKnappene kom ikke med."),
    ),
    "too long, with too many buttons": (
        {"text": LONG.replace("&", "&amp;"), "reply_markup": keyboard(*BUTTONS * 51)},
        "message is too long",
        "without_buttons",
        lambda got: "Knappene kom ikke med." in got.text and "Ord & tegn" in got.text,
    ),
    "empty": ({"text": ""}, "message text is empty", "short", lambda got: got.text == SHORT),
    "empty but for markup": (
        {"text": "<b> </b>\n"},
        "text must be non-empty",
        "short",
        lambda got: got.text == SHORT,
    ),
}


@pytest.mark.parametrize(
    ("wrong", "reason", "became", "is_right"), REFUSED.values(), ids=REFUSED.keys()
)
async def test_what_telegram_refuses_is_said_plainly_in_its_place_and_told_to_the_operator(
    rig: Rig,
    kari: Person,
    wrong: dict[str, Any],
    reason: str,
    became: str,
    is_right: Callable[[Message], bool],
) -> None:
    await queue(
        rig, kari.id, text(kari.id, "før"), question(kari.id, **wrong), text(kari.id, "etter")
    )
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    before, got, after = kari.from_bot
    assert (before.text, after.text) == ("før", "etter")
    assert is_right(got), got
    told = {
        "event": "call_refused",
        "method": "sendMessage",
        "reason": reason,
        "step": "klage.hvem",
        "became": became,
        "log_level": "error",
    }
    assert logs == [told]
    assert rig.measured("rettvei_refused_total", reason=reason, became=became) == 1
    (aside,) = await rig.store.set_aside()
    assert (aside.kind, aside.error, aside.place, aside.step, aside.library) == (
        *("sendMessage", reason, became, "klage.hvem"),
        rig.library.version,
    )
    assert aside.update_id < 0
    assert await rig.store.next_due() is None


@pytest.mark.parametrize(
    ("refusals", "became", "said"),
    [
        (1, "plain", "Hvem & hva?"),
        (2, "without_buttons", f"Hvem & hva?\n\n{WRITE}"),
        (3, "short", SHORT),
        (4, "nothing", None),
    ],
)
async def test_what_is_refused_again_becomes_plainer_until_it_is_taken(
    rig: Rig, kari: Person, refusals: int, became: str, said: str | None
) -> None:
    quoting = bad_request("Nilsen cannot have this")
    rig.telegram.fail_next("sendMessage", with_=quoting, times=refusals)
    await queue(rig, kari.id, question(kari.id), text(kari.id, "etter"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert texts(kari) == [*([said] if said else []), "etter"]
    assert [(log["reason"], log["became"]) for log in logs] == [("unknown", became)]


async def test_a_conversation_goes_on_with_buttons_where_only_the_markup_was_wrong(
    bot: Rig, kari: Person
) -> None:
    bot.telegram.fail_next("sendMessage", with_=bad_request("can't parse entities: x"))
    with capture_logs():
        await kari.says("/start")
        first = await kari.next_message()
        assert TEMA in first.text
        await bot.settled()
        await kari.presses(first, "Klage")
        assert HVEM in (await kari.next_message()).text
        await bot.settled()
    assert first.labels == []


async def test_a_conversation_goes_on_by_writing_where_the_buttons_were_wrong(
    bot: Rig, kari: Person
) -> None:
    bot.telegram.fail_next("sendMessage", with_=bad_request("BUTTON_DATA_INVALID"))
    with capture_logs() as logs:
        await kari.says("/start")
        first = await kari.next_message()
        await bot.settled()
        assert "Du kan skrive:\n• Klage" in first.text
        await kari.says("klage")
        assert HVEM in (await kari.next_message()).text
        await bot.settled()
    assert [(log["step"], log["became"]) for log in logs] == [("start.tema", "without_buttons")]


async def test_a_refused_answer_about_danger_says_at_last_whom_to_call(
    rig: Rig, kari: Person
) -> None:
    refused = question(kari.id, text="").parameters
    await queue(rig, kari.id, Call("sendMessage", refused, urgent=True, locale="nb"))
    with capture_logs():
        async with rig.sending():
            await rig.settled()
    assert kari.last_message.text.startswith("Fare for liv? Ring 113. Kan det ikke vente?")


async def test_buttons_that_cannot_be_changed_are_answered_in_words(rig: Rig, kari: Person) -> None:
    await queue(rig, kari.id, question(kari.id))
    async with rig.sending():
        await rig.settled()
        shown = kari.last_message
        markup = keyboard({"text": "", "callback_data": "x"})
        changed = {"chat_id": kari.id, "message_id": shown.id, "reply_markup": markup}
        with capture_logs():
            await queue(rig, kari.id, Call("editMessageReplyMarkup", changed, locale="nb"))
            await rig.settled()
    assert kari.last_message.text == SHORT


async def test_a_mark_that_is_refused_still_takes_the_buttons_away(rig: Rig, kari: Person) -> None:
    await queue(rig, kari.id, question(kari.id))
    async with rig.sending():
        await rig.settled()
        shown = kari.last_message
        wrong = {
            "chat_id": kari.id,
            "message_id": shown.id,
            "text": "<b>Hvem?",
            "parse_mode": "HTML",
        }
        with capture_logs() as logs:
            await queue(rig, kari.id, Call("editMessageText", wrong, cosmetic=True))
            await rig.settled()
    assert (shown.text, shown.labels, len(kari.from_bot)) == ("Hvem & hva?", [], 1)
    assert [log["became"] for log in logs] == ["bare"]


async def test_a_file_that_is_refused_is_answered_with_its_caption(rig: Rig, kari: Person) -> None:
    document = {"chat_id": kari.id, "document": "no such file", "caption": "Brevet ditt"}
    await queue(rig, kari.id, Call("sendDocument", document))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert texts(kari) == ["Brevet ditt"]
    assert [log["reason"] for log in logs] == ["wrong remote file identifier"]


@pytest.mark.parametrize(
    "too_large",
    [ApiError(413, "Request Entity Too Large"), bad_request("MESSAGE_TOO_LONG")],
    ids=str,
)
async def test_what_is_too_large_is_cut(rig: Rig, kari: Person, too_large: ApiError) -> None:
    rig.telegram.fail_next("sendMessage", with_=too_large)
    await queue(rig, kari.id, question(kari.id))
    with capture_logs():
        async with rig.sending():
            await rig.settled()
    assert texts(kari) == ["Hvem & hva?"]


@pytest.mark.parametrize("fault", [TooManyRequests(7), CutConnection()], ids=str)
async def test_nothing_is_lost_when_the_replacement_does_not_get_through(
    rig: Rig, kari: Person, fault: TooManyRequests | CutConnection
) -> None:
    rig.telegram.fail_next("sendMessage", with_=bad_request("can't parse entities"))
    rig.telegram.fail_next("sendMessage", with_=fault)
    rig.telegram.fail_next("sendMessage", with_=bad_request("can't parse entities"))
    await queue(rig, kari.id, question(kari.id), text(kari.id, "etter"))
    with capture_logs():
        async with rig.sending():
            await rig.settled()
            assert texts(kari) == []
            await later(rig, 7)
    assert texts(kari) == ["Hvem & hva?", "etter"]
    assert kari.from_bot[0].labels == ["Helfo", "Kommunen"]


async def test_nothing_is_lost_when_the_process_dies_between_refusal_and_replacement(
    rig: Rig, kari: Person
) -> None:
    await queue(rig, kari.id, question(kari.id, text="<b>Hvem?"), text(kari.id, "etter"))
    # What a process does until it is killed: it claims the row, and learns that it is refused.
    (row,) = await rig.store.claim(rig.clock(), LEASE, 1)
    rig.store.taken.clear()
    with capture_logs() as logs:
        rig.clock.advance(LEASE)
        async with rig.another_sender():
            await rig.settled()
    assert texts(kari) == ["Hvem?", "etter"]
    assert len(logs) == 1
    assert [aside.update_id for aside in await rig.store.set_aside()] == [-row.id]


async def test_what_was_refused_is_forgotten_with_all_else(bot: Rig, kari: Person) -> None:
    bot.telegram.fail_next("sendMessage", with_=bad_request("can't parse entities"))
    with capture_logs():
        await kari.says("/start")
        await kari.next_message()
        await bot.settled()
    assert len(await bot.store.set_aside()) == 1
    await kari.says("/slett")
    await kari.next_message()
    await bot.settled()
    assert await bot.store.set_aside() == []


async def test_a_topic_that_is_gone_is_no_reason_to_say_nothing(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=bad_request("message thread not found"))
    await queue(rig, kari.id, question(kari.id, message_thread_id=7))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert [log["became"] for log in logs] == ["elsewhere"]
    assert kari.last_message.labels == ["Helfo", "Kommunen"]
    assert "message_thread_id" not in rig.telegram.calls[-1].parameters


async def test_a_group_where_the_bot_may_not_speak_is_left_in_peace(rig: Rig) -> None:
    group = rig.telegram.group()
    rig.telegram.fail_next("sendMessage", with_=bad_request("not enough rights to send text"))
    await queue(rig, group.id, text(group.id, "hei"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert group.from_bot == []
    assert [log["became"] for log in logs] == ["nothing"]


async def test_one_call_that_never_gets_a_proper_answer_is_said_plainly_once_others_get_through(
    rig: Rig, kari: Person
) -> None:
    ola = rig.telegram.person()
    page = OddAnswer(400, b"<html>Blocked by the firewall</html>")
    await queue(rig, kari.id, question(kari.id), text(kari.id, "etter"))
    with capture_logs() as logs:
        async with rig.sending():
            for _ in range(8):
                rig.telegram.fail_next("sendMessage", with_=page)
                await later(rig, 60)
            assert texts(kari) == [], "nobody gets through, so it may be the way there"
            await queue(rig, ola.id, text(ola.id, "hei"))
            await rig.settled()
            rig.telegram.fail_next("sendMessage", with_=page)
            await later(rig, 60)
    assert texts(kari) == ["Hvem & hva?", "etter"]
    assert logs[-1]["reason"] == "http 400"
