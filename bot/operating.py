"""The commands of operators: look the bot over, what was set aside, what is counted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.arguments import Flows, Texts, fail, load_from
from bot.content import FLOWS, TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings
    from bot.store import Store
    from bot.store.statistics import Statistics
    from bot.telegram.doctor import Finding

T = TypeVar("T")

Format = Annotated[
    str, typer.Option("--format", metavar="text|json", help="Write text, or one JSON object.")
]


def doctor(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Look the bot over, and say what to do.

    Settings, flows, token, webhook as Telegram sees it, clock, database and key. Exit code 0 if
    all is well, 1 if not. Changes nothing: what it writes to try the database is gone at once.
    """
    import asyncio

    from bot.settings import SettingsError, read_settings
    from bot.telegram.doctor import Finding

    settings = None
    try:
        settings = read_settings()
        line = " ".join(("All that are set can be read.", *settings.exposed()))
        findings = [Finding("settings", fine=True, line=line)]
    except SettingsError as error:
        findings = [Finding("settings", fine=False, line=str(error))]
    findings.append(_flows(flyt, tekster))
    if settings is not None:
        lacks = settings.privacy_lacks()
        told = "/personvern says who answers for what is stored, and how to reach them."
        findings.append(Finding("privacy", fine=not lacks, line=lacks or told))
        findings += asyncio.run(_examine(settings))
    for finding in findings:
        typer.echo(f"{'ok' if finding.fine else 'WRONG':<6} {finding.part:<9} {finding.line}")
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


def set_aside(format: Format = "text") -> None:  # noqa: A002 (the option's name)
    """List updates that failed, and messages that Telegram refused.

    Each with its id, when it was given up, its kind, the error and the place in the code, the
    version of the flows and the step; of a message, its method, why it was refused and what was
    sent instead. Nothing of what was said, or by whom. Kept for 30 days.
    """
    import msgspec

    _known(format)
    found = _from_store(lambda store: store.set_aside())
    if format == "json":
        typer.echo(msgspec.json.encode(found))
    elif not found:
        typer.echo("Nothing is set aside.")
    else:
        for one in found:
            typer.echo(
                f"{one.at:%Y-%m-%d %H:%M}Z  {one.update_id}  {one.kind}  {one.error}  {one.place}  "
                f"flows {one.library}  step {one.step or '-'}"
            )


def stats(
    format: Format = "text",  # noqa: A002 (the option's name)
    since: Annotated[
        str, typer.Option("--since", metavar="MONTH", help="Count from a month, such as 2026-03.")
    ] = "",
) -> None:
    """Say where people arrive and where they stop.

    Sums of nobody in particular; a number from 1 to 4 is not shown. Who is still on the way
    counts as stopped.
    """
    import re

    import msgspec

    from bot.store.statistics import HIDDEN_UNDER, statistics

    _known(format)
    if since and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", since):
        fail(f"--since «{since}» is not a month. Write year and month, such as 2026-03.")
    found = statistics(_from_store(lambda store: store.counts()), since)
    if format == "json":
        typer.echo(
            msgspec.json.encode(
                {
                    "hidden_under": HIDDEN_UNDER,
                    "outcomes": [{"step": step, "reached": n} for step, n in found.outcomes],
                    "steps": found.steps,
                }
            )
        )
    else:
        _tell(found)


def _tell(found: Statistics) -> None:
    if not found.outcomes and not found.steps:
        typer.echo("Nothing is counted yet.")
        return
    width = max(
        len(step)
        for step in (*(step for step, _ in found.outcomes), *(one.step for one in found.steps))
    )
    typer.echo("Outcomes reached")
    for step, number in found.outcomes:
        typer.echo(f"  {step:<{width}} {_number(number):>8}")
    typer.echo(
        f"\n{'Questions':<{width + 2}} {'asked':>8} {'stopped':>8} {'unsure':>8} {'unread':>8}"
    )
    for one in found.steps:
        numbers = (one.shown, one.stopped, one.unsure, one.unmatched)
        typer.echo(f"  {one.step:<{width}} {' '.join(f'{_number(n):>8}' for n in numbers)}")
    typer.echo("\n<5: fewer than five, and not shown. unsure: «Vet ikke». unread: not understood.")


def _number(number: int | None) -> str:
    return "<5" if number is None else str(number)


def _known(format: str) -> None:  # noqa: A002 (the option's name)
    if format not in ("text", "json"):
        fail(f"--format «{format}» is not known. Use text or json.")


def _flows(flyt: Path, tekster: Path) -> Finding:
    from bot.source import Severity
    from bot.telegram.doctor import Finding

    loaded = load_from(flyt, tekster)
    errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
    if loaded.library is None:
        line = f"{len(errors)} errors; the first: {errors[0]} See all with `rettvei check`."
        return Finding("flows", fine=False, line=" ".join(line.split()))
    library = loaded.library
    line = f"{len(library.flows)} flows, version {library.version}."
    return Finding("flows", fine=True, line=line)


async def _examine(settings: Settings) -> list[Finding]:
    from bot.settings import SettingsError
    from bot.surroundings import now
    from bot.telegram.doctor import Finding, examine_telegram

    findings = await _database(settings)
    try:
        token = settings.token()
        if settings.webhook_url:
            settings.secret()
    except SettingsError as error:
        return [*findings, Finding("settings", fine=False, line=str(error))]
    api_url, webhook_url = settings.telegram_api_url, settings.webhook_url
    told = [one async for one in examine_telegram(token, api_url, webhook_url, now)]
    return findings + told


async def _database(settings: Settings) -> list[Finding]:
    from bot.running import open_database
    from bot.store import StoreError, StoreKeyError
    from bot.store.opening import disk_of_its_own
    from bot.surroundings import now
    from bot.telegram.doctor import Finding

    try:
        store = await open_database(settings)
        try:
            await store.probe()
            backlog, aside = await store.backlog(), await store.set_aside()
        finally:
            await store.close()
    except StoreKeyError as error:
        return [Finding("key", fine=False, line=str(error))]
    except StoreError as error:
        return [Finding("database", fine=False, line=str(error))]
    age = (now() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
    line = f"The schema is this version's. {backlog.rows} calls wait to go out."
    line += disk_of_its_own(settings.database_url)
    if store.pooled:
        line += " A pooler stands before it, which is allowed for."
    trouble = ""
    if age > _TOO_OLD:
        trouble += (
            f" The oldest has waited {age / 60:.0f} minutes: see that `rettvei serve` or "
            "`rettvei poll` runs."
        )
    if aside:
        trouble += (
            f" {len(aside)} updates or refused messages are set aside: see `rettvei set-aside`."
        )
    return [Finding("database", fine=not trouble, line=line + trouble), _key(settings)]


def _key(settings: Settings) -> Finding:
    """Say where the key is that has just opened the database."""
    from bot.store.opening import in_checkout, made_key, open_to_others
    from bot.telegram.doctor import Finding

    file = made_key(settings.database_url)
    trouble = None if file is None else open_to_others(file)
    keys = len(settings.masters().keys)
    where = "RETTVEI_KEY" if keys else str(file)
    line = f"{where} opens what is stored. Keep a copy of it away from the database."
    if file is not None and not keys:
        line += in_checkout(file)
    if keys > 1:
        line += f" It holds {keys} keys: after `rettvei rekey` the first is enough."
    if trouble:
        line += f" {file} is {trouble}."
    return Finding("key", fine=not trouble, line=line)


_TOO_OLD = 600.0


def _from_store(ask: Callable[[Store], Awaitable[T]]) -> T:
    import asyncio

    from bot.running import open_database
    from bot.settings import SettingsError, read_settings
    from bot.store import StoreError

    async def work() -> T:
        store = await open_database(read_settings())
        try:
            return await ask(store)
        finally:
            await store.close()

    try:
        return asyncio.run(work())
    except (SettingsError, StoreError) as error:
        fail(str(error))
