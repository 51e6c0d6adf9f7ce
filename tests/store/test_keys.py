"""The operator's keys, and what is sealed with the secrets behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import DamagedError, Masters, StoreKeyError, new_key, read_keys
from bot.store.keys import new_secrets, next_secret
from bot.store.sealing import Kind, Sealer, UnknownKeyError

OLD, NEW = Masters((b"o" * 32,)), Masters((b"n" * 32,))
BOTH = Masters((*NEW.keys, *OLD.keys))
LOCKED = new_secrets(OLD)
SEALER = OLD.sealer(LOCKED)
CHAT, OTHER = SEALER.chat(5), SEALER.chat(6)


def test_a_new_key_is_read_as_it_was_written() -> None:
    first, second = new_key(), new_key()
    assert first != second
    assert len(first) == 43
    assert [len(key) for key in read_keys(f"{first}, {second}=\n")] == [32, 32]
    assert read_keys(f"{first},{second}") == (*read_keys(first), *read_keys(second))
    assert read_keys(" ") == ()


@pytest.mark.parametrize(
    "text", ["hemmelig", "a" * 42, "a" * 44, "å" * 43, "A" * 42 + "B", "*" * 43]
)
def test_what_is_no_key_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="is not a key: `rettvei key` makes one"):
        read_keys(text)


@given(value=st.binary(max_size=99), kind=st.sampled_from(Kind))
def test_what_was_sealed_opens_for_its_own_chat_and_kind_only(value: bytes, kind: Kind) -> None:
    sealed = SEALER.seal(kind, CHAT, value)
    assert SEALER.unseal(kind, CHAT, sealed) == value
    assert len(sealed) == len(value) + 32
    with pytest.raises(DamagedError):
        SEALER.unseal(kind, OTHER, sealed)
    for another in set(Kind) - {kind}:
        with pytest.raises(DamagedError):
            SEALER.unseal(another, CHAT, sealed)


@given(place=st.integers(4, 40), bit=st.integers(0, 7))
def test_a_sealed_value_that_was_changed_does_not_open(place: int, bit: int) -> None:
    sealed = bytearray(SEALER.seal(Kind.SESSION, CHAT, b"a session"))
    sealed[place] ^= 1 << bit
    with pytest.raises(DamagedError, match="put a backup in its place"):
        SEALER.unseal(Kind.SESSION, CHAT, bytes(sealed))


@pytest.mark.parametrize("length", [4, 10, 16, 31])
def test_a_sealed_value_that_was_cut_off_does_not_open(length: int) -> None:
    with pytest.raises(DamagedError):
        SEALER.unseal(Kind.CALL, CHAT, SEALER.seal(Kind.CALL, CHAT, b"x")[:length])


def test_the_same_value_is_never_sealed_alike() -> None:
    assert SEALER.seal(Kind.CALL, CHAT, b"x") != SEALER.seal(Kind.CALL, CHAT, b"x")


@given(one=st.integers(-(2**63), 2**63 - 1), other=st.integers(-(2**63), 2**63 - 1))
def test_chats_are_known_by_hashes_that_only_the_secret_makes(one: int, other: int) -> None:
    assert (SEALER.chat(one) == SEALER.chat(other)) == (one == other)
    assert OLD.sealer(new_secrets(OLD)).chat(one) != SEALER.chat(one)


def test_a_database_opens_with_the_key_it_was_made_with_and_no_other() -> None:
    assert BOTH.sealer(LOCKED).chat(5) == CHAT
    with pytest.raises(StoreKeyError, match="encrypted with another key than RETTVEI_KEY"):
        NEW.sealer(LOCKED)
    with pytest.raises(StoreKeyError, match="its key is not here; set RETTVEI_KEY"):
        Masters().sealer(LOCKED)


def test_a_key_is_exchanged_without_a_change_to_what_it_protects() -> None:
    sealed = SEALER.seal(Kind.SESSION, CHAT, b"x")
    locked = BOTH.relock(LOCKED)
    assert NEW.sealer(locked).unseal(Kind.SESSION, NEW.sealer(locked).chat(5), sealed) == b"x"
    with pytest.raises(StoreKeyError):
        OLD.sealer(locked)


def test_secrets_cannot_change_places() -> None:
    lookup, rows = LOCKED
    swapped = [
        type(lookup)(lookup.id, lookup.purpose, rows.sealed),
        type(rows)(rows.id, rows.purpose, lookup.sealed),
    ]
    with pytest.raises(StoreKeyError):
        OLD.sealer(swapped)


def test_the_newest_secret_seals_and_the_older_still_open() -> None:
    sealed = SEALER.seal(Kind.CALL, CHAT, b"x")
    newer = OLD.sealer([*LOCKED, next_secret(OLD, LOCKED)])
    assert newer.newest > SEALER.newest
    assert newer.unseal(Kind.CALL, CHAT, sealed) == b"x"
    with pytest.raises(UnknownKeyError):
        SEALER.unseal(Kind.CALL, CHAT, newer.seal(Kind.CALL, CHAT, b"x"))


def test_keys_and_secrets_are_not_shown() -> None:
    assert "ooo" not in repr(OLD)
    assert isinstance(SEALER, Sealer)
    assert "secret" not in repr(SEALER)
