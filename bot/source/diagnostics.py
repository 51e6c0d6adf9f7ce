"""What is wrong in an authored file: where, what, why it matters, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

_MANY = 2000
_NAMED = 3
"""In how many other places an unknown name is pointed out; of more it is told how many."""


class Severity(StrEnum):
    """An error keeps the flows from being used; a warning never blocks."""

    ERROR = "feil"
    WARNING = "advarsel"


class Position(msgspec.Struct, frozen=True, order=True):
    """A place in an authored file: its path as shown, and line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing that is wrong.

    Attributes:
        position: where an author should look.
        code: stable for ever, `RV` and three digits.
        message: what is wrong, why it matters, what to write instead; whole sentences.
        severity: whether it blocks.
    """

    position: Position
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.position}: {self.code} {self.severity}: {self.message}"


@dataclass(slots=True)
class Report:
    """Collects diagnostics while files are read; the one mutable thing of a check."""

    _errors: set[Diagnostic] = field(default_factory=set)
    _warnings: set[Diagnostic] = field(default_factory=set)
    _missing: dict[str, set[Diagnostic]] = field(default_factory=dict)

    def error(self, position: Position, code: str, message: str) -> None:
        """Note something that blocks."""
        self._errors.add(Diagnostic(position, code, message))

    def unknown(self, position: Position, code: str, message: str, name: str) -> None:
        """Note that a name stands for nothing; a name is told of once, wherever it stands.

        The slip may be where the name should have been given, and is then one, however often the
        name is used.

        Args:
            position: where it stands.
            code: of the rule.
            message: what is wrong.
            name: the name, with the kind of thing it is a name of.
        """
        self._missing.setdefault(name, set()).add(Diagnostic(position, code, message))

    def warning(self, position: Position, code: str, message: str) -> None:
        """Note something that an author should see but that does not block."""
        self._warnings.add(Diagnostic(position, code, message, Severity.WARNING))

    def add(self, other: Report) -> None:
        """Note all that another report has found."""
        self._errors |= other._errors
        self._warnings |= other._warnings
        for name, found in other._missing.items():
            self._missing[name] = self._missing.get(name, set()) | found

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by file, line and column."""
        return tuple(sorted({*self._errors, *self._warnings, *map(_once, self._missing.values())}))

    @property
    def errors(self) -> int:
        """How many of the things found block."""
        return len(self._errors) + len(self._missing)

    @property
    def has_errors(self) -> bool:
        """Whether anything found blocks."""
        return self.errors > 0


def _once(found: Iterable[Diagnostic]) -> Diagnostic:
    """Return the first of those that tell of one name, and say in it where the others are."""
    first, *others = sorted(found)
    lines = dict.fromkeys(f"{each.position.file}:{each.position.line}" for each in others)
    if not lines:
        return first
    named, more = [*lines][:_NAMED], len(lines) - _NAMED
    rest = [f"{more} steder til"] if more > 0 else []
    *before, last = named + rest
    told = f"{', '.join(before)} og {last}" if before else last
    return replace(first, message=f"{first.message} Navnet står også i {told}.")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` most likely is a slip for, or None.

    None too among more words than any author has: thousands of slips would be held against each.
    """
    words = tuple(islice(known, _MANY + 1))
    if len(words) > _MANY:
        return None
    near = process.extractOne(
        word, sorted(words), scorer=OSA.normalized_similarity, score_cutoff=0.6
    )
    return near[0] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Mente du «…»?` for the known word nearest to `word`, or an empty string."""
    near = nearest(word, known)
    return f" Mente du «{near}»?" if near else ""


def listed(words: Sequence[str], last: str = "og") -> str:
    """Return words in quotation marks, with `last` before the last of them."""
    quoted = [f"«{word}»" for word in words]
    return f" {last} ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1] if quoted else ""]))
