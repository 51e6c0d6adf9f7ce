"""The same tree with python-telegram-bot's own means: ConversationHandler and PicklePersistence.

Written as its documentation shows it: handlers that await each call, a webhook of its own
(Starlette and uvicorn, as in the library's example), answers in `user_data`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from benchmarks.lag import Lag
from benchmarks.people import SECRET, TOKEN

Screens = dict[int, tuple[str, list[str], list[int]]]
Bot = Application[Any, Any, Any, Any, Any, Any]


def application(screens: Screens, api: str, file: Path, flush: float) -> Bot:
    """Return the bot.

    Args:
        screens: the tree: text, labels of the buttons and where they lead, by number.
        api: of the Bot API server.
        file: where PicklePersistence writes.
        flush: seconds between two writes.
    """
    no_preview = LinkPreviewOptions(is_disabled=True)

    def keyboard(number: int) -> InlineKeyboardMarkup:
        _, labels, leads = screens[number]
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(label, callback_data=f"{number}:{lead}:{place}")]
                for place, (label, lead) in enumerate(zip(labels, leads, strict=True))
            ]
        )

    async def show(context: ContextTypes.DEFAULT_TYPE, chat: int, number: int) -> int:
        await context.bot.send_message(
            chat,
            screens[number][0],
            parse_mode="HTML",
            reply_markup=keyboard(number),
            link_preview_options=no_preview,
        )
        return number

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.effective_chat is not None  # noqa: S101
        assert context.user_data is not None  # noqa: S101
        context.user_data.clear()
        return await show(context, update.effective_chat.id, 1)

    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        assert query is not None  # noqa: S101
        assert query.data is not None  # noqa: S101
        assert context.user_data is not None  # noqa: S101
        assert update.effective_chat is not None  # noqa: S101
        number, lead, place = map(int, query.data.split(":"))
        text, labels, _ = screens[number]
        await query.answer()
        if lead == 1:
            context.user_data.clear()
            await query.edit_message_reply_markup(None)
        else:
            context.user_data[f"s{number}"] = labels[place]
            await query.edit_message_text(
                f"{text}\n\n✓ Du svarte: <b>{labels[place]}</b>",
                parse_mode="HTML",
                link_preview_options=no_preview,
            )
        return await show(context, update.effective_chat.id, lead)

    built = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{api}/bot")
        .updater(None)
        .persistence(PicklePersistence(file, update_interval=flush))
        .build()
    )
    built.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                number: [CallbackQueryHandler(answered, pattern=rf"^{number}:")]
                for number in screens
            },
            fallbacks=[CommandHandler("start", start)],
            name="tree",
            persistent=True,
        )
    )
    return built


async def serve(bot: Bot, port: int) -> None:
    """Answer at a webhook until SIGTERM."""

    async def take(request: Request) -> Response:
        if request.headers.get("x-telegram-bot-api-secret-token") != SECRET:
            return Response(status_code=404)
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return Response()

    app = Starlette(routes=[Route("/", take, methods=["POST"])])
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, access_log=False, log_level="warning", ws="none")
    )
    async with bot:
        await bot.start()
        try:
            await server.serve()
        finally:
            await bot.stop()


def with_sniffio(*, available: bool) -> None:
    """Have httpcore find `sniffio`, or not.

    httpcore asks it at every request which event loop runs, and without it tries to import it
    each time. Where it is not installed, something stands in that answers as fast as can be.
    """
    installed = find_spec("sniffio") is not None
    if available and not installed:
        stand_in = ModuleType("sniffio")
        stand_in.current_async_library = lambda: "asyncio"  # type: ignore[attr-defined]
        sys.modules["sniffio"] = stand_in
    elif installed and not available:
        sys.meta_path.insert(0, _Hiding())


class _Hiding:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "sniffio":
            raise ModuleNotFoundError(name=name)


def main() -> None:
    """Run the bot until it is told to stop."""
    parser = argparse.ArgumentParser()
    for name in ("--api", "--screens", "--file", "--lag"):
        parser.add_argument(name)
    parser.add_argument("--port", type=int)
    parser.add_argument("--flush", type=float)
    parser.add_argument("--sniffio", choices=("yes", "no"))
    given = parser.parse_args()
    with_sniffio(available=given.sniffio == "yes")
    screens = {
        int(number): tuple(screen)
        for number, screen in json.loads(Path(given.screens).read_text()).items()
    }

    async def run() -> None:
        async with Lag(Path(given.lag) if given.lag else None):
            await serve(bot, given.port)

    # What it warns of is how its documentation writes this, too.
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bot = application(screens, given.api, Path(given.file), given.flush)
    asyncio.run(run())


if __name__ == "__main__":
    main()
