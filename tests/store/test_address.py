"""Addresses of databases: read as libpq does, and never told with what is secret in them."""

from __future__ import annotations

import pytest
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict

from bot.store.address import _KNOWN, AddressError, read_address
from bot.store.errors import StoreError
from bot.store.postgres.server import place_of

ENCODED = "@ is %40, / is %2F"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
@pytest.mark.parametrize(
    "rest",
    [
        "u:hem@melig@host/db",
        "u:hem@melig/x@host/db",
        "u:hem/melig@host/db",
        "u:1/melig@host/db",
        "u:hem/melig?x=1@host/db",
        "u:hem%melig@host/db",
        "u:hem%00melig@host/db",
        "u:hem melig@host/db",
        "u:hem\tmelig@host/db",
        "u:hem@melig?x@host/db",
        "u:hem@melig#x/db",
        "u:hem/melig",
        "u:x@host/db/melig",
        "hem@u:melig@host/db",
    ],
)
def test_a_password_that_ends_too_early_is_told_of_and_nothing_of_it(
    scheme: str, rest: str
) -> None:
    url = f"{scheme}://{rest}"
    with pytest.raises(AddressError, match=ENCODED) as refused:
        read_address(url)
    with pytest.raises(StoreError, match=ENCODED) as told:
        place_of(url)
    for error in (refused.value, told.value):
        assert "\n" not in str(error)
        assert not any(piece in str(error) for piece in ("hem", "melig"))


@pytest.mark.parametrize(
    "url",
    [
        "postgres://host/db",
        "postgresql://",
        "postgresql:///db",
        "postgres://u:a:b?c#d=e&f@host:5433/db",
        "postgres://u:p%40%2F%3A%25@host/d%2Fb",
        "postgres://u@[::1]:5/db",
        "postgres://u:p@one,two:5433/db?target_session_attrs=any",
        "postgres:///db?host=/run/pg&user=u",
        "postgres://u@host/db?dbname=other&hostaddr=10.0.0.1&sslmode=require",
    ],
)
def test_what_can_be_read_is_read_as_libpq_reads_it(url: str) -> None:
    theirs, address = conninfo_to_dict(url), read_address(url)
    assert address.database == (theirs.get("dbname") or "")
    named = theirs.get("hostaddr") or theirs.get("host")
    assert ",".join(address.hosts) == (named or "")
    assert address.attributes == theirs.get("target_session_attrs", "")


@pytest.mark.parametrize("name", ["pgbouncer", "schema", "connection_limit"])
def test_a_parameter_that_is_not_understood_is_named_with_those_that_are(name: str) -> None:
    with pytest.raises(AddressError) as refused:
        read_address(f"postgres://u:hemmelig@host/db?sslmode=require&{name}=true")
    said = str(refused.value)
    assert said.startswith(f"has the parameter {name}, which is not understood: take it away.")
    assert "sslmode, sslrootcert, target_session_attrs" in said
    assert "hemmelig" not in said


def test_every_parameter_of_the_library_is_understood() -> None:
    theirs = {one.keyword.decode() for one in pq.Conninfo.get_defaults()}
    assert theirs <= _KNOWN


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("", True),
        ("localhost", True),
        ("127.0.0.9", True),
        ("[::1]", True),
        ("/run/postgresql", True),
        ("db.example.org", False),
        ("10.0.0.1", False),
        ("localhost,db", False),
    ],
)
def test_an_address_is_of_this_machine_or_not(host: str, here: bool) -> None:
    where = "" if host.startswith("/") else host
    query = f"?host={host}" if host.startswith("/") else ""
    assert read_address(f"postgres://u@{where}/db{query}").is_here == here


@pytest.mark.parametrize(
    ("query", "environment", "encrypted"),
    [
        ("", "", False),
        ("?sslmode=prefer", "require", False),
        ("?sslmode=require", "", True),
        ("?sslmode=verify-full", "", True),
        ("?ssl=true", "", True),
        ("", "require", True),
    ],
)
def test_encryption_is_demanded_by_the_address_or_by_the_library_s_own_variable(
    query: str, environment: str, encrypted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLMODE", environment)
    assert read_address(f"postgres://u@host/db{query}").is_encrypted == encrypted
