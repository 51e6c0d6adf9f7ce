"""The release: the webhook, and what Telegram shows of the bot."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

import bot as package
from bot.content import FLOWS, TEXTS
from bot.flows import Library, load
from bot.settings import Settings
from bot.telegram import FatalTelegramError, release
from bot.telegram.updates import ALLOWED
from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
    limits,
)
from tests.telegram_emulator.faults import Fault

from .conftest import TOKEN
from .rig import Rig

URL = "https://rettvei.example/hook"
CODES = ("", "nb", "no", "nn")


@pytest.fixture(scope="module")
def shipped() -> Library:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    return library


async def held(rig: Rig, method: str, code: str) -> object:
    return await rig.client.call(method, {"language_code": code})


async def test_it_sets_the_webhook_with_its_secret_and_the_kinds_that_are_read(
    rig: Rig, shipped: Library
) -> None:
    await release(rig.client, shipped, URL, "ord")
    info = await rig.client.call("getWebhookInfo", {})
    assert (info["url"], sorted(info["allowed_updates"])) == (URL, sorted(ALLOWED))
    assert rig.telegram._world.webhook.target.secret == "ord"
    assert "drop_pending_updates" not in rig.telegram.calls_of("setWebhook")[0].parameters


@pytest.mark.parametrize(("taken", "asked_for"), [(7, 7), (100, 100), (500, 100)])
async def test_it_asks_for_as_many_posts_at_once_as_are_taken_and_telegram_makes(
    rig: Rig, shipped: Library, taken: int, asked_for: int
) -> None:
    await release(rig.client, shipped, URL, "ord", connections=taken)
    assert (await rig.client.call("getWebhookInfo", {}))["max_connections"] == asked_for


async def test_without_an_address_it_takes_the_webhook_away(rig: Rig, shipped: Library) -> None:
    await release(rig.client, shipped, URL, "ord")
    await release(rig.client, shipped, None, None)
    assert (await rig.client.call("getWebhookInfo", {}))["url"] == ""
    assert "drop_pending_updates" not in rig.telegram.calls_of("deleteWebhook")[0].parameters


async def test_commands_are_held_for_every_language_and_all_others(
    rig: Rig, shipped: Library
) -> None:
    await release(rig.client, shipped, None, None)
    by_code = {code: await held(rig, "getMyCommands", code) for code in CODES}
    names = {
        code: [command["command"] for command in commands]  # type: ignore[attr-defined]
        for code, commands in by_code.items()
    }
    assert names[""] == [
        "start", "hast", "ord", "svar", "tilbake", "nytt", "sprak", "hjelp", "personvern", "slett",
    ]  # fmt: skip
    assert len({tuple(found) for found in names.values()}) == 1
    assert by_code["nb"] == by_code["no"]
    assert by_code["nb"] != by_code["nn"]
    assert shipped.catalogues.words("en").pgettext("command", "Bytt språk") in str(by_code[""])
    assert "Bytt språk" in str(by_code["nb"])


async def test_a_command_with_nothing_behind_it_is_not_in_the_menu(
    rig: Rig, flows: Library
) -> None:
    await release(rig.client, flows, None, None)
    for code in CODES:
        commands = await held(rig, "getMyCommands", code)
        assert isinstance(commands, list)
        names = {command["command"] for command in commands}
        assert names.isdisjoint({"hast", "ord"})
        assert names > {"start", "slett"}


@pytest.mark.parametrize(
    ("method", "field", "most"),
    [
        ("getMyDescription", "description", limits.BOT_DESCRIPTION),
        ("getMyShortDescription", "short_description", limits.BOT_SHORT_DESCRIPTION),
    ],
)
async def test_descriptions_are_held_for_every_language_within_the_limits(
    rig: Rig, shipped: Library, method: str, field: str, most: int
) -> None:
    await release(rig.client, shipped, None, None)
    texts = {code: (await held(rig, method, code))[field] for code in CODES}  # type: ignore[index]
    assert all(0 < len(text) <= most for text in texts.values())
    assert texts["nb"] == texts["no"]
    assert len(set(texts.values())) == 3


async def test_it_can_be_done_again_and_again(rig: Rig, shipped: Library) -> None:
    first = await release(rig.client, shipped, URL, "ord")
    assert await release(rig.client, shipped, URL, "ord") == first
    assert all(call.ok for call in rig.telegram.calls)


@pytest.mark.parametrize("method", ["setWebhook", "setMyCommands", "setMyShortDescription"])
async def test_what_telegram_refuses_is_told_in_one_line(
    rig: Rig, shipped: Library, method: str
) -> None:
    rig.telegram.fail_next(method, with_=ApiError(400, "Bad Request: bad webhook"))
    with pytest.raises(FatalTelegramError, match="Telegram refused the release") as caught:
        await release(rig.client, shipped, URL, "ord")
    assert "\n" not in str(caught.value)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        (TooManyRequests(7), [7, 7, 7]),
        (ServerError(502), [1, 2, 4]),
        (CutConnection(), [1, 2, 4]),
    ],
    ids=str,
)
async def test_a_telegram_that_is_busy_is_given_time_and_then_told_of(
    rig: Rig, shipped: Library, trouble: Fault, waits: list[int]
) -> None:
    rig.telegram.fail_next("setMyCommands", with_=trouble, times=3)
    await release(rig.client, shipped, URL, "ord", sleep=rig.naps)
    assert rig.naps.asked == waits
    rig.telegram.fail_next("setMyCommands", with_=trouble, times=4)
    with pytest.raises(FatalTelegramError, match="Telegram refused the release"):
        await release(rig.client, shipped, URL, "ord", sleep=rig.naps)


async def test_what_telegram_refuses_for_long_or_for_good_is_told_at_once(
    rig: Rig, shipped: Library
) -> None:
    for trouble in (TooManyRequests(61), ApiError(400, "Bad Request: x"), ApiError(403, "No")):
        rig.telegram.fail_next("setMyCommands", with_=trouble)
        with pytest.raises(FatalTelegramError, match="Telegram refused the release"):
            await release(rig.client, shipped, URL, "ord", sleep=rig.naps)
    assert rig.naps.asked == []


def test_nothing_else_in_the_code_presents_the_bot_or_moves_its_webhook() -> None:
    calls = re.compile(r"(setWebhook|deleteWebhook|setMy\w+|set_webhook|delete_webhook|set_my_)")
    root = Path(package.__file__).parent
    found = {
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        if calls.search(file.read_text(encoding="utf-8"))
    }
    assert found == {"telegram/release.py"}


async def test_run_release_migrates_and_tells_each_thing_it_did(
    telegram: TelegramEmulator, tmp_path: Path, rig: Rig
) -> None:
    from bot.running import run_release

    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=telegram.url,
        database_url=f"sqlite:///{tmp_path / 'ny.db'}",
        webhook_url=None,
    )
    told: list[str] = []
    await run_release(settings, rig.library, told.append)
    assert (tmp_path / "ny.db").exists()
    assert len(told) == 5
    assert told[2].startswith("RETTVEI_CONTROLLER and RETTVEI_CONTACT not set: /personvern ")
    assert told[1].startswith(f"Key: in {tmp_path / 'ny.db.key'}")
    assert json.dumps(told).count(TOKEN) == 0
