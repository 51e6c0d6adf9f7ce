"""Answers to presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.telegram_emulator import limits
from tests.telegram_emulator.errors import QUERY_TOO_OLD, bad_request
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World


def answer_callback_query(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery; a press is answered once."""
    press = world.presses.get(p.text("callback_query_id"))
    if press is None or press.answered or press.expires <= world.now():
        raise bad_request(QUERY_TOO_OLD)
    text = p.text("text")
    if len(text) > limits.ANSWER_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer(text, alert=p.flag("show_alert"))
    return True


METHODS: Final[Mapping[str, Callable[[World, Parameters], Any]]] = {
    "answerCallbackQuery": answer_callback_query,
}
