"""The parameters of a call, whatever way they came: query, JSON, form or multipart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web

from . import limits
from .errors import ApiError, bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name; a nested value may be an object or JSON in a string."""

    values: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers are written out."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is not one counts as absent, as with Telegram."""
        try:
            return int(self.values.get(name) or default)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """True for true, "true", "yes" and "1"."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def nested(self, name: str) -> Any:
        """An object or a list, None if absent.

        Raises:
            ApiError: 400, for a string that is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def decoded(self) -> dict[str, Any]:
        """All values, with those that are objects or lists in a string read."""
        values: dict[str, Any] = {}
        for name, value in self.values.items():
            values[name] = value
            if isinstance(value, str) and value[:1] in ("{", "["):
                try:
                    values[name] = msgspec.json.decode(value)
                except msgspec.DecodeError:
                    continue
        return values


async def read_parameters(request: web.BaseRequest) -> Parameters:
    """Read the parameters of an HTTP request.

    Raises:
        ApiError: 400 for a body that cannot be read, 413 for one that is too big.
    """
    values: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return Parameters(values)
    if request.content_type == "application/json":
        return Parameters(values | from_json(await request.read()))
    uploads: dict[str, Upload] = {}
    try:
        form = await request.clone(client_max_size=limits.FILE_BYTES).post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad_request("can't read the request body") from None
    for name, part in form.items():
        if isinstance(part, web.FileField):
            with part.file as file:
                uploads[name] = Upload(part.filename, file.read(), part.content_type)
        else:
            values[name] = part if isinstance(part, str) else bytes(part).decode()
    return Parameters(values, uploads)


def from_json(body: bytes) -> dict[str, Any]:
    """Read a JSON body.

    Raises:
        ApiError: 400, if it is not one object.
    """
    try:
        return msgspec.json.decode(body, type=dict[str, Any]) if body.strip() else {}
    except msgspec.DecodeError:
        raise bad_request("can't parse JSON object") from None
