-- Times are whole microseconds since 1970-01-01 00:00 UTC.

ALTER TABLE outbox ADD COLUMN queued_at INTEGER NOT NULL DEFAULT 0;

-- How fast each chat is written to; a row is gone when it no longer holds anything back.
CREATE TABLE pace (
    chat INTEGER PRIMARY KEY,
    paid_until INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER NOT NULL DEFAULT 0
);

-- One row: how fast all chats together are written to. `sent` is a JSON list of times.
CREATE TABLE pace_overall (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sent TEXT NOT NULL DEFAULT '[]',
    full_until INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER NOT NULL DEFAULT 0
);

INSERT INTO pace_overall (id) VALUES (1);

-- Updates that could not be handled. `chat` is there to be forgotten by, and for nothing else.
CREATE TABLE set_aside (
    update_id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    error TEXT NOT NULL,
    place TEXT NOT NULL,
    library TEXT NOT NULL,
    step TEXT NOT NULL
);

CREATE INDEX set_aside_by_chat ON set_aside (chat);

-- What people did, for authors: sums of a month, of nobody in particular.
CREATE TABLE counts (
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (month, kind, step)
) WITHOUT ROWID;
