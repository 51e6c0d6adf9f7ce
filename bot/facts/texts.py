"""Reads a text that people read: one for all, or also one for those who ask for someone else.

    spørsmål: Er du medlem?
    spørsmål: {deg: Er du medlem?, andre: Er hun eller han medlem?}
    spørsmål: "Er {du} medlem?"

The last is read as two texts, «Er du medlem?» and «Er den du hjelper medlem?», so that
translators meet plain sentences only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.facts.model import Text
from bot.source import Fields, Mapping, Node, Position, Scalar
from bot.source.diagnostics import did_you_mean
from bot.source.quoting import meant_as_text

YOU, OTHERS = "deg", "andre"
"""The keys of a text that is written twice."""

PRONOUNS = MappingProxyType(
    {
        "du": "den du hjelper",
        "Du": "Den du hjelper",
        "deg": "den du hjelper",
        "Deg": "Den du hjelper",
        "din": "til den du hjelper",
        "ditt": "til den du hjelper",
        "dine": "til den du hjelper",
    }
)
"""What each word in braces is to those who ask for someone else.

The possessives follow what is owned: «brevet {ditt}» is «brevet til den du hjelper».
"""

_PRONOUN = re.compile(rf"\{{({'|'.join(PRONOUNS)})\}}")

_AFTER_ADVERB = re.compile(
    r"(?!(?:at|da|dersom|eller|enn|fordi|hvis|men|mens|når|og|om|selv|siden|som)\b)"
    r"\b(?P<verb>\w+) (?P<adverb>ikke|aldri|alltid|allerede|ennå|fortsatt) \{(?P<who>du)\}",
    re.IGNORECASE,
)
"""A pronoun after an adverb of its clause: «Har ikke du» is not how it is written to a person.

After the words left out the clause is another, and the order is right, or it is no clause at all.
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as its author wrote it.

    Attributes:
        own: to those who ask for themselves.
        others: to those who ask for someone else; None is the same text.
    """

    own: Scalar
    others: Scalar | None = None

    @property
    def position(self) -> Position:
        """Where the first of them stands."""
        return self.own.position


def text(context: str, written: Wording | Scalar) -> Text:
    """Make a text that people read.

    Args:
        context: names it for translators; what others are told has `.andre` after it.
        written: its words.
    """
    wording = _spelt_out(written) if isinstance(written, Scalar) else written
    others = wording.others
    return Text(
        context,
        wording.own.text.strip(),
        wording.own.position,
        Text(f"{context}.{OTHERS}", others.text.strip(), others.position) if others else None,
    )


def read_wording(fields: Fields, key: str, *, required: bool = False) -> Wording | None:
    """Return the key's value as a text that people read, not empty in any of its variants."""
    node = fields.required(key) if required else fields.node(key)
    return None if node is None else _wording(fields, node, key)


def read_wordings(fields: Fields, key: str, *, required: bool = False) -> tuple[Wording, ...]:
    """Return the key's value as a list of texts that people read."""
    found = (_wording(fields, item, key) for item in fields.items(key, required=required))
    return tuple(item for item in found if item)


def _wording(fields: Fields, node: Node, key: str) -> Wording | None:
    if isinstance(node, Mapping):
        return _written_out(fields, node, key)
    found = fields.scalar(node, key)
    if found is None:
        return None
    if order := _AFTER_ADVERB.search(found.text):
        verb, adverb, who = order["verb"], order["adverb"], order["who"]
        fields.report.error(
            found.position,
            "RV240",
            f"«{verb} {adverb} {{{who}}}» blir «{verb} {adverb} {who}» for den det gjelder. Skriv "
            f"«{verb} {{{who}}} {adverb}», så holder rekkefølgen for begge.",
        )
    return _spelt_out(found)


def _spelt_out(written: Scalar) -> Wording:
    """Return a text with the words in braces put in, for both."""
    if not _PRONOUN.search(written.text):
        return Wording(written)
    own = _PRONOUN.sub(lambda found: found[1], written.text)
    others = _PRONOUN.sub(lambda found: PRONOUNS[found[1]], written.text)
    return Wording(replace(written, text=own), replace(written, text=others))


def _written_out(fields: Fields, node: Mapping, key: str) -> Wording | None:
    """Read a text that is written once for each."""
    report = fields.report
    names = [entry.key.text for entry in node.entries]
    is_braces = node.is_flow and meant_as_text(node) is not None
    is_variants = any(name in (YOU, OTHERS) or did_you_mean(name, (YOU, OTHERS)) for name in names)
    if is_braces or not is_variants:
        fields.scalar(node, key)  # reports that it should be a text
        return None
    inner = Fields(node, f"«{key}» i {fields.what}", report, (YOU, OTHERS))
    own, others = inner.text(YOU), inner.text(OTHERS)
    for variant, reader in ((YOU, "den det gjelder"), (OTHERS, "den som spør for en annen")):
        if inner.lacks(variant):
            report.error(
                node.position,
                "RV240",
                f"«{key}» mangler «{variant}», så {reader} får ingen tekst. Skriv både «{YOU}» og "
                f"«{OTHERS}», eller bare én tekst til begge.",
            )
    if own is None or others is None:
        return None
    for scalar in (own, others):
        if found := _PRONOUN.search(scalar.text):
            report.error(
                scalar.position,
                "RV240",
                f"«{found[0]}» kan ikke stå her: teksten er alt skrevet én gang til den det "
                "gjelder, og én gang til den som spør for en annen. Skriv ordet rett ut.",
            )
            return None
    if own.text.strip() == others.text.strip():
        report.error(
            others.position,
            "RV240",
            f"«{YOU}» og «{OTHERS}» er like. Skriv bare én tekst, uten nøkler. Da får begge den.",
        )
        return None
    return Wording(own, others)
