"""Rettvei: guided help on Telegram, from one plain question to the right answer."""
