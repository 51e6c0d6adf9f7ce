"""Every command a person types."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import structlog
import typer

from bot.content import FLOWS, TEXTS
from bot.flows import Library, load
from bot.settings import TOKEN_HELP, SettingsError, read_settings
from bot.source import Severity

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Flows = Annotated[Path, typer.Option("--flyt", metavar="DIR", help="The folder with the flows.")]
Texts = Annotated[
    Path, typer.Option("--tekster", metavar="DIR", help="The folder with the translations.")
]


@app.callback()
def rettvei() -> None:
    """Guided help on Telegram, from one plain question to the right answer."""


@app.command()
def run(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Answer in Telegram if TELEGRAM_BOT_TOKEN is set, else hold the conversation here."""
    library = _library(flyt, tekster)
    settings = read_settings()
    if settings.telegram_bot_token is None:
        typer.echo(TOKEN_HELP, err=True)
        raise typer.Exit(0)
        return
    from bot.running import run_poll, run_release

    polling = settings.model_copy(update={"webhook_url": None})
    _run(lambda: run_release(polling, library, _tell))
    _tell("Answering in Telegram. Stop with Ctrl-C.")
    _run(lambda: run_poll(polling, library))


@app.command()
def poll(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Answer in Telegram by long polling."""
    from bot.running import run_poll

    library, settings = _library(flyt, tekster), read_settings()
    _run(lambda: run_poll(settings, library))


@app.command()
def serve(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Answer in Telegram by webhook, at WEBHOOK_URL with WEBHOOK_SECRET, on PORT."""
    from bot.running import run_serve

    library, settings = _library(flyt, tekster), read_settings()
    _run(lambda: run_serve(settings, library, _tell))


@app.command()
def release(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Bring the database up to date, and what Telegram knows of the bot: webhook and commands."""
    from bot.running import run_release

    library, settings = _library(flyt, tekster), read_settings()
    _run(lambda: run_release(settings, library, _tell))


@app.command()
def check(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Report everything that is wrong in the flows; exit 1 if any of it blocks."""
    loaded = load(flyt, tekster)
    for diagnostic in loaded.diagnostics:
        typer.echo(str(diagnostic))
    if loaded.library is None:
        raise typer.Exit(1)
    typer.echo(f"{len(loaded.library.flows)} flyter, ingen feil.")


def _library(flyt: Path, tekster: Path) -> Library:
    loaded = load(flyt, tekster)
    if loaded.library is None:
        errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
        _fail(f"{errors[0]} ({len(errors)} errors in all; see them with `rettvei check`)")
    return loaded.library


def _tell(line: str) -> None:
    typer.echo(line)


def _fail(line: str) -> NoReturn:
    typer.echo(f"rettvei: {' '.join(line.split())}", err=True)
    raise typer.Exit(2)


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    from bot.store import StoreError
    from bot.telegram import FatalTelegramError

    try:
        asyncio.run(work())
    except (SettingsError, FatalTelegramError, StoreError) as error:
        _fail(str(error))


def _quiet_logs() -> None:
    """Log one JSON object a line to standard error, and keep the libraries' own logs out.

    They log addresses, which hold the token, and parameters, which hold what people said.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    for name in ("telegram", "httpx", "httpcore", "aiohttp", "uvicorn", "yoyo", "transitions"):
        library_log = logging.getLogger(name)
        library_log.addHandler(logging.NullHandler())
        library_log.propagate = False


def main() -> None:
    """Run the command line."""
    _quiet_logs()
    try:
        app()
    except SettingsError as error:
        typer.echo(f"rettvei: {error}", err=True)
        sys.exit(2)
