-- An answer about danger has priority 0 and goes out before all else; everything else has 1. What
-- is `replaceable` is superseded by a later screen of its conversation, and goes out no more unless
-- it was claimed before and has not been given back.

ALTER TABLE outbox
    ADD COLUMN priority SMALLINT NOT NULL DEFAULT 1 CHECK (priority IN (0, 1)),
    ADD COLUMN replaceable BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN superseded BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN claimed BOOLEAN NOT NULL DEFAULT FALSE;

DROP INDEX outbox_in_order;
CREATE INDEX outbox_of_chat ON outbox (chat, priority, id);
CREATE INDEX outbox_in_order ON outbox (priority, id);
