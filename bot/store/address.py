"""Addresses of PostgreSQL databases, read as libpq reads them, and told without their secrets.

The driver is not needed for it: settings are read where no database is used.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote

SCHEMES: Final = ("postgresql://", "postgres://")

_KNOWN: Final = frozenset(
    {
        "service",
        "user",
        "password",
        "passfile",
        "channel_binding",
        "connect_timeout",
        "dbname",
        "host",
        "hostaddr",
        "port",
        "client_encoding",
        "options",
        "application_name",
        "fallback_application_name",
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
        "sslmode",
        "sslnegotiation",
        "sslcompression",
        "sslcert",
        "sslkey",
        "sslcertmode",
        "sslpassword",
        "sslrootcert",
        "sslcrl",
        "sslcrldir",
        "sslsni",
        "requirepeer",
        "require_auth",
        "min_protocol_version",
        "max_protocol_version",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
        "gssencmode",
        "krbsrvname",
        "gsslib",
        "gssdelegation",
        "replication",
        "target_session_attrs",
        "load_balance_hosts",
        "scram_client_key",
        "scram_server_key",
        "oauth_issuer",
        "oauth_client_id",
        "oauth_client_secret",
        "oauth_scope",
        "sslkeylogfile",
        "ssl",
    }
)
_USUAL: Final = (
    "sslmode, sslrootcert, target_session_attrs, connect_timeout, options (a schema: "
    "options=-csearch_path%3DNAME), and whatever else libpq knows"
)
_ESCAPE: Final = (
    "a sign in the user or the password must be percent-encoded: @ is %40, / is %2F, : is %3A, "
    "? is %3F, # is %23, % is %25 and a blank is %20"
)
_EXAMPLE: Final = "write postgresql://user:password@host:port/database"
_NAME: Final = re.compile(r"[A-Za-z_]{1,40}")
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.%]+\]|[^\[\]:]*)(?::([0-9]*))?")
_HALF: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|%00")
_ENCRYPTED: Final = frozenset({"require", "verify-ca", "verify-full"})


class AddressError(ValueError):
    """It is no address of a database; the message goes on from its name, and repeats no secret."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is.

    Attributes:
        hosts: names, addresses or folders of sockets; none is this machine's own socket.
        database: its name; empty for that of the user.
        attributes: which of several servers is looked for; empty if the address does not say.
        is_encrypted: whether the connection is refused if it cannot be encrypted.
    """

    hosts: tuple[str, ...]
    database: str
    attributes: str
    is_encrypted: bool

    @property
    def is_here(self) -> bool:
        """Whether nothing that is said to it leaves this machine."""
        return all(is_this_machine(host) for host in self.hosts)


def read_address(url: str) -> Address:
    """Read an address.

    A password that ends too early would make a host of its rest, and be shown wherever that is.

    Raises:
        AddressError: it cannot be read, or could be read in more than one way.
    """
    scheme = next((one for one in SCHEMES if url.startswith(one)), None)
    if scheme is None:
        raise AddressError(f"cannot be read; {_EXAMPLE}")
    rest = url.removeprefix(scheme)
    if _HALF.search(rest) or re.search(r"[\x00-\x20\x7f]", rest):
        raise AddressError(f"cannot be read: {_ESCAPE}")
    before, found, after = rest.partition("@")
    if found and "/" not in before:
        rest = after
    if "@" in rest:
        raise AddressError(f"cannot be read: {_ESCAPE}")
    place, _, query = rest.partition("?")
    servers, _, database = place.partition("/")
    if "/" in database or "#" in rest:
        raise AddressError(f"cannot be read: {_ESCAPE}")
    hosts = [_host(written) for written in servers.split(",")]
    parameters = _parameters(query)
    named = parameters.get("hostaddr") or parameters.get("host")
    if named:
        hosts = named.split(",")
    mode = parameters.get("sslmode") or os.environ.get("PGSSLMODE", "")
    mode = "require" if parameters.get("ssl") == "true" else mode
    return Address(
        tuple(filter(None, hosts)),
        parameters.get("dbname") or unquote(database),
        parameters.get("target_session_attrs", ""),
        mode in _ENCRYPTED,
    )


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine, so that nothing that is sent to it goes over a network."""
    name = host.strip("[]").lower()
    if name.startswith(("/", "@")) or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _host(written: str) -> str:
    found = _HOST.fullmatch(written)
    if not found:
        raise AddressError(f"cannot be read; {_EXAMPLE}. Perhaps {_ESCAPE}")
    return unquote(found[1].strip("[]"))


def _parameters(query: str) -> dict[str, str]:
    parameters = {}
    for part in query.split("&") if query else ():
        name, equals, value = part.partition("=")
        if not _NAME.fullmatch(name) or not equals:
            raise AddressError(f"cannot be read; after ? write name=value. Perhaps {_ESCAPE}")
        if name not in _KNOWN:
            raise AddressError(
                f"has the parameter {name}, which is not understood: take it away. Understood are "
                f"{_USUAL}"
            )
        parameters[name] = unquote(value)
    return parameters
