"""What is sent instead of a message that Telegram refuses: plainer and plainer, to the shortest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from bot.store import Call
from bot.telegram.refusals import About
from bot.texts import Words, to_plain

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
_LINK: Final = re.compile(r"<a\s[^<>]*?href=\"([^\"<>]*)\"[^<>]*>(.*?)</a>", re.DOTALL)
_TAG: Final = re.compile(r"</?(?:a|b|i|u|s|code|pre|strong|em|blockquote)(?:\s[^<>]*)?>")
_KEPT: Final = ("chat_id", "message_thread_id", "link_preview_options")


class Fallback(msgspec.Struct, frozen=True):
    """A call to be made instead of one that was refused.

    Attributes:
        kind: what it is, a word for operators.
    """

    kind: str
    call: Call


def fallbacks(refused: Call, about: About, words: Words) -> Iterator[Fallback]:
    """Yield what can be sent instead of a call, the most useful first.

    Args:
        refused: the call.
        about: what of it was refused.
        words: of the person's language.
    """
    if about is About.PLACE and refused.parameters.get("chat_id", 0) < 0:
        # A group that does not let the bot speak there is not spoken to elsewhere.
        return
    if refused.method == "answerCallbackQuery":
        query = {"callback_query_id": refused.parameters.get("callback_query_id")}
        yield Fallback("bare", replace(refused, parameters=query))
    elif refused.method == "editMessageText":
        where = {name: refused.parameters.get(name) for name in ("chat_id", "message_id")}
        bare = replace(refused, method="editMessageReplyMarkup", parameters=where)
        yield Fallback("bare", bare)
    elif refused.method.startswith("send") or not (
        refused.cosmetic or refused.method.startswith("delete")
    ):
        yield from _messages(refused, about, words)


def _messages(refused: Call, about: About, words: Words) -> Iterator[Fallback]:
    parameters = refused.parameters
    if about is About.PLACE:
        parameters = {k: v for k, v in parameters.items() if k != "message_thread_id"}
        yield Fallback("elsewhere", replace(refused, parameters=parameters))
    there = {name: parameters[name] for name in _KEPT if name in parameters}
    text, markup = plain_text(parameters), parameters.get("reply_markup")
    if text and markup and about is not About.BUTTONS:
        plain = {**there, "text": cut(text, MAX_TEXT), "reply_markup": markup}
        yield Fallback("plain", _message(refused, plain, shows=refused.shows))
    if text:
        ways = _ways(markup, words) if markup else ""
        room = MAX_TEXT - _units(ways) - 2
        plain = {**there, "text": f"{cut(text, room)}\n\n{ways}".strip()}
        yield Fallback("without_buttons" if markup else "plain", _message(refused, plain))
    yield Fallback("short", _message(refused, {**there, "text": _shortest(refused, words)}))


def _message(refused: Call, parameters: Mapping[str, Any], shows: int | None = None) -> Call:
    return replace(refused, method="sendMessage", parameters=parameters, shows=shows, closes=None)


def _ways(markup: Mapping[str, Any], words: Words) -> str:
    """Return what can be written where there are no buttons."""
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    labels = [
        ": ".join(filter(None, (str(button.get("text", "")).strip(), button.get("url"))))
        for button in buttons
    ]
    told = [f"• {label}" for label in labels if label]
    if not told:
        return words.pgettext("refused", "Knappene kom ikke med. Skriv svaret, eller skriv /start.")
    first = words.pgettext("refused", "Knappene kom ikke med. Du kan skrive:")
    return cut("\n".join((first, *told)), MAX_TEXT // 2)


def _shortest(refused: Call, words: Words) -> str:
    going_on = words.pgettext(
        "refused",
        "Jeg fikk ikke vist deg neste melding. Skriv /svar for å se svarene dine, eller /start "
        "for å begynne på nytt. Haster det? Skriv /hast.",
    )
    if not refused.urgent:
        return going_on
    emergency = words.pgettext(
        "emergency", "**Fare for liv? Ring 113.** Kan det ikke vente? Ring legevakten: 116 117."
    )
    return f"{to_plain(emergency)}\n\n{going_on}"


def plain_text(parameters: Mapping[str, Any]) -> str:
    """Return the text or the caption of a message without markup: «link text (https://…)»."""
    text = str(parameters.get("text") or parameters.get("caption") or "")
    if str(parameters.get("parse_mode", "")).upper() == "HTML":
        text = html.unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", text)))
    # A character that is half of one makes no JSON, and what is not shown makes no text.
    text = text.encode("utf-8", "replace").decode()
    return text.strip() if any(character.isprintable() for character in text.split()) else ""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many UTF-16 units, cut between words where it is too long."""
    if _units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 2)].decode("utf-16-le", "ignore")
    shorter = kept.rsplit(maxsplit=1)[0] if len(kept.split()) > 1 else kept
    return f"{shorter} …"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
