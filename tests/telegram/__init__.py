"""The bot in Telegram, from end to end: real handlers, store and HTTP against the emulator."""
