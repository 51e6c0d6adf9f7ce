"""The webhook: what is let in, what is refused, and that nothing comes of what is refused."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import msgspec
import pytest

from tests.telegram_emulator import SECRET_HEADER, Person

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
    assert await post(start(kari.id), headers) == 403
    assert post.untouched()


async def test_without_the_secret_not_even_a_large_body_is_read(post: Poster) -> None:
    assert await post(b"x" * (LIMIT + 1), {}) == 403
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
async def test_json_of_the_wrong_shape_is_refused(post: Poster, body: bytes) -> None:
    assert await post(body) == 400
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
    assert await post(start(kari.id), method=method) == 405
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
