"""The same conversation in a terminal, line by line through a pipe, or as JSON."""

from bot.console.chat import chat
from bot.console.watching import Folders

__all__ = ["Folders", "chat"]
