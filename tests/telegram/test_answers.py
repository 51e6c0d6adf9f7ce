"""Answers of the Bot API that are not as it documents them end nothing and hold up nobody."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs
from telegram.error import RetryAfter, TelegramError

from bot.telegram.answers import DEFAULT_WAIT, LONGEST_WAIT, result_of
from tests.telegram_emulator import OddAnswer, Person

from .flows import TEMA
from .rig import Rig
from .test_sender import later, queue, text, texts

HTML = b"<html><head><title>502</title></head><body>Bad Gateway</body></html>"
REFUSED = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}


def json(value: object) -> bytes:
    return msgspec.json.encode(value)


ODD: dict[str, OddAnswer] = {
    "a page": OddAnswer(200, HTML),
    "nothing": OddAnswer(200),
    "half of it": OddAnswer(200, b'{"ok":true,"result":{"message_id":7,"cha'),
    "a list": OddAnswer(200, b"[1,2]"),
    "a text": OddAnswer(200, b'"ok"'),
    "no result": OddAnswer(200, b'{"ok":true}'),
    "a result that is none": OddAnswer(200, b'{"ok":false,"result":[]}'),
    "neither": OddAnswer(200, b"{}"),
    "nested too deep": OddAnswer(200, b"[" * 100_000),
    "no text": OddAnswer(200, b"\xff\xfe\x00"),
    "moved": OddAnswer(302, b""),
    "a page that refuses": OddAnswer(400, HTML),
    "a page that wants a password": OddAnswer(401, HTML),
    "a page that forbids": OddAnswer(403, HTML),
    "a page that is not found": OddAnswer(404, HTML),
    "a page that takes too long": OddAnswer(408, HTML),
    "a page that conflicts": OddAnswer(409, HTML),
    "not found, of another service": OddAnswer(404, b'{"detail":"Not Found"}'),
    "a description that is no text": OddAnswer(400, b'{"ok":false,"description":[1]}'),
    "a description that is nothing": OddAnswer(403, b'{"ok":false,"description":null}'),
    "parameters that are a list": OddAnswer(
        502, b'{"ok":false,"description":"x","parameters":[1]}'
    ),
    "another error": OddAnswer(418, b'{"ok":false,"error_code":418,"description":"teapot"}'),
    "a page of a gateway": OddAnswer(502, HTML),
    "no service": OddAnswer(503),
    "a bad request that says it is the server": OddAnswer(
        400, b'{"ok":false,"error_code":500,"description":"Internal Server Error"}'
    ),
}

WAITS: dict[str, tuple[Any, float]] = {
    "a number": (37, 37),
    "a fraction": (1.5, 1.5),
    "a number in a text": ("37", 37),
    "a text": ("soon", DEFAULT_WAIT),
    "an empty text": ("", DEFAULT_WAIT),
    "nothing": (None, DEFAULT_WAIT),
    "none": (0, DEFAULT_WAIT),
    "less than none": (-5, DEFAULT_WAIT),
    "true": (True, DEFAULT_WAIT),
    "a list": ([30], DEFAULT_WAIT),
    "an object": ({"seconds": 30}, DEFAULT_WAIT),
    "a year": (31_536_000, LONGEST_WAIT),
    "more than a float holds": (10**400, LONGEST_WAIT),
    "for ever": ("Infinity", LONGEST_WAIT),
    "not a number": ("NaN", DEFAULT_WAIT),
}


def too_many(wait: object) -> bytes:
    body = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    return json({**body, "parameters": {"retry_after": "WAIT"}}).replace(
        b'"WAIT"', str(wait).encode() if type(wait) is int else json(wait)
    )


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD.keys())
async def test_an_answer_of_another_shape_is_asked_for_again_and_nothing_is_lost(
    rig: Rig, kari: Person, answer: OddAnswer
) -> None:
    ola = rig.telegram.person()
    rig.telegram.fail_next("sendMessage", with_=answer, times=3)
    await queue(rig, kari.id, text(kari.id, "en"), text(kari.id, "to"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
            for seconds in (1, 2, 4):
                await later(rig, seconds)
            await queue(rig, ola.id, text(ola.id, "hei"))
            await rig.settled()
    assert [texts(kari), texts(ola)] == [["en", "to"], ["hei"]]
    assert {log["event"] for log in logs} == {"call_failed"}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD.keys())
async def test_polling_goes_on_after_an_answer_of_another_shape(
    rig: Rig, kari: Person, answer: OddAnswer
) -> None:
    await kari.says("/start")
    rig.telegram.fail_next("getUpdates", with_=answer, times=3)
    with capture_logs():
        async with rig.sending(), rig.polling():
            await rig.settled()
    assert rig.naps.asked == [1.0, 2.0, 4.0]
    assert TEMA in kari.last_message.text


@pytest.mark.parametrize(("wait", "seconds"), WAITS.values(), ids=WAITS.keys())
async def test_a_429_is_waited_for_whatever_it_says_of_how_long(
    rig: Rig, kari: Person, wait: Any, seconds: float
) -> None:
    rig.telegram.fail_next("sendMessage", with_=OddAnswer(429, too_many(wait)))
    rig.telegram.fail_next("getUpdates", with_=OddAnswer(429, too_many(wait)))
    await queue(rig, kari.id, text(kari.id, "en"))
    async with rig.sending(), rig.polling():
        await rig.settled()
        await later(rig, seconds - 0.001)
        assert texts(kari) == []
        await later(rig, 0.001)
        assert texts(kari) == ["en"]
        await rig.telegram.polled()
    assert rig.naps.asked == [seconds]


@pytest.mark.parametrize(
    "body", [b"", HTML, b"[]", b'{"ok":false,"parameters":7}', b'{"parameters":{"retry_after":3}}']
)
def test_a_429_without_a_word_is_a_429(body: bytes) -> None:
    with pytest.raises(RetryAfter) as caught:
        result_of(429, body)
    wait = caught.value.retry_after
    assert isinstance(wait, timedelta)
    assert math.isclose(wait.total_seconds(), 3 if b"3" in body else DEFAULT_WAIT)


def test_an_error_in_an_answer_that_says_all_is_well_is_the_error_it_names() -> None:
    with pytest.raises(TelegramError, match="Chat not found"):
        result_of(200, json(REFUSED))


def test_no_error_tells_what_the_answer_held() -> None:
    for status in (200, 400, 401, 403, 404, 429, 500):
        with pytest.raises(TelegramError) as caught:
            result_of(status, b"<p>Nilsen, 7312345678</p>")
        assert "Nilsen" not in repr(caught.value)
