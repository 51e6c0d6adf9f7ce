"""The environment, typed."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN_HELP = (  # noqa: S105 (says how to get one)
    "No TELEGRAM_BOT_TOKEN is set. Write to @BotFather in Telegram, send /newbot, and set the "
    "token: export TELEGRAM_BOT_TOKEN=123456:ABC..."
)

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SQLITE = "sqlite:///"


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line for an operator."""


def _token(value: SecretStr) -> SecretStr:
    raw = value.get_secret_value()
    if raw and not _TOKEN.fullmatch(raw):
        msg = "is not a bot token: @BotFather gives one of the form 123456:ABC…"
        raise ValueError(msg)
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        msg = "is not an address: it begins with https:// and names a host"
        raise ValueError(msg)
    return value.rstrip("/")


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        msg = "must be 1 to 256 characters of A-Z a-z 0-9 _ -"
        raise ValueError(msg)
    return value


def _database(value: str) -> str:
    if not value.startswith(_SQLITE) or not value.removeprefix(_SQLITE):
        msg = f"must be {_SQLITE} and the path of a file, for example {_SQLITE}rettvei.db"
        raise ValueError(msg)
    return value


class Settings(BaseSettings):
    """What an operator sets in the environment; an empty variable counts as not set.

    Attributes:
        telegram_bot_token: from @BotFather.
        telegram_api_url: another Bot API server than Telegram's own.
        database_url: `sqlite:///` and a path.
        host: the address the webhook server listens on.
        port: its port; 0 lets the system choose.
        webhook_url: the https address Telegram posts to.
        webhook_secret: what Telegram sends with each post.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_bot_token: Annotated[SecretStr | None, AfterValidator(lambda v: v and _token(v))] = (
        None
    )
    telegram_api_url: Annotated[str, AfterValidator(_url)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = f"{_SQLITE}rettvei.db"
    host: str = "0.0.0.0"  # noqa: S104 (a server behind a host's router)
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    webhook_url: Annotated[str | None, AfterValidator(lambda v: v and _url(v))] = None
    webhook_secret: Annotated[SecretStr | None, AfterValidator(lambda v: v and _secret(v))] = None

    @property
    def database(self) -> Path:
        """The file of the SQLite database."""
        return Path(self.database_url.removeprefix(_SQLITE))

    def token(self) -> str:
        """Return the token.

        Raises:
            SettingsError: none is set.
        """
        if self.telegram_bot_token is None:
            raise SettingsError(TOKEN_HELP)
        return self.telegram_bot_token.get_secret_value()

    def secret(self) -> str:
        """Return the secret of the webhook.

        Raises:
            SettingsError: none is set.
        """
        if self.webhook_secret is None:
            msg = (
                "No WEBHOOK_SECRET is set, so anyone could post updates. Set one, for example: "
                f"export WEBHOOK_SECRET={secrets.token_urlsafe(24)}"
            )
            raise SettingsError(msg)
        return self.webhook_secret.get_secret_value()

    def webhook_path(self) -> str:
        """Return the path of the webhook's address.

        Raises:
            SettingsError: no address is set.
        """
        if self.webhook_url is None:
            msg = (
                "No WEBHOOK_URL is set. Set the https address of this server that Telegram is to "
                "post to, or run `rettvei poll`."
            )
            raise SettingsError(msg)
        return urlsplit(self.webhook_url).path or "/"


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: something in it is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        what = first["msg"].removeprefix("Value error, ")
        msg = f"{name} {what}"
        raise SettingsError(msg) from None
