"""Every command a person types.

What only some commands need is imported where it is used: a check should not wait for a server.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.arguments import Flows, Texts, Today, calendar_of, fail, library_from
from bot.authoring import (
    check,
    coverage,
    diagram,
    expiring,
    migrate_check,
    paths,
    scenarios,
    schema,
    why,
)
from bot.content import FLOWS, TEXTS, from_here, version
from bot.flows import Library, Loaded, load
from bot.keeping import backup, key, move, rekey, restore
from bot.operating import doctor, set_aside, stats
from bot.streams import sound_streams
from bot.texts import DEFAULT, SUPPORTED

if TYPE_CHECKING:
    from bot.console import Folders
    from bot.settings import Settings

Standby = Annotated[
    bool,
    typer.Option("--standby", help="Wait, instead of refusing, where the other command answers."),
]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rettvei {version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def rettvei(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 (its callback answers)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    """Lead people, one plain question at a time, to the right service, deadline and next step."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def run(today: Today = None, flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Answer in Telegram if there is a token, else converse here.

    With TELEGRAM_BOT_TOKEN set: bring the database and Telegram up to date, then answer by long
    polling until Ctrl-C. Without it: say how to get one, and do as `rettvei chat` does.
    """
    library, settings = library_from(flyt, tekster), _settings()
    if settings.telegram_bot_token is None:
        from bot.settings import HOW_TO_BEGIN

        typer.echo(HOW_TO_BEGIN, err=True)
        _converse(library, calendar_of(today))
    calendar = _calendar(today, settings)
    from bot.running import run_poll, run_release

    async def work() -> None:
        polling = settings.model_copy(update={"webhook_url": None})
        await run_release(polling, library, typer.echo)
        typer.echo("Answering in Telegram. Stop with Ctrl-C.")
        await run_poll(polling, library, calendar)

    _serve(work())


@app.command()
def chat(
    flow: Annotated[
        str | None,
        typer.Argument(metavar="FLYT", help="The flow to begin in; the front page if left out."),
    ] = None,
    today: Today = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Say how each step and deadline was decided.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write each screen as a JSON object on a line.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Take changes in as they are saved.")
    ] = False,
    sprak: Annotated[
        str, typer.Option("--sprak", "--språk", metavar="CODE", help="The language: nb, nn or en.")
    ] = DEFAULT,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Hold the conversation in this terminal.

    Choose with arrows, or type a number, a label or a date. From a pipe, each line is an answer.
    """
    calendar = calendar_of(today)
    if sprak not in SUPPORTED:
        fail(f"--sprak «{sprak}» is not a language here. Use one of: {', '.join(SUPPORTED)}.")
    folders = _folders(flyt, tekster) if watch else None
    library = library_from(flyt, tekster)
    _converse(library, calendar, flow, locale=sprak, trace=trace, json=json, watch=folders)


for command in (check, scenarios, coverage, expiring, paths, why, diagram, schema, migrate_check):
    app.command()(command)


@app.command()
def poll(
    today: Today = None, standby: Standby = False, flyt: Flows = FLOWS, tekster: Texts = TEXTS
) -> None:
    """Answer in Telegram by long polling.

    Needs TELEGRAM_BOT_TOKEN, no WEBHOOK_URL, and `rettvei release` once before it. Ctrl-C or
    SIGTERM stops it.
    """
    library, settings = library_from(flyt, tekster), _settings()
    from bot.running import run_poll

    calendar = _calendar(today, settings)
    _serve(run_poll(settings, library, calendar, typer.echo, standby=standby))


@app.command()
def serve(
    today: Today = None, standby: Standby = False, flyt: Flows = FLOWS, tekster: Texts = TEXTS
) -> None:
    """Answer in Telegram by webhook.

    Telegram posts to WEBHOOK_URL with WEBHOOK_SECRET; this listens on PORT. Needs
    TELEGRAM_BOT_TOKEN, and `rettvei release` once before it. Ctrl-C or SIGTERM stops it.
    """
    library, settings = library_from(flyt, tekster), _settings()
    from bot.running import run_serve

    calendar = _calendar(today, settings)
    _serve(run_serve(settings, library, calendar, typer.echo, standby=standby))


@app.command()
def release(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Bring the database and Telegram up to date.

    Apply the migrations that the database lacks. Tell Telegram the webhook, if WEBHOOK_URL is
    set, and the commands and descriptions of the bot in each language.
    """
    library, settings = library_from(flyt, tekster), _settings()
    from bot.running import run_release

    async def work() -> None:
        await run_release(settings, library, typer.echo)
        start = "serve` (web)" if settings.webhook_url else "poll` (worker)"
        typer.echo(
            f"Now start `rettvei {start}. Does a runner of the Procfile stop here, let it start "
            "web and worker alone: one of them answers, the other waits."
        )

    _serve(work())


for operator_command in (doctor, stats, set_aside, key, rekey, backup, restore, move):
    app.command()(operator_command)


def main() -> None:
    """Run the command line."""
    with sound_streams():
        app(prog_name="rettvei")


def _folders(flyt: Path, tekster: Path) -> Folders:
    from bot.console import Folders

    def again() -> Loaded:
        loaded = load(flyt, tekster, show=from_here)
        library = loaded.library
        return loaded if library is None else replace(loaded, library=_with_privacy(library))

    return Folders((flyt, tekster), again)


def _with_privacy(library: Library) -> Library:
    """Return a library that says of the operator what the settings say, if they can be read."""
    from bot.settings import SettingsError, read_settings

    try:
        return replace(library, privacy=read_settings().privacy())
    except SettingsError:
        return library


def _calendar(today: str | None, settings: Settings) -> Callable[[], date]:
    """Return what tells the day to a bot, or leave with one line: people get the day it is."""
    if today is not None and settings.asks_telegram:
        fail(
            "a given day (--today, RETTVEI_TODAY) is for trying things out, and people in Telegram "
            "would get wrong deadlines. Leave it out, or set TELEGRAM_API_URL to another server."
        )
    return calendar_of(today)


def _converse(
    library: Library,
    calendar: Callable[[], date],
    flow: str | None = None,
    *,
    locale: str = DEFAULT,
    trace: bool = False,
    json: bool = False,
    watch: Folders | None = None,
) -> NoReturn:
    from bot.console import chat as converse
    from bot.surroundings import new_id

    # To be stopped is to leave: the terminal is put back as it was.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    raise typer.Exit(
        converse(
            _with_privacy(library),
            flow=flow,
            today=calendar,
            locale=locale,
            new_id=new_id,
            stdin=sys.stdin,
            stdout=sys.stdout,
            stderr=sys.stderr,
            trace=trace,
            json=json,
            watch=watch,
        )
    )


def _serve(work: Coroutine[Any, Any, None]) -> None:
    from bot.process import run_until_stopped
    from bot.settings import SettingsError
    from bot.store import StoreError
    from bot.telegram import FatalTelegramError

    try:
        run_until_stopped(work)
    except (SettingsError, FatalTelegramError, StoreError) as error:
        fail(str(error))


def _settings() -> Settings:
    from bot.settings import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as error:
        fail(str(error))
