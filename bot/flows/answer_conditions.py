"""Reads conditions on the answer to one question: `{svar: alder, minst: 18, under: 67}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from bot.facts import FactsReader, PlaceField
from bot.facts.lengths import read_length
from bot.flows.conditions import (
    AnswerIs,
    AnswerLeaf,
    DayIs,
    DayNear,
    HasChosen,
    IsAnswered,
    NumberIs,
    PlaceIs,
)
from bot.flows.references import Ref
from bot.flows.whole import read_whole
from bot.source import Fields, Sequence
from bot.source.diagnostics import did_you_mean

_DAY = timedelta(days=1)
_NUMBER = ("minst", "under")
_DAYS = ("fra_og_med", "etter", "før", "til_og_med")

ANSWER_KEYS = (
    *("er", "har_en_av", "har_alle", *_NUMBER, *_DAYS, "siste", "kommende"),
    *PlaceField,
    "besvart",
)
"""The keys that say what is asked of an answer."""


class AnswerConditions:
    """Reads the conditions on answers in one flow.

    Args:
        flow: the flow that a question without one belongs to.
        facts: tells which places there are.
    """

    def __init__(self, flow: str, facts: FactsReader) -> None:
        self._flow = flow
        self._facts = facts

    def read(self, fields: Fields) -> AnswerLeaf | None:
        """Read what is asked of the answer to `svar`; what cannot be read is reported."""
        ref = fields.text("svar")
        aspects = list(dict.fromkeys(_aspect(key) for key in ANSWER_KEYS if key in fields))
        if not aspects:
            fields.required("er", "«er: …» med ett svar, eller «er: [a, b]» med flere")
            return None
        if len(aspects) > 1:
            fields.report.error(
                fields.at(aspects[1]),
                "RV230",
                f"«{aspects[0]}» og «{aspects[1]}» ser på hver sin ting. Et vilkår ser på én ting "
                "ved et svar; skriv «alle: [{svar: …}, {svar: …}]» når begge må stemme.",
            )
            return None
        if ref is None:
            return None
        return self._read(fields, Ref.parse(ref.text, self._flow), aspects[0])

    def _read(self, fields: Fields, ref: Ref, aspect: str) -> AnswerLeaf | None:
        match aspect:
            case "er":
                values = words(fields, "er")
                return AnswerIs(ref, frozenset(values)) if values else None
            case "har_en_av" | "har_alle":
                values = words(fields, aspect)
                every = aspect == "har_alle"
                return HasChosen(ref, frozenset(values), every) if values else None
            case "minst":
                return _number(fields, ref)
            case "fra_og_med":
                return _days(fields, ref)
            case "siste" | "kommende":
                node = fields.node(aspect)
                length = read_length(node, f"«{aspect}»", fields.report) if node else None
                return DayNear(ref, length, aspect == "kommende") if length else None
            case "besvart":
                said = fields.one_of("besvart", ("ja", "nei"))
                return IsAnswered(ref, said == "ja") if said else None
            case _:
                return self._place(fields, ref, PlaceField(aspect))

    def _place(self, fields: Fields, ref: Ref, field: PlaceField) -> AnswerLeaf | None:
        given = words(fields, field)
        known = self._known(field)
        values: set[str] = set()
        for word in given:
            if word in known:
                values.add(known[word])
            elif self._facts.whole:
                fields.report.error(
                    fields.at(field),
                    "RV233",
                    f"«{word}» står ikke som {field} i fakta.{self._meant(word, known)} "
                    "Vilkåret kan derfor aldri stemme.",
                )
        return PlaceIs(ref, field, frozenset(values)) if given and len(values) else None

    def _meant(self, word: str, known: Mapping[str, str]) -> str:
        """Say what was meant: the nearest name, or each place that shares this one."""
        shared = [place.label for place in self._facts.places.values() if place.name == word]
        if len(shared) > 1 and all(label in known for label in shared):
            return f" Flere heter det. Mente du «{'» eller «'.join(shared)}»?"
        return did_you_mean(word, known)

    def _known(self, field: PlaceField) -> Mapping[str, str]:
        """Return what authors may write, and what it stands for."""
        places = self._facts.places.values()
        if field is PlaceField.MUNICIPALITY:
            known = {name: place.number for place in places for name in (place.number, place.label)}
            return MappingProxyType(known)
        return MappingProxyType({place.value(field): place.value(field) for place in places})


def words(fields: Fields, key: str) -> tuple[str, ...]:
    """Read one word or a list of words, which must be there."""
    node = fields.required(key, f"«{key}: …» med ett, eller «{key}: [a, b]» med flere")
    if isinstance(node, Sequence):
        return tuple(item.text for item in fields.texts(key))
    found = fields.text(key) if node is not None else None
    return (found.text,) if found else ()


def _number(fields: Fields, ref: Ref) -> AnswerLeaf | None:
    least, below = (read_whole(fields, key) for key in _NUMBER)
    if any(key in fields and n is None for key, n in zip(_NUMBER, (least, below), strict=True)):
        return None
    if least is not None and below is not None and least >= below:
        fields.report.error(
            fields.at("under"),
            "RV235",
            f"Ingen tall er både minst {least} og under {below}, så vilkåret kan aldri "
            "stemme. Bytt om tallene.",
        )
        return None
    return NumberIs(ref, least, below)


def _days(fields: Fields, ref: Ref) -> AnswerLeaf | None:
    days = {key: fields.date(key) for key in _DAYS if key in fields}
    for one, other in (("fra_og_med", "etter"), ("før", "til_og_med")):
        if one in days and other in days:
            fields.report.error(
                fields.at(other),
                "RV235",
                f"«{one}» og «{other}» sier hver sin grense på samme side. Behold den ene.",
            )
            return None
    if None in days.values():
        return None
    first = days.get("fra_og_med") or _moved(days.get("etter"), _DAY)
    last = days.get("til_og_med") or _moved(days.get("før"), -_DAY)
    if first and last and last < first:
        fields.report.error(
            fields.at("til_og_med" if "til_og_med" in days else "før"),
            "RV235",
            "Den siste dagen kommer før den første, så vilkåret kan aldri stemme. Bytt om datoene.",
        )
        return None
    return DayIs(ref, first, last if last != date.max else None)


def _aspect(key: str) -> str:
    """Return the key that stands for what a key looks at: both ends of a range are one thing."""
    if key in _NUMBER:
        return _NUMBER[0]
    return _DAYS[0] if key in _DAYS else key


def _moved(day: date | None, by: timedelta) -> date | None:
    """Return a day moved, as far as there are days."""
    if day is None:
        return None
    return day + by if date.min < day < date.max else day
