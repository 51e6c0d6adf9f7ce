"""Reads the authors' cases: every file holds a list under `scenarier`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.flows import START, DeadlineState, Ref
from bot.flows.values import Value
from bot.scenarios.model import Expected, Scenario
from bot.source import Fields, Mapping, Node, Report, Scalar, Sequence, read_yaml
from bot.source.files import ShowPath, from_folder, read_bytes, showable

_KEYS = ("situasjon", "dag", "flyt", "svar", "dekker", "ventet")
_EXPECTED = (
    *("svar", "send_til", "klageinstans", "frist", "status", "send_senest", "utløper", "sier"),
)


def case_files(where: Path) -> tuple[Path, ...]:
    """Return the files with cases: that file, or those in that folder and the folders in it."""
    return tuple(sorted(_in(where))) if where.is_dir() else (where,)


def _in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        # Hidden files are those that editors and systems leave while a file is open.
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.casefold() in (".yaml", ".yml") and not hidden:
            yield path


def read_scenarios(
    where: Path, report: Report, show: ShowPath | None = None
) -> tuple[Scenario, ...]:
    """Read cases; what cannot be read is reported and left out.

    Args:
        where: a file with cases, or a folder of such files.
        report: where everything wrong is noted.
        show: names a file in diagnostics; by the folder it lies in if left out.
    """
    found: list[Scenario] = []
    show = show or from_folder(where if where.is_dir() else where.parent)
    for path in case_files(where):
        shown = showable(show(path))
        raw = read_bytes(path, shown, report)
        root = read_yaml(raw, shown, report) if raw is not None else None
        if root is None:
            continue
        fields = Fields(root, "filen med saker", report, ("scenarier",))
        for item in fields.items("scenarier", required=True):
            scenario = _scenario(item, report)
            if scenario is not None:
                found.append(scenario)
    return tuple(found)


def _scenario(node: Node, report: Report) -> Scenario | None:
    fields = Fields(node, "saken", report, _KEYS)
    situation = fields.text("situasjon", required=True)
    today = fields.date("dag", required=True)
    flow = fields.text("flyt")
    answers = _answers(fields, report)
    covers = _covers(fields, report)
    expected_node = fields.required("ventet")
    if situation is None or today is None or answers is None or expected_node is None:
        return None
    return Scenario(
        situation.text,
        today,
        flow.text if flow else START,
        answers,
        _expected(expected_node, report),
        node.position,
        covers,
    )


def _covers(fields: Fields, report: Report) -> tuple[int, ...]:
    """Read the numbers of the themes that a case covers."""
    found: list[int] = []
    for item in fields.texts("dekker"):
        if item.text.isascii() and item.text.isdigit():
            found.append(int(item.text))
        else:
            report.error(
                item.position,
                "RV601",
                f"«{item.text}» er ikke et nummer. Skriv numrene på temaene: «dekker: [25, 48]».",
            )
    return tuple(dict.fromkeys(found))


def _answers(fields: Fields, report: Report) -> tuple[tuple[Ref, Value], ...] | None:
    node = fields.required("svar")
    if node is None:
        return None
    if not isinstance(node, Mapping):
        _wrong_answer(node, report)
        return None
    answers: list[tuple[Ref, Value]] = []
    for entry in node.entries:
        ref, value = Ref.parse(entry.key.text, START), entry.value
        if isinstance(value, Scalar):
            answers.append((ref, _value(value)))
        elif isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            chosen = (item.text for item in value.items if isinstance(item, Scalar))
            answers.append((ref, frozenset(chosen)))
        else:
            _wrong_answer(value, report)
    return tuple(answers) if len(answers) == len(node.entries) else None


def _wrong_answer(node: Node, report: Report) -> None:
    report.error(
        node.position,
        "RV601",
        "«svar» må ha ett svar per linje: «flyt.steg: valg», eller «flyt.steg: [valg, valg]».",
    )


def _value(scalar: Scalar) -> str | date:
    try:
        day = date.fromisoformat(scalar.text)
    except ValueError:
        return scalar.text
    # Python also reads 20270131, which no author can mean.
    return day if str(day) == scalar.text else scalar.text


def _expected(node: Node, report: Report) -> Expected:
    fields = Fields(node, "«ventet»", report, _EXPECTED)
    if isinstance(node, Mapping) and not node.entries:
        report.error(
            node.position,
            "RV602",
            "«ventet» er tom, så saken prøver ingenting. Skriv minst hvilket «svar» som kommer.",
        )
    outcome = fields.text("svar")
    state = fields.one_of("status", tuple(DeadlineState))
    send_to, appeal_body, deadline = (
        fields.text(key) for key in ("send_til", "klageinstans", "frist")
    )
    return Expected(
        outcome=Ref.parse(outcome.text, START) if outcome else None,
        send_to=send_to.text if send_to else None,
        appeal_body=appeal_body.text if appeal_body else None,
        deadline=deadline.text if deadline else None,
        state=DeadlineState(state) if state else None,
        send_by=fields.date("send_senest"),
        expires=fields.date("utløper"),
        says=tuple(item.text for item in fields.texts("sier")),
    )
