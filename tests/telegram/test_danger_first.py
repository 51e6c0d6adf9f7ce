"""An answer about danger goes before all that waits, and what is outdated does not go out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.flows import Library
from bot.store import Limits, Masters, SqliteStore, Store, migrate_store, open_store
from bot.telegram import connect
from tests.dialog.test_danger import WITH_DANGER
from tests.library import library
from tests.postgres import empty_database
from tests.telegram_emulator import Clock, Person, Rates, ServerError, TelegramEmulator

from .conftest import TOKEN
from .flows import HVEM, KLAGE, START, TEMA
from .rig import Rig
from .test_sender import later
from .unsure_store import UnsureStore

DANGER = "Fare for liv"
WHO_TO_CALL = "Haster det?"
PRIVACY = "Personvern"
MASTERS = Masters((b"k" * 32,))


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("farer")
    return library(folder, facts=WITH_DANGER, start=START, klage=KLAGE)


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramEmulator]:
    """Telegram as it counts."""
    rates = Rates(chat_a_second=3, overall_a_second=30)
    async with TelegramEmulator(TOKEN, clock=clock, rates=rates) as telegram:
        yield telegram


@pytest.fixture(params=["sqlite", "postgres"])
async def rig(
    telegram: TelegramEmulator,
    clock: Clock,
    flows: Library,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Rig]:
    """A bot on each database, that keeps the limits."""
    url = f"sqlite:///{tmp_path / 'rettvei.db'}"
    if request.param == "postgres":
        url = empty_database(request.getfixturevalue("postgres"))
    migrate_store(url, MASTERS)
    inner: Store = await open_store(url, clock, MASTERS)
    store = UnsureStore(cast(SqliteStore, inner))
    client = await connect(telegram.token, telegram.url)
    yield Rig(telegram, store, flows, clock, client, tmp_path, limits=Limits())
    await client.shutdown()
    await store.close()


async def writes(rig: Rig, kari: Person, *texts: str) -> None:
    """Write while nothing goes out, as when it goes faster than Telegram takes it."""
    async with rig.polling():
        for text in texts:
            await kari.says(text)
        await rig.telegram.drained()


async def sent(rig: Rig, kari: Person) -> list[str]:
    """What comes once it goes out, second by second."""
    async with rig.another_sender():
        while await rig.store.next_due() is not None:
            await rig.settled()
            await later(rig, 1)
    return [message.text for message in kari.from_bot]


@pytest.mark.parametrize(
    ("said", "shown"), [("/hast", WHO_TO_CALL), ("mor puster ikke", DANGER)], ids=["hast", "words"]
)
async def test_after_forty_messages_danger_is_the_next_thing_and_no_old_question_follows(
    rig: Rig, kari: Person, said: str, shown: str
) -> None:
    await writes(rig, kari, "/start", *(f"hva er nummer {n}?" for n in range(40)), said)
    (first,) = await sent(rig, kari)
    assert first.startswith(shown)
    assert kari.last_message.labels[-1] == "Tilbake til samtalen"


async def test_it_goes_before_what_must_arrive_and_all_of_that_follows(
    rig: Rig, kari: Person
) -> None:
    await writes(rig, kari, "/start", "/personvern", "/hjelp", "/personvern", "mor puster ikke")
    danger, *rest = await sent(rig, kari)
    assert danger.startswith(DANGER)
    assert [text.split("\n")[0] for text in rest] == [PRIVACY, "Slik bruker du Rettvei", PRIVACY]


async def test_it_waits_for_nothing_that_telegram_does_not_take(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=ServerError(500), times=1)
    with capture_logs():
        async with rig.sending(), rig.polling():
            await kari.says("/personvern")
            await rig.settled()
            await kari.says("mor puster ikke")
            assert (await kari.next_message()).text.startswith(DANGER)
            await rig.settled()
            await later(rig, 1)
    assert kari.last_message.text.startswith(PRIVACY)


async def test_it_is_answered_though_all_is_deleted_right_after(rig: Rig, kari: Person) -> None:
    await writes(rig, kari, "/start", "/personvern", "mor puster ikke", "/slett")
    danger, gone = await sent(rig, kari)
    assert danger.startswith(DANGER)
    assert gone.startswith("Alt jeg hadde lagret om deg, er slettet.")
    found: list[Any] = []
    await rig.store.step(10**9, kari.id, lambda turn: found.extend((turn.session, turn.screen)))
    assert found == [None, None]


async def test_more_than_one_answer_about_danger_all_go_out(rig: Rig, kari: Person) -> None:
    await writes(rig, kari, "/start", "mor puster ikke", "han slår meg", "/hast")
    assert [text.split("\n")[0] for text in await sent(rig, kari)] == [
        *(DANGER, "Vold og overgrep", WHO_TO_CALL)
    ]


async def test_of_many_questions_the_last_goes_out(rig: Rig, kari: Person) -> None:
    await writes(rig, kari, "/start", *["hva?"] * 20, "klage", "/tilbake", "klage")
    (question,) = await sent(rig, kari)
    assert HVEM in question
    await kari.presses(await kari.next_message(), "Helfo")
    async with rig.another_sender(), rig.polling():
        assert "Når fikk du brevet?" in (await kari.next_message()).text
        await rig.settled()


async def test_a_warning_that_is_said_once_is_not_lost_with_its_question(
    rig: Rig, kari: Person
) -> None:
    await writes(rig, kari, "/start", "01010100050", "klage")
    warning, question = await sent(rig, kari)
    assert warning.startswith("Det du skrev, ligner på et fødselsnummer.")
    assert HVEM in question
    assert kari.from_bot[0].labels == []


async def test_what_is_on_its_way_arrives_before_what_takes_its_place(
    rig: Rig, kari: Person
) -> None:
    async with rig.sending(), rig.polling():
        await kari.says("/start")
        await kari.next_message()
        await rig.settled()
        await kari.says("klage")
        await kari.next_message()
        await rig.settled()
    assert [TEMA in kari.from_bot[0].text, HVEM in kari.from_bot[1].text] == [True, True]


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [], "caption": "mor puster ikke"},
        {"voice": {}, "caption": "mor puster ikke"},
        {"rich_message": {"blocks": [{"type": "paragraph", "text": "mor puster ikke"}]}},
        {"poll": {"question": "mor puster ikke", "options": [{"text": "Ja"}]}},
        {"poll": {"question": "Hva nå?", "options": [{"text": "mor puster ikke"}]}},
        {"checklist": {"title": "I dag", "tasks": [{"id": 1, "text": "mor puster ikke"}]}},
        {"what_comes_next_year": {"said": [["mor puster ikke"]]}},
        {"photo": [], "media_group_id": "9", "caption": "mor puster ikke"},
    ],
    ids=str,
)
async def test_danger_is_heard_wherever_it_is_written(
    rig: Rig, kari: Person, content: dict[str, Any]
) -> None:
    await writes(rig, kari, "/start")
    async with rig.polling():
        if "media_group_id" in content:
            await kari.sends({"photo": [], "media_group_id": "9"})
        await kari.sends(content)
        await rig.telegram.drained()
    assert (await sent(rig, kari))[0].startswith(DANGER)


async def test_danger_is_heard_in_an_edit_also_of_what_nobody_remembers(
    rig: Rig, kari: Person
) -> None:
    said = await kari.says("mor pust")
    rig.telegram._world.updates.drop_all()
    async with rig.polling():
        await kari.edits(said, "mor puster ikke")
        await rig.telegram.drained()
    assert (await sent(rig, kari))[0].startswith(DANGER)
    async with rig.another_sender(), rig.polling():
        await kari.edits(said, "mor puster ikke")
        await rig.settled()
    assert len(kari.from_bot) == 1, "a reaction to it is no new danger"
