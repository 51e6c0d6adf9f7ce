"""What an author is told of a saved change, in bokmål whatever the person reads."""

from __future__ import annotations

from bot.console.watching import Saved
from bot.source import Severity

_MOST_LINES = 10
_MOST_NAMES = 3


def said_of(saved: Saved) -> tuple[str, ...]:
    """Return a line that says what was taken in, or what keeps it out and at most ten lines why."""
    if saved.loaded.library is not None:
        return (f"Tatt inn: {_names(saved)}.",)
    wrong = [str(d) for d in saved.loaded.diagnostics if d.severity is Severity.ERROR]
    shown = wrong
    if len(wrong) > _MOST_LINES:
        shown = wrong[: _MOST_LINES - 1]
        shown.append(f"… og {len(wrong) - len(shown)} feil til. Se alle med rettvei check.")
    kept = "Samtalen går videre med det som sist var uten feil. Rett dette og lagre igjen:"
    return (f"Ikke tatt inn: {_names(saved)}. {kept}", *shown)


def _names(saved: Saved) -> str:
    names = [path.name for path in saved.files]
    if not names:
        # What was refused is taken away again.
        return "alt er som før"
    if len(names) > _MOST_NAMES:
        names[_MOST_NAMES - 1 :] = [f"{len(names) - _MOST_NAMES + 1} filer til"]
    return " og ".join(filter(None, (", ".join(names[:-1]), names[-1])))
