"""The same conversation in a terminal, line by line through a pipe, or as JSON."""

from bot.console.chat import chat

__all__ = ["chat"]
