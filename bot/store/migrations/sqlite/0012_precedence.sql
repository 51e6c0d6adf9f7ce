-- An answer about danger has priority 0 and goes out before all else; everything else has 1. What
-- is `replaceable` is superseded by a later screen of its conversation, and goes out no more unless
-- it was claimed before and has not been given back.

ALTER TABLE outbox ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN replaceable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;

DROP INDEX outbox_in_order;
CREATE INDEX outbox_of_chat ON outbox (chat, priority, id);
CREATE INDEX outbox_in_order ON outbox (priority, id);
