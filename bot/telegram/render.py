"""Screens as calls to the Bot API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from bot.dialog import Closed, Screen, Session
from bot.store import Call
from bot.telegram.incoming import callback_data
from bot.texts import Words, escape, to_html

MAX_TEXT = 4096
MAX_TOAST = 200
_PAGE = MAX_TEXT - 300
_ONE_PAGE = _PAGE // 2
"""So many characters fit on a page whatever they are."""


def screen_calls(
    chat: int,
    session: Session,
    screens: tuple[Screen, ...],
    *,
    urgent: bool = False,
    replaceable: bool = False,
) -> list[Call]:
    """Return the messages that show screens; the buttons stand on the last one.

    Args:
        chat: where they are shown.
        session: whose screens they are.
        screens: in order.
        urgent: whether the last one is to be seen before all else.
        replaceable: whether the last one does not go out once another takes its place.
    """
    calls: list[Call] = []
    for index, screen in enumerate(screens):
        is_last = index == len(screens) - 1
        pages = _pages(screen.text)
        for number, page in enumerate(pages):
            parameters = _message(chat, to_html(page))
            shows = None
            if is_last and number == len(pages) - 1 and screen.options:
                parameters["reply_markup"] = _keyboard(session, screen)
                shows = session.revision
            calls.append(
                Call(
                    "sendMessage",
                    parameters,
                    shows=shows,
                    urgent=urgent and is_last,
                    replaceable=replaceable and is_last,
                    step=f"{screen.flow}.{screen.step}",
                    locale=session.locale,
                )
            )
    return calls


def closing_call(
    chat: int, message: int | None, revision: int, closed: Closed, words: Words
) -> Call:
    """Return the call that marks what was chosen on a screen and takes its buttons away.

    Args:
        chat: where the message is.
        message: its id; None if it is still on its way out, and known when this goes out.
        revision: of the screen that it shows.
        closed: the screen, and what was chosen on it.
        words: of the person's language.
    """
    closes = revision if message is None else None
    where = {} if message is None else {"message_id": message}
    if closed.chosen is None or message is None:
        # Nobody had read it when it was left, and more may stand on it than the question.
        bare = {"chat_id": chat, **where}
        return Call("editMessageReplyMarkup", bare, cosmetic=True, closes=closes)
    step = f"{closed.screen.flow}.{closed.screen.step}"
    chosen = words.pgettext("question", "Du svarte: **{answer}**", answer=escape(closed.chosen))
    # Only the last page of a long screen has buttons, and that is the message to be edited.
    page = _pages(closed.screen.text)[-1]
    parameters = _message(chat, to_html(f"{page}\n\n✓ {chosen}")) | where
    return Call("editMessageText", parameters, cosmetic=True, step=step)


def refresh_calls(chat: int, message: int | None, session: Session, screen: Screen) -> list[Call]:
    """Return what shows the buttons of a screen as they are now.

    The message keeps its place, or comes again if it is not known which it was.
    """
    if message is None:
        return screen_calls(chat, session, (screen,))
    parameters = {
        "chat_id": chat,
        "message_id": message,
        "reply_markup": _keyboard(session, screen),
    }
    step = f"{screen.flow}.{screen.step}"
    return [Call("editMessageReplyMarkup", parameters, step=step, locale=session.locale)]


def in_topic(calls: Sequence[Call], topic: int | None) -> list[Call]:
    """Return calls whose messages go where they were asked for, in a chat that has topics."""
    if topic is None:
        return list(calls)
    return [
        replace(call, parameters={**call.parameters, "message_thread_id": topic})
        if call.method.startswith("send")
        else call
        for call in calls
    ]


def acknowledgement(query: str, toast: str | None) -> Call:
    """Return the call that ends the waiting mark on a pressed button."""
    parameters: dict[str, Any] = {"callback_query_id": query}
    if toast:
        parameters["text"] = toast[:MAX_TOAST]
    return Call("answerCallbackQuery", parameters, cosmetic=True)


def apology(chat: int, words: Words) -> Call:
    """Return what is said when something in us has failed."""
    text = words.pgettext("failure", "Noe gikk galt hos meg. Prøv igjen, eller skriv /start.")
    return Call("sendMessage", _message(chat, to_html(text)), locale=words.locale)


def removal(chat: int, message: int) -> Call:
    """Return the call that deletes what a person wrote; it may fail."""
    return Call("deleteMessage", {"chat_id": chat, "message_id": message}, cosmetic=True)


def pointer(chat: int, username: str, words: Words) -> Call:
    """Return what is said in a group: that the conversation is a private one."""
    text = words.pgettext(
        "group", "Jeg svarer bare i privat samtale. Da ser ingen andre hva du spør om."
    )
    label = words.pgettext("group", "Åpne privat samtale")
    parameters = _message(chat, to_html(text))
    button = {"text": label, "url": f"https://t.me/{username}?start=start"}
    parameters["reply_markup"] = {"inline_keyboard": [[button]]}
    return Call("sendMessage", parameters, locale=words.locale)


def _message(chat: int, html: str) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _keyboard(session: Session, screen: Screen) -> dict[str, Any]:
    return {
        "inline_keyboard": [
            [
                {
                    "text": option.label,
                    "callback_data": callback_data(session.id, session.revision, option.id),
                }
            ]
            for option in screen.options
        ]
    }


def _pages(text: str) -> list[str]:
    """Split a text that is longer than a message between its paragraphs.

    Telegram counts UTF-16 units; the marked-up text is never shorter than what it shows.
    """
    if len(text) <= _ONE_PAGE:
        return [text]
    pages = [""]
    for paragraph in text.split("\n\n"):
        joined = f"{pages[-1]}\n\n{paragraph}" if pages[-1] else paragraph
        if len(joined.encode("utf-16-le")) // 2 > _PAGE and pages[-1]:
            pages.append(paragraph)
        else:
            pages[-1] = joined
    return pages
