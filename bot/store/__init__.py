"""What a conversation leaves behind: sessions, updates seen and the outbox, in SQL."""
