"""A conversation with no channel: a session and an event become a session and screens."""

from bot.dialog.events import Command, Event, Press, Said, Touched, Unreadable
from bot.dialog.fitting import Fitted, fit
from bot.dialog.recalling import Replies
from bot.dialog.reply import Closed, Reply, reply, show
from bot.dialog.screen import (
    DeadlineView,
    Kind,
    Option,
    OutcomeView,
    Screen,
    SourceView,
)
from bot.dialog.session import Given, Session, View, decode, encode

__all__ = [
    "Closed",
    "Command",
    "DeadlineView",
    "Event",
    "Fitted",
    "Given",
    "Kind",
    "Option",
    "OutcomeView",
    "Press",
    "Replies",
    "Reply",
    "Said",
    "Screen",
    "Session",
    "SourceView",
    "Touched",
    "Unreadable",
    "View",
    "decode",
    "encode",
    "fit",
    "reply",
    "show",
]
