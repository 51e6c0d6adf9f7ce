-- Rows of the outbox come and go all the time, and sessions change in place: what they leave is
-- cleared away often, a little at a time, and a changed session finds room beside the old one.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000);
ALTER TABLE chats SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
