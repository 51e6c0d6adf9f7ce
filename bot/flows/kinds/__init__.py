"""The kinds of questions, one file each: what authors write, what is accepted, what matters."""

from typing import TypeAlias

from bot.flows.kinds.amount import AmountInput, read_amount_input
from bot.flows.kinds.choice import NONE, UNKNOWN, Choice, read_choices
from bot.flows.kinds.date import DateInput, read_date_input
from bot.flows.kinds.municipality import MunicipalityInput, read_municipality_input
from bot.flows.kinds.number import NumberInput, read_number_input
from bot.flows.kinds.reading import RESERVED, Reading
from bot.flows.kinds.several import Mark, SeveralInput, read_none, read_several_input
from bot.source import Fields

Input: TypeAlias = DateInput | NumberInput | AmountInput | MunicipalityInput | SeveralInput
"""What can be given as an answer besides pressing one choice; a question has one at most."""

INPUT_KEYS = ("dato", "tall", "beløp", "kommune", "flervalg")
"""The keys of a question that say which kind it is."""

__all__ = [
    "INPUT_KEYS",
    "NONE",
    "RESERVED",
    "UNKNOWN",
    "AmountInput",
    "Choice",
    "DateInput",
    "Input",
    "Mark",
    "MunicipalityInput",
    "NumberInput",
    "Reading",
    "SeveralInput",
    "read_choices",
    "read_input",
    "read_none",
]


def read_input(reading: Reading, fields: Fields) -> Input | None:
    """Read what a question takes besides its choices; None if nothing, or nothing readable."""
    given = [key for key in INPUT_KEYS if key in fields]
    for extra in given[1:]:
        reading.report.error(
            fields.at(extra),
            "RV221",
            f"«{extra}» kan ikke stå sammen med «{given[0]}»: et spørsmål spør om én ting. "
            "Lag to spørsmål.",
        )
    if not given:
        return None
    node = fields.node(given[0])
    assert node is not None, "the key is there"  # noqa: S101
    match given[0]:
        case "dato":
            return read_date_input(reading, node, fields)
        case "tall":
            return read_number_input(reading, node, fields)
        case "beløp":
            return read_amount_input(reading, node, fields)
        case "kommune":
            return read_municipality_input(reading, fields)
        case _:
            return read_several_input(reading, fields)
