"""The tree that is walked: 63 questions of two choices, six to each of 64 outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.made import FACTS
from bot.dialog import Press, Screen, Session, reply, show
from bot.flows import Library
from bot.surroundings import today
from bot.texts import to_html

QUESTIONS = 63
CHOICES = ("Ja, det stemmer", "Nei, ikke helt")
AGAIN = "Start på nytt"
TRANSLATIONS = Path(__file__).parent.parent / "tekster"


@dataclass(frozen=True, slots=True)
class Screenful:
    """What one step of the tree shows.

    Attributes:
        html: the text as it is sent.
        labels: of the buttons.
        leads: where each button leads, by the number of a step; 0 for a button that no walk takes.
    """

    html: str
    labels: tuple[str, ...]
    leads: tuple[int, ...]


def write(folder: Path) -> None:
    """Write the tree as flows and facts."""
    (folder / "fakta").mkdir(parents=True)
    (folder / "fakta" / "fakta.yaml").write_text(FACTS, encoding="utf-8")
    lines = ["flyt: start", "tittel: Start", "helse: nei", "start: s1", "steg:"]
    for number in range(1, 2 * QUESTIONS + 2):
        lines += _question(number) if number <= QUESTIONS else _outcome(number)
    (folder / "start.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def screens(library: Library) -> dict[int, Screenful]:
    """Return the same tree as texts and buttons, to be walked without any of our code."""
    found: dict[int, Screenful] = {}
    first = Session("begynt", "nb", revision=1, shown="start.s1", library=library.version)
    _gather(library, first, 1, found)
    return found


def _gather(library: Library, session: Session, number: int, found: dict[int, Screenful]) -> None:
    screen = show(library, session, today())
    leads = tuple(_lead(number, option.label) for option in screen.options)
    found[number] = Screenful(to_html(screen.text), _labels(screen), leads)
    for option, lead in zip(screen.options, leads, strict=True):
        if lead > number:
            answer = reply(
                library, session, Press(session.id, session.revision, option.id), today()
            )
            assert answer.session is not None, "nothing is forgotten"  # noqa: S101
            _gather(library, answer.session, lead, found)


def _labels(screen: Screen) -> tuple[str, ...]:
    return tuple(option.label for option in screen.options)


def _lead(number: int, label: str) -> int:
    if label in CHOICES:
        return 2 * number + CHOICES.index(label)
    return 1 if label == AGAIN else 0


def _target(number: int) -> str:
    return f"s{number}" if number <= QUESTIONS else f"u{number}"


def _question(number: int) -> list[str]:
    yes, no = CHOICES
    return [
        f"  s{number}:",
        f"    spørsmål: Gjelder det du spør om, punkt {number} i brevet?",
        "    hjelp: Nummeret står øverst til høyre på den første siden.",
        "    valg:",
        f'      ja: {{tekst: "{yes}", til: {_target(2 * number)}}}',
        f'      nei: {{tekst: "{no}", til: {_target(2 * number + 1)}}}',
        f"    vet_ikke: {{til: {_target(2 * number + 1)}}}",
    ]


def _outcome(number: int) -> list[str]:
    return [
        f"  u{number}:",
        f"    svar: Skriv til Helfo om sak {number}",
        "    tjeneste: Hjelp til å klage",
        "    send_til: helfo",
        "    klageinstans: {ingen: Svaret er endelig.}",
        "    frist: {ingen: Her er det ingen frist.}",
        "    neste: [Skriv hva du er uenig i., Ta vare på en kopi av brevet.]",
        "    kilder: [loven]",
    ]
