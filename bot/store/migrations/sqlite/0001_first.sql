-- Times are whole microseconds since 1970-01-01 00:00 UTC.

CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    seen_at INTEGER NOT NULL
);

CREATE TABLE chats (
    chat INTEGER PRIMARY KEY,
    session BLOB,
    message_id INTEGER,
    revision INTEGER,
    CHECK ((message_id IS NULL) = (revision IS NULL))
);

-- AUTOINCREMENT never gives an id twice, so that a late sender cannot touch another row.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    method TEXT NOT NULL,
    parameters TEXT NOT NULL,
    cosmetic INTEGER NOT NULL CHECK (cosmetic IN (0, 1)),
    shows INTEGER,
    closes INTEGER,
    scrub INTEGER NOT NULL DEFAULT 0 CHECK (scrub IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX outbox_in_order ON outbox (chat, id);
