"""The webhook: what is let in, what is refused, and that nothing comes of what is refused."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import aiohttp
import msgspec
import pytest
from structlog.testing import capture_logs

from bot.serving import Impatient
from tests.telegram_emulator import SECRET_HEADER, Person
from tests.telegram_emulator.patience import PATIENCE, within

from .raw_http import open_raw, raw_head, raw_status
from .rig import PATH, SECRET, Rig

GOOD = {SECRET_HEADER: SECRET}
LIMIT = 1 << 20


def start(chat: int, update_id: int = 1, **more: Any) -> dict[str, Any]:
    message = {"message_id": 1, "chat": {"id": chat, "type": "private"}, "text": "/start"}
    return {"update_id": update_id, "message": message, **more}


class Poster:
    """Posts to the webhook as anyone can who knows where it is."""

    def __init__(self, rig: Rig, session: aiohttp.ClientSession) -> None:
        self._rig = rig
        self._session = session

    async def __call__(
        self, body: Any, headers: Mapping[str, str] = GOOD, *, method: str = "POST", path: str = ""
    ) -> int:
        url = self._rig.hook.removesuffix(PATH) + path if path else self._rig.hook
        data = msgspec.json.encode(body) if isinstance(body, dict) else body
        data = io.BytesIO(data) if isinstance(data, bytes) else data
        async with self._session.request(method, url, data=data, headers=headers) as response:
            return response.status

    def untouched(self) -> bool:
        """Whether nothing is stored and nothing was sent."""
        with sqlite3.connect(self._rig.path) as db:
            rows = [
                db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("updates", "chats", "outbox")
            ]
        db.close()
        calls = {call.method for call in self._rig.telegram.calls}
        return rows == [0, 0, 0] and calls == {"getMe"}


@pytest.fixture
async def post(rig: Rig) -> AsyncIterator[Poster]:
    async with aiohttp.ClientSession() as session, rig.sending(), rig.listening():
        yield Poster(rig, session)


async def test_a_good_post_is_answered(post: Poster, rig: Rig, kari: Person) -> None:
    assert await post(start(kari.id)) == 200
    assert "Hei! Jeg er Rettvei." in (await kari.next_message()).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: "feil"},
        {SECRET_HEADER: SECRET + "x"},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: SECRET.upper()},
        {SECRET_HEADER: "hemmelig-æøå-🔑"},
        {SECRET_HEADER: "a" * 4000},
        {"Authorization": SECRET},
    ],
    ids=lambda headers: str(headers)[:40],
)
async def test_without_the_right_secret_nothing_is_let_in(
    post: Poster, kari: Person, headers: dict[str, str]
) -> None:
    assert await post(start(kari.id), headers) == 404
    assert post.untouched()


async def test_without_the_secret_not_even_a_large_body_is_read(post: Poster) -> None:
    assert await post(b"x" * (LIMIT + 1), {}) == 404
    assert post.untouched()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"hei",
        b"\xff\xfe\x00",
        b'{"update_id": NaN}',
        b'{"update_id": 1}{"update_id": 2}',
        b"[" * 100_000,
        b'{"update_id":1,"x":' + b"[" * 300_000 + b"]" * 300_000 + b"}",
    ],
    ids=lambda body: body[:20].hex(),
)
async def test_what_is_not_json_is_refused(post: Poster, body: bytes) -> None:
    assert await post(body) == 400
    assert post.untouched()


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"7",
        b'"hei"',
        b"null",
        b"true",
        b"{}",
        b'[{"update_id": 1}]',
        b'{"update_id": "1"}',
        b'{"update_id": null}',
        b'{"update_id": 1.5}',
        b'{"update_id": true}',
        b'{"update_id": 1e300}',
        b'{"update_id": 18446744073709551616}',
    ],
)
async def test_json_of_the_wrong_shape_is_refused(post: Poster, body: bytes) -> None:
    assert await post(body) == 400
    assert post.untouched()


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id": 1, "message": []}',
        b'{"update_id": 1, "message": "hei"}',
        b'{"update_id": 1, "message": {"message_id": 1}}',
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": "1", "type": "private"}}}',
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 1}}}',
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 1, "type": 2}}}',
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 1e30, "type": "private"}}}',
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": [[[[1]]]], "type": "x"}}}',
        b'{"update_id": 1, "callback_query": {"id": "1", "from": {"id": 1}, "message": {"a": []}}}',
        b'{"update_id": 1, "callback_query": {"id": 1, "from": {"id": 1}}}',
        b'{"update_id": 1, "callback_query": {"id": "1", "from": {"id": null}}}',
        b'{"update_id": 1, "callback_query": {"id": "1", "from": {"id": 1}, "data": 7}}',
    ],
)
async def test_an_update_of_the_wrong_shape_is_acknowledged_so_that_it_does_not_come_back(
    post: Poster, rig: Rig, body: bytes
) -> None:
    with capture_logs() as logs:
        assert await post(body) == 200
    assert [log["event"] for log in logs] == ["update_unreadable"]
    assert rig.measured("rettvei_updates_total", kind="unreadable", result="ignored") == 1
    assert post.untouched()


async def test_a_body_over_a_mebibyte_is_refused_by_its_declared_length(
    post: Poster, kari: Person
) -> None:
    assert await post(start(kari.id, padding="x" * LIMIT)) == 413
    assert post.untouched()


async def test_a_body_over_a_mebibyte_is_refused_when_no_length_is_declared(
    post: Poster, kari: Person
) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(LIMIT // 4096 + 1):
            yield b" " * 4096
        yield msgspec.json.encode(start(kari.id))

    assert await post(parts()) == 413
    assert post.untouched()


async def test_a_body_of_just_a_mebibyte_is_taken(post: Poster, kari: Person) -> None:
    short = len(msgspec.json.encode(start(kari.id, padding="")))
    assert await post(start(kari.id, padding="x" * (LIMIT - short))) == 200
    await kari.next_message()


async def test_a_declared_length_that_is_no_number_is_refused(post: Poster, rig: Rig) -> None:
    for length in ("²", "-1", "1e9", "99999999999999999999999999999999"):
        assert await raw_status(rig, length) in (400, 413)
    assert post.untouched()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_refused(post: Poster, kari: Person, method: str) -> None:
    assert await post(start(kari.id), method=method) == 404
    assert post.untouched()


@pytest.mark.parametrize("path", ["/", "/x", PATH + "x", PATH.upper(), PATH + "/x", "/%00"])
async def test_other_paths_are_not_found(post: Poster, kari: Person, path: str) -> None:
    assert await post(start(kari.id), path=path) == 404
    assert post.untouched()


@pytest.mark.parametrize(
    "kind",
    [
        "inline_query",
        "my_chat_member",
        "chat_join_request",
        "poll_answer",
        "channel_post",
        "edited_channel_post",
        "pre_checkout_query",
        "business_message",
        "message_reaction",
        "something_that_comes_next_year",
    ],
)
async def test_kinds_of_update_that_are_not_read_are_taken_and_nothing_comes_of_them(
    post: Poster, kind: str
) -> None:
    assert await post({"update_id": 1, kind: {"id": "1", "from": {"id": 1}}}) == 200
    assert await post({"update_id": 2}) == 200
    assert post.untouched()


async def test_a_store_that_fails_is_told_as_unavailable_and_nothing_is_kept(
    post: Poster, rig: Rig, kari: Person
) -> None:
    rig.store.turns_to_fail = 1
    assert await post(start(kari.id)) == 503
    assert post.untouched()
    assert await post(start(kari.id)) == 200
    await kari.next_message()
    assert await post(start(kari.id)) == 200
    await rig.settled()
    assert len(kari.from_bot) == 1


async def test_one_who_goes_away_in_the_middle_of_a_body_leaves_nothing(
    post: Poster, rig: Rig, kari: Person
) -> None:
    _, writer = await open_raw(rig)
    writer.write(raw_head("4000") + b'{"update_id": 1, ')
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await post(start(kari.id)) == 200
    await kari.next_message()
    await rig.settled()
    assert len(kari.from_bot) == 1


async def test_what_is_refused_looks_alike_whatever_was_wrong(post: Poster, rig: Rig) -> None:
    answers = set()
    base = rig.hook.removesuffix(PATH)
    async with aiohttp.ClientSession() as session:
        for method, url, headers in (
            ("POST", rig.hook, {SECRET_HEADER: "feil"}),
            ("POST", rig.hook, {}),
            ("GET", rig.hook, GOOD),
            ("POST", f"{base}/annet", GOOD),
            ("POST", base, {}),
            ("GET", f"{base}/metrics", {}),
            ("GET", f"{base}/readyz", {}),
        ):
            async with session.request(method, url, headers=headers) as response:
                named = {name: value for name, value in response.headers.items() if name != "date"}
                answers.add((response.status, str(sorted(named.items())), await response.read()))
    assert len(answers) == 1
    assert post.untouched()


async def test_updates_beyond_those_in_work_are_told_to_come_back(rig: Rig, kari: Person) -> None:
    rig.in_work = 1
    async with rig.listening(), aiohttp.ClientSession() as session:
        _, writer = await open_raw(rig)
        writer.write(raw_head("4000") + b"{")
        await writer.drain()
        busy = Poster(rig, session)
        await until_busy(busy, kari.id)
        async with session.post(rig.hook, json=start(kari.id), headers=GOOD) as response:
            assert (response.status, response.headers["Retry-After"]) == (503, "1")
        writer.close()
        await writer.wait_closed()
    assert rig.measured("rettvei_updates_total", kind="unread", result="busy") >= 1


async def until_busy(post: Poster, chat: int) -> None:
    """Post until the one that is in work has been taken in."""
    for update_id in range(100, 200):
        if await post(start(chat, update_id)) == 503:
            return
    raise AssertionError("It took them all")


async def test_all_of_many_more_updates_than_are_in_work_are_answered_in_the_end(
    rig: Rig,
) -> None:
    rig.way, rig.in_work = "webhook", 2
    people = [rig.telegram.person() for _ in range(30)]
    async with rig.running():
        for person in people:
            await person.says("/start")
        await rig.settled()
    assert {len(person.from_bot) for person in people} == {1}


async def test_a_body_that_takes_too_long_is_cut(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Impatient, "request_within", 0.05)
    async with rig.listening():
        reader, writer = await open_raw(rig)
        writer.write(raw_head("4000") + b"{")
        await writer.drain()
        with suppress(ConnectionError):
            assert await within(PATIENCE, reader.read(), "It was not cut") == b""
        writer.close()


@pytest.mark.parametrize("sent", [b"", b"POST / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
async def test_a_head_that_takes_too_long_is_cut(
    rig: Rig, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Impatient, "request_within", 0.05)
    async with rig.listening():
        reader, writer = await open_raw(rig)
        writer.write(sent)
        await writer.drain()
        with suppress(ConnectionError):
            assert await within(PATIENCE, reader.read(), "It was not cut") == b""
        writer.close()


async def test_a_second_head_that_takes_too_long_is_cut_and_a_quick_one_is_not(
    rig: Rig, kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Impatient, "request_within", 0.2)
    whole = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
    async with rig.listening():
        reader, writer = await open_raw(rig)
        for _ in range(3):
            writer.write(whole)
            assert b"404" in await within(PATIENCE, reader.readuntil(b"\r\n\r\n"), "No answer")
        writer.write(b"POST / HT")
        with suppress(ConnectionError):
            assert await within(PATIENCE, reader.read(), "It was not cut") == b""
        writer.close()


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"])
async def test_a_head_that_is_too_long_is_refused(rig: Rig, end: bytes) -> None:
    async with rig.listening():
        reader, writer = await open_raw(rig)
        writer.write(b"POST / HTTP/1.1\r\nX-Long: " + b"x" * 40_000 + end)
        with suppress(ConnectionError):
            await writer.drain()
            assert b" 400 " in await within(PATIENCE, reader.readline(), "No answer")
        writer.close()


async def test_a_body_that_is_longer_than_a_head_may_be_is_read(rig: Rig, kari: Person) -> None:
    body = msgspec.json.encode(start(kari.id, padding="x" * 100_000))
    async with rig.listening(), rig.sending():
        reader, writer = await open_raw(rig)
        for _ in range(2):
            writer.write(raw_head(str(len(body))) + body[:10])
            await writer.drain()
            writer.write(body[10:])
            answer = await within(PATIENCE, reader.readuntil(b"\r\n\r\n"), "No answer")
            assert b" 200 " in answer
        writer.close()
        await writer.wait_closed()
        await kari.next_message()


@pytest.mark.parametrize("end", [b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET * HTTP/9.9\r\n\r\n"])
async def test_what_is_no_request_is_refused(rig: Rig, end: bytes) -> None:
    async with rig.listening():
        reader, writer = await open_raw(rig)
        writer.write(end)
        assert b" 400 " in await within(PATIENCE, reader.readline(), "No answer")
        assert await within(PATIENCE, reader.read(), "It was not cut") is not None
        writer.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_host_is_told_that_the_process_lives_and_nothing_else(
    rig: Rig, method: str
) -> None:
    rig.store.writes_fail_with = "the disk is full"
    async with rig.listening(), aiohttp.ClientSession() as session:
        base = rig.hook.removesuffix(PATH)
        async with session.request(method, f"{base}/healthz?all=1") as response:
            assert response.status == 200
            assert await response.text() == ("ok\n" if method == "GET" else "")
        for path in ("/healthz/", "/readyz", "/metrics", "/"):
            async with session.request(method, f"{base}{path}") as response:
                assert response.status == 404
        async with session.post(f"{base}/healthz") as response:
            assert response.status == 404


async def test_the_log_says_what_is_wrong_with_the_database(rig: Rig, post: Poster) -> None:
    rig.store.turns_to_fail = 1
    with capture_logs() as logs:
        assert await post(start(5)) == 503
    (line,) = [line for line in logs if line["event"] == "update_not_kept"]
    assert (line["reason"], line["said"]) == ("StoreError", "the disk is full")
