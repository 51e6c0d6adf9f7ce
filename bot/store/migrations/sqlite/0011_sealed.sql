-- What is stored about a person is sealed from here on, and a chat is known by a keyed hash.
-- What was stored in plain is sealed by the code that runs this, in the same transaction, and its
-- tables are dropped then. Times are whole microseconds since 1970-01-01 00:00 UTC, hours whole
-- hours since then.

ALTER TABLE chats RENAME TO plain_chats;
ALTER TABLE outbox RENAME TO plain_outbox;
ALTER TABLE set_aside RENAME TO plain_set_aside;
DROP INDEX outbox_in_order;
DROP INDEX set_aside_by_chat;
DROP TABLE pace;

-- The secrets that the rest is hashed and sealed with, themselves sealed with the operator's key.
CREATE TABLE secrets (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('lookup', 'rows')),
    sealed BLOB NOT NULL
);

CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    chat BLOB NOT NULL UNIQUE,
    session BLOB,
    screen BLOB,
    hour INTEGER NOT NULL
);

CREATE INDEX chats_by_hour ON chats (hour);

-- AUTOINCREMENT never gives an id twice, so that a late sender cannot touch another row.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat BLOB NOT NULL,
    call BLOB NOT NULL,
    cosmetic INTEGER NOT NULL CHECK (cosmetic IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL DEFAULT 0,
    queued_at INTEGER NOT NULL
);

CREATE INDEX outbox_in_order ON outbox (chat, id);

CREATE TABLE set_aside (
    update_id INTEGER PRIMARY KEY,
    chat BLOB NOT NULL,
    at INTEGER NOT NULL,
    what BLOB NOT NULL
);

CREATE INDEX set_aside_by_chat ON set_aside (chat);

-- How fast each chat is written to; a row is gone when it no longer holds anything back.
CREATE TABLE pace (
    chat BLOB PRIMARY KEY,
    paid_until INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX updates_by_time ON updates (seen_at);
