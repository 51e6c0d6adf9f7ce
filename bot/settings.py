"""The environment, typed."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.flows import Privacy
from bot.store.address import SCHEMES, is_this_machine, read_address
from bot.store.keys import Masters, read_keys
from bot.store.opening import SQLITE
from bot.store.protocol import KEEP

HOW_TO_BEGIN = (
    "No TELEGRAM_BOT_TOKEN is set. Write to @BotFather in Telegram, send /newbot, and set the "
    "token: export TELEGRAM_BOT_TOKEN=123456:ABC..."
)

_DATABASE_IN_PLAIN = (
    "Warning: DATABASE_URL leads over a network and does not demand encryption, so that others may "
    "read along. Add sslmode=require to it, or set PGSSLMODE=require."
)
_API_IN_PLAIN = (
    "Warning: TELEGRAM_API_URL leads over a network without encryption, so that others may read "
    "the token and all that is said. Use https://, or a server on this machine."
)
_TELEGRAM = "https://api.telegram.org"
_TELEGRAM_POSTS_TO = (None, 443, 80, 88, 8443)
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_NAME = r"(?:[A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}"
_URL = re.compile(rf"https?://{_NAME}(?::([0-9]{{1,5}}))?(?:/[A-Za-z0-9._~/-]*)?")
_PORT = re.compile(r"[0-9]{1,5}")
_RATE = re.compile(r"[0-9]{1,4}")
_HIGHEST_PORT = 65535
_BESIDE = f"{SQLITE}rettvei.db"
_KEEP = re.compile(r"([0-9]{1,4}) ?([dh])")
_HOURS = {"d": 24, "h": 1}
_LONGEST_KEEP = KEEP
_LONGEST_SAID = 200


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line for an operator."""


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        msg = "is not a bot token: @BotFather gives one such as 123456:ABC-def"
        raise ValueError(msg)
    return value


def _url(value: str) -> str:
    """Keep what every server and proxy reads alike, and nothing that is a secret to print."""
    written = _URL.fullmatch(value)
    if not written or not 0 < int(written[1] or 1) <= _HIGHEST_PORT:
        msg = "is not an address such as https://example.org/path: name a server, and a path if any"
        raise ValueError(msg)
    return value.rstrip("/")


def _webhook(value: str, others: ValidationInfo) -> str:
    url = _url(value)
    parts = urlsplit(url)
    telegrams_own = others.data.get("telegram_api_url") == _TELEGRAM
    if telegrams_own and (parts.scheme != "https" or parts.port not in _TELEGRAM_POSTS_TO):
        msg = "must be https:// on port 443, 80, 88 or 8443: Telegram posts to no other address"
        raise ValueError(msg)
    return url


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        msg = "must be 1 to 256 characters of A-Z a-z 0-9 _ -"
        raise ValueError(msg)
    return value


def _host(value: str) -> str:
    if re.fullmatch(_NAME, value):
        return value
    try:
        ip_address(value)
    except ValueError:
        msg = "must be the name or the IP address of this machine, or 0.0.0.0 for all it has"
        raise ValueError(msg) from None
    return value


def _port(value: object) -> int:
    port = int(str(value)) if _PORT.fullmatch(str(value)) else -1
    if not 0 <= port <= _HIGHEST_PORT:
        msg = f"must be a whole number from 0 to {_HIGHEST_PORT}"
        raise ValueError(msg)
    return port


def _per_second(value: object) -> int:
    number = int(str(value)) if _RATE.fullmatch(str(value)) else -1
    if number < 0:
        msg = "must be a whole number of messages a second, from 1 to 9999; 0 is no limit"
        raise ValueError(msg)
    return number


def _in_work(value: object) -> int:
    number = int(str(value)) if _RATE.fullmatch(str(value)) else 0
    if not number:
        msg = "must be a whole number of updates from 1 to 9999"
        raise ValueError(msg)
    return number


def _database(value: str) -> str:
    if value.startswith(SCHEMES):
        read_address(value)
    elif not value.removeprefix(SQLITE) or not value.startswith(SQLITE):
        msg = (
            f"must be {SQLITE} and the path of a file, such as {SQLITE}rettvei.db, or the address "
            "of a PostgreSQL database, such as postgresql://user:password@host/database"
        )
        raise ValueError(msg)
    return value


def _key(value: SecretStr) -> SecretStr:
    read_keys(value.get_secret_value())
    return value


def _said_of_operator(value: str) -> str:
    if len(value) > _LONGEST_SAID or not value.isprintable():
        msg = f"must be one line of at most {_LONGEST_SAID} characters: people read it"
        raise ValueError(msg)
    return value


def _keep(value: object) -> timedelta:
    keep = value if isinstance(value, timedelta) else timedelta()
    if written := _KEEP.fullmatch(str(value)):
        keep = timedelta(hours=int(written[1]) * _HOURS[written[2]])
    if not timedelta(hours=1) <= keep <= _LONGEST_KEEP:
        msg = "must be a number of days or hours such as 30d or 24h, from 1h to 30d"
        raise ValueError(msg)
    return keep


class Settings(BaseSettings):
    """What an operator sets in the environment; an empty variable counts as not set.

    Attributes:
        telegram_bot_token: from @BotFather.
        telegram_api_url: another Bot API server than Telegram's own.
        database_url: `sqlite:///` and a path, or the address of a PostgreSQL database.
        rettvei_key: what is stored about people is locked with; several, with commas between,
            while a key is exchanged: the first locks, all unlock.
        rettvei_keep: how long a chat may be silent before all about it is deleted.
        rettvei_controller: who answers for what is stored about people, as /personvern says it.
        rettvei_contact: how people reach them: an e-mail address, a telephone number, a page.
        host: the address the webhook server listens on.
        port: its port; 0 lets the system choose.
        webhook_url: the https address Telegram posts to.
        webhook_secret: what Telegram sends with each post.
        webhook_in_work: how many updates are handled at once; Telegram comes back with the rest.
        operations_host: the address that /healthz, /readyz and /metrics are answered on.
        operations_port: their port; 0 lets the system choose. If it is not set and the usual one
            is taken, they are not answered.
        messages_per_second: sent by all processes together; 0 is no limit.
        messages_per_second_per_chat: sent to one chat in the long run; 0 is no limit.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_url: Annotated[str, AfterValidator(_url)] = _TELEGRAM
    database_url: Annotated[str, AfterValidator(_database), Field(repr=False)] = (
        f"{SQLITE}rettvei.db"
    )
    rettvei_key: Annotated[SecretStr, AfterValidator(_key)] | None = None
    rettvei_keep: Annotated[timedelta, BeforeValidator(_keep)] = KEEP
    rettvei_controller: Annotated[str, AfterValidator(_said_of_operator)] | None = None
    rettvei_contact: Annotated[str, AfterValidator(_said_of_operator)] | None = None
    host: Annotated[str, AfterValidator(_host)] = "0.0.0.0"  # noqa: S104 (behind a router)
    port: Annotated[int, BeforeValidator(_port)] = 8080
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    webhook_in_work: Annotated[int, BeforeValidator(_in_work)] = 100
    operations_host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    operations_port: Annotated[int, BeforeValidator(_port)] | None = None
    messages_per_second: Annotated[int, BeforeValidator(_per_second)] = 30
    messages_per_second_per_chat: Annotated[int, BeforeValidator(_per_second)] = 1

    @property
    def asks_telegram(self) -> bool:
        """Whether it is Telegram's own server that is asked, and people who are answered."""
        return self.telegram_api_url == _TELEGRAM

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Take away the blanks that copying leaves around a value, and what then is empty."""
        bare = {
            name: value.strip() if isinstance(value, str) else value
            for name, value in given.items()
        }
        return {name: value for name, value in bare.items() if value != ""}

    def masters(self) -> Masters:
        """Return the keys that lock what is stored about people; there may be none."""
        if self.rettvei_key is None:
            return Masters()
        return Masters(read_keys(self.rettvei_key.get_secret_value()))

    def privacy(self) -> Privacy:
        """Return what /personvern says of the operator and of how long chats are kept."""
        return Privacy(self.rettvei_controller, self.rettvei_contact, self.rettvei_keep)

    def privacy_lacks(self) -> str | None:
        """Return a line on what people should be told and are not; None if nothing lacks."""
        names = {
            "RETTVEI_CONTROLLER": self.rettvei_controller,
            "RETTVEI_CONTACT": self.rettvei_contact,
        }
        lacking = [name for name, value in names.items() if value is None]
        if not lacking:
            return None
        return (
            f"{' and '.join(lacking)} not set: /personvern cannot say who answers for what is "
            "stored about people, and how to reach them. The law wants it told."
        )

    def token(self) -> str:
        """Return the token.

        Raises:
            SettingsError: none is set.
        """
        if self.telegram_bot_token is None:
            raise SettingsError(HOW_TO_BEGIN)
        return self.telegram_bot_token.get_secret_value()

    def secret(self) -> str:
        """Return the secret of the webhook.

        Raises:
            SettingsError: none is set.
        """
        if self.webhook_secret is None:
            msg = (
                "No WEBHOOK_SECRET is set, so anyone could post updates. Set one, for example: "
                f"export WEBHOOK_SECRET={secrets.token_hex(24)}"
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

    def exposed(self) -> tuple[str, ...]:
        """Return a line of warning for each way by which something goes over a network in plain."""
        lines = []
        if self.database_url.startswith(SCHEMES):
            address = read_address(self.database_url)
            if not address.is_encrypted and not address.is_here:
                lines.append(_DATABASE_IN_PLAIN)
        api = urlsplit(self.telegram_api_url)
        if api.scheme == "http" and not is_this_machine(api.hostname or ""):
            lines.append(_API_IN_PLAIN)
        return tuple(lines)


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: something in it is wrong; what is wrong is not repeated, as it may be secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        what = first["msg"].removeprefix("Value error, ")
        msg = f"{name} {what}."
        raise SettingsError(msg) from None
