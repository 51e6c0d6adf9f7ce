"""Emergency detection, made from what authors have written under `fare` and `fareord`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.facts import Danger, Expression, Facts
from bot.typed import Detector, Emergency, Exceptions, Strength


def detector_of(facts: Facts) -> Detector:
    """Return what detects the dangers of the facts in what people type."""
    return Detector(
        {word.id: _texts(word.expressions) for word in facts.danger_words.values()},
        [_emergency(danger) for danger in facts.dangers.values()],
        Exceptions(
            figures=_listed(facts, "talemåter"),
            past=_listed(facts, "fortid"),
            now=_listed(facts, "nå"),
            papers=_listed(facts, "sak"),
            jokes=_listed(facts, "spøk"),
            fillers=_listed(facts, "fyll"),
        ),
    )


def _emergency(danger: Danger) -> Emergency:
    return Emergency(
        danger.id,
        {
            Strength.SURE: _texts(danger.sure),
            Strength.PLAIN: _texts(danger.plain),
            Strength.WEAK: _texts(danger.weak),
        },
        _texts(danger.alone),
        _texts(danger.pairs),
        _texts(danger.exceptions),
    )


def _listed(facts: Facts, name: str) -> tuple[str, ...]:
    found = facts.danger_exceptions.get(name)
    return _texts(found.expressions) if found is not None else ()


def _texts(expressions: Iterable[Expression]) -> tuple[str, ...]:
    return tuple(expression.text for expression in expressions)
