"""How calls come in, and what the server says to those it does not know."""

from __future__ import annotations

import json

import aiohttp
import pytest

from tests.telegram_emulator import Person, TelegramEmulator

from .client import Client, buttons


async def test_an_unknown_method_is_not_found(bot: Client) -> None:
    body = await bot.call("sendLove")
    assert (body["ok"], body["error_code"]) == (False, 404)


async def test_a_method_name_may_be_written_in_any_case(bot: Client) -> None:
    assert (await bot.result("GETme"))["id"] == 123


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot123:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot/getMe", 404, "Not Found"),
        ("/bot123:/getMe", 404, "Not Found"),
        ("/", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_is_unauthorized_and_a_malformed_one_is_not_found(
    telegram: TelegramEmulator,
    session: aiohttp.ClientSession,
    path: str,
    status: int,
    description: str,
) -> None:
    async with session.get(telegram.url + path) as response:
        assert response.status == status
        assert await response.json() == {
            "ok": False,
            "error_code": status,
            "description": description,
        }


async def test_parameters_come_as_query_form_multipart_or_json(
    telegram: TelegramEmulator, session: aiohttp.ClientSession, kari: Person
) -> None:
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    values = {"chat_id": str(kari.id), "text": "Hei", "reply_markup": json.dumps(buttons("Ja"))}
    multipart = aiohttp.FormData(values, default_to_multipart=True)
    nested = {"chat_id": kari.id, "text": "Hei", "reply_markup": buttons("Ja")}
    for response in (
        await session.get(url, params=values),
        await session.post(url, data=values),
        await session.post(url, data=multipart),
        await session.post(url, json=values),
        await session.post(url, json=nested),
    ):
        assert response.status == 200, await response.text()
        message = await kari.next_message()
        assert (message.text, message.labels) == ("Hei", ["Ja"])
    assert [call.parameters["reply_markup"] for call in telegram.calls] == [buttons("Ja")] * 5


async def test_a_body_that_is_no_json_object_is_a_bad_request(
    telegram: TelegramEmulator, session: aiohttp.ClientSession
) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getMe"
    for body in ("{", "[1]"):
        headers = {"Content-Type": "application/json"}
        async with session.post(url, data=body, headers=headers) as response:
            assert response.status == 400
            assert "can't parse JSON object" in (await response.json())["description"]


async def test_a_nested_parameter_that_is_no_json_is_a_bad_request(
    bot: Client, kari: Person
) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=kari.id, text="Hei", reply_markup="{")
    assert refusal == "Bad Request: can't parse reply_markup JSON object"


async def test_every_call_is_recorded_with_its_answer(
    telegram: TelegramEmulator, bot: Client, kari: Person
) -> None:
    await bot.call("sendMessage", chat_id=kari.id, text="Hei")
    await bot.call("sendMessage", chat_id=kari.id, text="")
    await bot.call("getMe")
    sent, refused = telegram.calls_of("sendMessage")
    assert (sent.ok, sent.answer["result"]["text"]) == (True, "Hei")
    assert (refused.ok, refused.status) == (False, 400)
    assert [call.method for call in telegram.calls] == ["sendMessage", "sendMessage", "getMe"]


async def test_in_fast_mode_nothing_is_recorded_and_nothing_is_checked(
    telegram: TelegramEmulator, bot: Client, kari: Person
) -> None:
    telegram.fast = True
    await bot.result("sendMessage", chat_id=kari.id, text="x" * 5000, reply_markup=buttons("Ja"))
    assert telegram.calls == []
    assert (await kari.next_message()).labels == ["Ja"]


async def test_outside_of_its_context_the_emulator_has_no_address() -> None:
    telegram = TelegramEmulator()
    with pytest.raises(RuntimeError):
        _ = telegram.url
    async with telegram:
        assert telegram.url.startswith("http://127.0.0.1:")
