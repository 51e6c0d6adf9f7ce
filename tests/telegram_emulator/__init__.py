"""A Bot API server over HTTP for tests and benchmarks, that refuses and repeats as Telegram does.

    async with TelegramEmulator(token="123:abc") as telegram:
        kari = telegram.person(language_code="nb")
        await kari.says("/start")
        question = await kari.next_message()
        press = await kari.presses(question, "Kommunen")
        await press.answer_comes()
        assert question.labels == []

The bot under test is pointed at `telegram.url`. Nothing here knows the bot.
"""

from .chats import Button, Message, Press
from .clock import Clock
from .desk import Call
from .errors import ApiError, bad_request, forbidden
from .faults import CutConnection, Delay, OddAnswer, ServerError, TooManyRequests
from .group import Group
from .limits import Rates
from .person import Person
from .server import TelegramEmulator
from .webhook import SECRET_HEADER, Delivery

__all__ = [
    "SECRET_HEADER",
    "ApiError",
    "Button",
    "Call",
    "Clock",
    "CutConnection",
    "Delay",
    "Delivery",
    "Group",
    "Message",
    "OddAnswer",
    "Person",
    "Press",
    "Rates",
    "ServerError",
    "TelegramEmulator",
    "TooManyRequests",
    "bad_request",
    "forbidden",
]
