"""Reads an outcome, and what it is instead from or until a date."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bot.facts import FactsReader, Text
from bot.facts.texts import read_wording, read_wordings, text
from bot.flows.changes import (
    CHANGES,
    Parts,
    changes_too_often,
    last_days,
    outcome_versions,
    read_changes,
)
from bot.flows.former import FORMER
from bot.flows.model import DeadlineUse, Outcome
from bot.flows.references import Ref
from bot.source import Fields, Mapping, Report, Scalar, Sequence
from bot.source.diagnostics import nearest

_PARTS = MappingProxyType(
    {
        "svar": "title",
        "tekst": "text",
        "tjeneste": "service",
        "send_til": "send_to",
        "klageinstans": "appeal_body",
        "frist": "deadline",
        "neste": "next_steps",
        "pårørende": "helping",
        "kilder": "sources",
    }
)
"""What authors write, and what it is in the model."""

_NONE = "ingen"
"""Stands for no authority and no deadline, with the reason."""

_DEADLINE = (
    "«frist: {regel: …, fra: …}» med en av «frister» i fakta og spørsmålet den regnes fra, eller "
    "«frist: {ingen: grunnen}» når det ikke er noen"
)

_MAY_LACK = ("tekst", "pårørende")

OUTCOME_KEYS = (*_PARTS, FORMER, CHANGES)


class OutcomeReader:
    """Reads the outcomes of one flow.

    Args:
        flow: its id.
        facts: tells which facts exist.
        report: where everything wrong is noted.
    """

    def __init__(self, flow: str, facts: FactsReader, report: Report) -> None:
        self._flow = flow
        self._facts = facts
        self._report = report

    def read(self, ref: Ref, fields: Fields, helping: str | None) -> Outcome | None:
        """Read one outcome; what is wrong with it is reported.

        Args:
            ref: its name.
            fields: where it stands.
            helping: what its flow says that somebody may do who helps another.
        """
        parts: dict[str, Any] = {"text": None, "helping": None}
        parts |= self._parts(fields, (ref.step,), required=True)
        parts["helping"] = parts["helping"] or helping
        changes = read_changes(
            fields, tuple(_PARTS), lambda inner, name: self._parts(inner, (ref.step, name))
        )
        if any(part is None for name, part in parts.items() if name not in ("text", "helping")):
            return None
        days, at = (change.period for change in changes), fields.position
        if changes_too_often(f"Svaret «{ref.step}»", days, at, self._report):
            return None
        outcome = Outcome(ref, position=fields.position, **parts)
        return replace(
            outcome, versions=outcome_versions(outcome, changes), ends=last_days(changes)
        )

    def _parts(self, fields: Fields, place: tuple[str, ...], *, required: bool = False) -> Parts:
        """Read the parts that stand there, and those that must; None is one that is missing."""
        found: dict[str, Any] = {}
        for key, name in _PARTS.items():
            if key in fields or (required and key not in _MAY_LACK):
                part = self._part(fields, key, place)
                if part is not None or required:
                    found[name] = part
        return found

    def _part(self, fields: Fields, key: str, place: tuple[str, ...]) -> object | None:
        match key:
            case "svar":
                return self._text(fields, key, *place)
            case "tekst" | "tjeneste":
                return self._text(fields, key, *place, key)
            case "send_til" | "klageinstans":
                return self._authority(fields, key, place)
            case "frist":
                return self._deadline(fields, place)
            case "neste":
                steps = read_wordings(fields, key, required=True)
                return tuple(text(self._context(*place, key), each) for each in steps) or None
            case "pårørende":
                return self.helped(fields)
            case _:
                return self._facts.references(fields, key, "kilder")

    def helped(self, fields: Fields) -> str | None:
        """Read what somebody may do who helps another, of an outcome or a whole flow."""
        named = fields.text("pårørende")
        return named.text if named and self._facts.exists(named, "pårørende") else None

    def _context(self, *place: str) -> str:
        return ".".join((self._flow, *place))

    def _text(self, fields: Fields, key: str, *place: str) -> Text | None:
        found = read_wording(fields, key, required=True)
        return text(self._context(*place), found) if found else None

    def _authority(self, fields: Fields, role: str, place: tuple[str, ...]) -> str | Text | None:
        node = fields.required(
            role,
            f"«{role}: …» med id-en til en av «instanser» i fakta, eller "
            f"«{role}: {{ingen: grunnen}}» når det ikke er noen",
        )
        if node is None:
            return None
        if isinstance(node, Mapping):
            return self._reason(node, role, place)
        name = fields.scalar(node, role)
        if name and name.text == _NONE:
            self._lacks_reason(name, role)
            return None
        return name.text if name and self._facts.exists(name, "instanser") else None

    def _reason(self, node: Mapping, role: str, place: tuple[str, ...]) -> Text | None:
        fields = Fields(node, f"«{role}» i «{place[0]}»", self._report, (_NONE,))
        return self._text(fields, _NONE, *place, role)

    def _lacks_reason(self, written: Scalar, role: str) -> None:
        self._report.error(
            written.position,
            "RV010",
            f"«{role}: {_NONE}» sier ikke hvorfor, og det vil folk vite. Skriv "
            f"«{role}: {{{_NONE}: grunnen}}».",
        )

    def _deadline(self, fields: Fields, place: tuple[str, ...]) -> DeadlineUse | Text | None:
        node = fields.required("frist", _DEADLINE)
        if node is None:
            return None
        if isinstance(node, Mapping) and any(_says_none(e.key.text) for e in node.entries):
            return self._reason(node, "frist", place)
        if isinstance(node, Scalar) and node.text == _NONE:
            self._lacks_reason(node, "frist")
            return None
        if not isinstance(node, Mapping):
            self._report.error(
                node.position, "RV010", f"«frist» i «{place[0]}» må ha nøkler. Skriv {_DEADLINE}."
            )
            return None
        inner = Fields(node, f"fristen i «{place[0]}»", self._report, ("regel", "fra"))
        rule = inner.text(
            "regel",
            required=True,
            write="«regel: …» med id-en til en av «frister» i fakta, eller bare «{ingen: grunnen}» "
            "når det ikke er noen frist",
        )
        starts = self._starts(inner)
        if rule is None or not starts or not self._facts.exists(rule, "frister"):
            return None
        return DeadlineUse(rule.text, starts, inner.at("fra"))

    def _starts(self, fields: Fields) -> tuple[Ref, ...]:
        node = fields.required(
            "fra", "«fra: flyt.steg» med spørsmålet som svarer på dagen fristen regnes fra"
        )
        if isinstance(node, Sequence):
            return tuple(Ref.parse(item.text, self._flow) for item in fields.texts("fra"))
        found = fields.text("fra") if node is not None else None
        return (Ref.parse(found.text, self._flow),) if found else ()


def _says_none(key: str) -> bool:
    """Whether a key of a deadline is `ingen`, or was meant to be."""
    return nearest(key, (_NONE, "regel", "fra")) == _NONE
