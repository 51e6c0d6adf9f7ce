"""RV409: what a button carries fits into it."""

from __future__ import annotations

from bot.flows.kinds import Mark
from bot.flows.model import Question
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report

MOST_BYTES = 45
"""What Telegram leaves for a choice's id.

`callback_data` takes 64 bytes (Bot API, InlineKeyboardButton). Before the id stand a session's id
of 8, a count of screens of up to 9, and two dots; æ, ø and å take two bytes each.
"""


def buttons_can_carry(checked: Checked, report: Report) -> None:
    """Report choices whose id is too long for a button."""
    for _, _, step in all_steps(checked):
        if isinstance(step, Question):
            for choice in step.buttons:
                # The button of one of several also tells whether it takes the tick away.
                size = len(choice.id.encode()) + isinstance(choice, Mark)
                if size > MOST_BYTES:
                    report.error(
                        choice.position,
                        "RV409",
                        f"Id-en «{choice.id}» tar {size} byte, og en knapp i Telegram har plass "
                        f"til {MOST_BYTES}. Bruk en kortere id; æ, ø og å teller to.",
                    )
