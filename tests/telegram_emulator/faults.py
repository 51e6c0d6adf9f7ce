"""Failures that a test orders: the next call of a method goes wrong in a certain way."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from .errors import ApiError


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """429 with `retry_after` seconds; the call is not made."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class ServerError:
    """A 5xx; `made` says whether the call was made all the same."""

    status: int = 502
    made: bool = False


@dataclass(frozen=True, slots=True)
class CutConnection:
    """No answer: the connection closes; `made` says whether the call was made before."""

    made: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """The call is made, but only after so many real seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class OddAnswer:
    """An answer of another shape than the Bot API's, as a proxy gives; the call is not made."""

    status: int
    body: bytes = b""


Fault = TooManyRequests | ServerError | CutConnection | Delay | OddAnswer | ApiError

ANY = "*"


class Faults:
    """The failures that are ordered and have not happened yet."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def order(self, method: str, fault: Fault, times: int) -> None:
        """Let the next calls of a method, or of any ("*"), fail."""
        self._ordered[method.lower()].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """The failure for this call, if one is ordered."""
        for key in (method.lower(), ANY):
            if ordered := self._ordered.get(key):
                return ordered.popleft()
        return None
