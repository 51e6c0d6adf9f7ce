"""Sealing a server's database anew: its secrets with another key, its rows with another secret."""

from __future__ import annotations

from typing import Any, Final

import psycopg

from bot.store.keys import Masters, next_secret
from bot.store.postgres.migrating import require_key
from bot.store.postgres.schema import check_schema_now
from bot.store.postgres.secrets import read_secrets, unlock, write_secrets
from bot.store.postgres.server import connecting, in_words, place_of
from bot.store.rekeying import Rekeyed, sealed_anew
from bot.store.sealing import Kind, Sealer

_AT_ONCE: Final = 500
_CHATS: Final = """
    SELECT chat, chat, session, screen FROM chats
    WHERE chat > %s ORDER BY chat LIMIT %s FOR UPDATE
"""
_OUTBOX: Final = """
    SELECT id, chat, call FROM outbox WHERE id > %s ORDER BY id LIMIT %s FOR UPDATE
"""
_ASIDE: Final = """
    SELECT update_id, chat, what FROM set_aside
    WHERE update_id > %s ORDER BY update_id LIMIT %s FOR UPDATE
"""
_SET_CHAT: Final = "UPDATE chats SET session = %s, screen = %s WHERE chat = %s"
_SET_CALL: Final = "UPDATE outbox SET call = %s WHERE id = %s"
_SET_ASIDE: Final = "UPDATE set_aside SET what = %s WHERE update_id = %s"
_LOWEST: Final = -(2**63)


def rekey(url: str, masters: Masters) -> Rekeyed:
    """Seal all anew, a little at a time, beside processes that go on.

    Args:
        url: of the database.
        masters: the operator's keys: the first seals from now on.

    Raises:
        StoreError: the database cannot be used as it is.
        StoreKeyError: no key opens it; nothing was changed.
    """
    place = place_of(url)
    require_key(place, masters)
    try:
        with psycopg.connect(**connecting(url)) as db:
            check_schema_now(place, db)
            unlock(place, masters, db)
            with db.transaction():
                db.execute("LOCK TABLE secrets IN EXCLUSIVE MODE")
                relocked = masters.relock(read_secrets(db))
                write_secrets(db, [*relocked, next_secret(masters, relocked)])
            sealer = unlock(place, masters, db)
            return Rekeyed(
                chats=_all(db, sealer, _CHATS, (Kind.SESSION, Kind.SCREEN), _SET_CHAT, b""),
                calls=_all(db, sealer, _OUTBOX, (Kind.CALL,), _SET_CALL, _LOWEST),
                aside=_all(db, sealer, _ASIDE, (Kind.ASIDE,), _SET_ASIDE, _LOWEST),
            )
    except psycopg.Error as error:
        raise in_words(place, error) from error


def _all(
    db: psycopg.Connection[Any],
    sealer: Sealer,
    query: str,
    kinds: tuple[Kind, ...],
    update: str,
    lowest: object,
) -> int:
    """Seal all rows of a table anew; return how many there were to seal."""
    last, count = lowest, 0
    while True:
        with db.transaction(), db.pipeline():
            rows = db.execute(query.encode(), (last, _AT_ONCE)).fetchall()
            for number, chat, *values in rows:
                anew = sealed_anew(sealer, chat, kinds, values)
                if anew is not None:
                    db.execute(update.encode(), (*anew, number))
                    count += 1
        if not rows:
            return count
        last = rows[-1][0]
