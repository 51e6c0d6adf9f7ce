"""How the bot presents itself: its commands, name and descriptions, by language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.telegram_emulator import limits
from tests.telegram_emulator.chats import Json
from tests.telegram_emulator.errors import bad_request
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]+")
_LANGUAGE: Final = re.compile(r"(?:[a-z]{2})?")
_SCOPES: Final = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


def get_me(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#getme."""
    name = world.profile.name.get("", world.bot["first_name"])
    return {
        **world.bot,
        "first_name": name,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#setmycommands."""
    key = _scope(p), _language(p)
    commands = p.nested("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[key] = [_command(command) for command in commands]
    return True


def get_my_commands(world: World, p: Parameters) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands; exactly this scope and language."""
    return world.profile.commands.get((_scope(p), _language(p)), [])


def delete_my_commands(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands."""
    world.profile.commands.pop((_scope(p), _language(p)), None)
    return True


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).strip().removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > limits.COMMAND_NAME:
        raise bad_request(f"command length must not exceed {limits.COMMAND_NAME}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION:
        most = limits.COMMAND_DESCRIPTION
        raise bad_request(f"command description length must not exceed {most}")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _scope(p: Parameters) -> str:
    scope = p.nested("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True)


def _language(p: Parameters) -> str:
    language = p.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _setter(field: str, most: int, too_long: str) -> Callable[[World, Parameters], bool]:
    def set_text(world: World, p: Parameters) -> bool:
        language, text = _language(p), p.text(field)
        if len(text) > most:
            raise bad_request(too_long)
        texts: dict[str, str] = getattr(world.profile, field)
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        return True

    return set_text


def _getter(field: str, fallback: str | None = None) -> Callable[[World, Parameters], Json]:
    def get_text(world: World, p: Parameters) -> Json:
        texts: dict[str, str] = getattr(world.profile, field)
        otherwise = world.bot[fallback] if fallback else ""
        return {field: texts.get(_language(p)) or texts.get("") or otherwise}

    return get_text


METHODS: Final[Mapping[str, Callable[[World, Parameters], Any]]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name", limits.BOT_NAME, "FIRSTNAME_INVALID"),
    "getMyName": _getter("name", "first_name"),
    "setMyDescription": _setter("description", limits.BOT_DESCRIPTION, "DESCRIPTION_TOO_LONG"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter(
        "short_description", limits.BOT_SHORT_DESCRIPTION, "ABOUT_TOO_LONG"
    ),
    "getMyShortDescription": _getter("short_description"),
}
