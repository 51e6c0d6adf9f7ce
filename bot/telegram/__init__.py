"""Telegram in, Telegram out: updates become events, screens become calls."""

from bot.telegram.client import Client, FatalTelegramError, connect
from bot.telegram.handle import Handler
from bot.telegram.metrics import Metrics
from bot.telegram.poll import poll
from bot.telegram.release import release
from bot.telegram.sender import Sender
from bot.telegram.tally import Tally
from bot.telegram.webhook import webhook_app

__all__ = [
    "Client",
    "FatalTelegramError",
    "Handler",
    "Metrics",
    "Sender",
    "Tally",
    "connect",
    "poll",
    "release",
    "webhook_app",
]
