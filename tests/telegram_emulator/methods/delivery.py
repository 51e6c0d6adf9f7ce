"""How the bot gets its updates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from tests.telegram_emulator import limits
from tests.telegram_emulator.chats import Json
from tests.telegram_emulator.errors import OTHER_WEBHOOK, WEBHOOK_ACTIVE, bad_request, conflict
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.webhook import Target
from tests.telegram_emulator.world import World

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


async def get_updates(world: World, p: Parameters) -> list[Json]:
    """https://core.telegram.org/bots/api#getupdates."""
    if world.webhook.active:
        raise conflict(WEBHOOK_ACTIVE)
    world.updates.allow(p.nested("allowed_updates"))
    limit = p.integer("limit", limits.UPDATES_A_POLL)
    return await world.polling.fetch(p.integer("offset"), limit, p.integer("timeout"))


async def set_webhook(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#setwebhook.

    Unless the emulator is strict, http and any port are allowed on loopback, since tests have
    neither certificates nor fixed ports. Telegram itself requires https on a few ports.
    """
    url = p.text("url").strip()
    if not url:
        return await delete_webhook(world, p)
    _check_address(url, strict=world.strict_webhooks)
    secret = p.text("secret_token")
    if len(secret) > limits.SECRET_TOKEN:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.polling.end(conflict(OTHER_WEBHOOK))
    world.updates.allow(p.nested("allowed_updates"))
    if p.flag("drop_pending_updates"):
        world.updates.drop_all()
    connections = p.integer("max_connections", limits.DEFAULT_CONNECTIONS)
    connections = min(max(connections, 1), limits.CONNECTIONS)
    await world.webhook.point(Target(url, secret, connections))
    return True


async def delete_webhook(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook."""
    if p.flag("drop_pending_updates"):
        world.updates.drop_all()
    await world.webhook.point(Target())
    return True


def get_webhook_info(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo."""
    webhook = world.webhook
    info: Json = {
        "url": webhook.target.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if webhook.active:
        info["max_connections"] = webhook.target.max_connections
    if webhook.last_error is not None:
        info["last_error_date"], info["last_error_message"] = webhook.last_error
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info


def _check_address(url: str, *, strict: bool) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if not strict and parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in limits.WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS: Final[Mapping[str, Callable[[World, Parameters], Any]]] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
