"""How the bot presents itself, by language."""

from __future__ import annotations

from typing import Any

import pytest

from .client import Client


def commands(count: int = 1, command: str = "hjelp", description: str = "Hjelp") -> Any:
    return [{"command": command, "description": description}] * count


async def test_the_bot_knows_itself(bot: Client) -> None:
    me = await bot.result("getMe")
    assert (me["id"], me["is_bot"]) == (123, True)
    assert me["username"].endswith("bot")


async def test_commands_belong_to_a_scope_and_a_language(bot: Client) -> None:
    private = {"scope": {"type": "all_private_chats"}}
    await bot.result("setMyCommands", commands=commands(command="/hjelp"))
    await bot.result("setMyCommands", commands=commands(2), language_code="en", **private)
    assert await bot.result("getMyCommands") == commands()
    assert await bot.result("getMyCommands", scope={"type": "default"}) == commands()
    assert await bot.result("getMyCommands", language_code="en") == []
    assert await bot.result("getMyCommands", language_code="en", **private) == commands(2)
    await bot.result("deleteMyCommands")
    assert await bot.result("getMyCommands") == []
    assert await bot.result("getMyCommands", language_code="en", **private) == commands(2)


@pytest.mark.parametrize(
    "given",
    [commands(100), commands(command="x" * 32), commands(description="å" * 256), []],
)
async def test_commands_at_their_limits_are_set(bot: Client, given: Any) -> None:
    await bot.result("setMyCommands", commands=given)
    assert await bot.result("getMyCommands") == given


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (commands(101), "BOT_COMMANDS_TOO_MUCH"),
        (commands(command=""), "command must be non-empty"),
        (commands(command="x" * 33), "command length must not exceed 32"),
        (commands(command="språk"), "BOT_COMMAND_INVALID"),
        (commands(command="Hjelp"), "BOT_COMMAND_INVALID"),
        (commands(description=" "), "command description must be non-empty"),
        (commands(description="x" * 257), "command description length must not exceed 256"),
        (["hjelp"], "can't parse BotCommand"),
        (None, "can't parse commands"),
    ],
)
async def test_commands_over_a_limit_are_refused(bot: Client, given: Any, reason: str) -> None:
    assert reason in await bot.refusal("setMyCommands", commands=given)
    assert await bot.result("getMyCommands") == []


async def test_a_scope_or_a_language_that_does_not_exist_is_refused(bot: Client) -> None:
    for wrong in ({"scope": {"type": "moon"}}, {"language_code": "nor"}, {"language_code": "NB"}):
        await bot.refusal("setMyCommands", commands=commands(), **wrong)
    await bot.refusal("setMyName", name="A", language_code="nor")


@pytest.mark.parametrize(
    ("method", "field", "most"),
    [
        ("Name", "name", 64),
        ("ShortDescription", "short_description", 120),
        ("Description", "description", 512),
    ],
)
async def test_a_name_and_descriptions_belong_to_a_language_and_have_a_limit(
    bot: Client, method: str, field: str, most: int
) -> None:
    await bot.refusal(f"setMy{method}", **{field: "å" * (most + 1)})
    unset = await bot.result(f"getMy{method}", language_code="nb")
    await bot.result(f"setMy{method}", **{field: "å" * most})
    assert await bot.result(f"getMy{method}", language_code="nb") == {field: "å" * most}
    await bot.result(f"setMy{method}", **{field: "Bokmål"}, language_code="nb")
    assert await bot.result(f"getMy{method}", language_code="nb") == {field: "Bokmål"}
    assert await bot.result(f"getMy{method}") == {field: "å" * most}
    await bot.result(f"setMy{method}", language_code="nb")
    await bot.result(f"setMy{method}")
    assert await bot.result(f"getMy{method}", language_code="nb") == unset


async def test_the_name_shows_in_what_the_bot_knows_of_itself(bot: Client) -> None:
    await bot.result("setMyName", name="Veiviser")
    assert (await bot.result("getMe"))["first_name"] == "Veiviser"
