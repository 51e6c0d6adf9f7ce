"""RV112: no condition and no promise is made with a rate that can be over.

A rate that is over stands in a statement with its last day: «Taket er 3 278 kroner (til og med
31. desember 2026).» In a condition that would be wrong. A sentence is taken for a statement only
where its form shows it; every other sentence with such a rate must be a shared text that says
something else once the rate is not known.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from bot.facts import Facts, Rate, Text
from bot.facts.shared import WITH_RATES, WITHOUT_RATES
from bot.flows.model import Question
from bot.flows.placeholders import (
    answer_placeholders,
    fillable,
    known_placeholders,
    placeholders,
    rates_in,
)
from bot.flows.rules.checked import Checked, all_versions
from bot.flows.texts import fact_texts, flow_texts, step_texts
from bot.source import Position, Report
from bot.texts.plain import sentences

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MARK = "SATS:"
"""Stands for a rate that can be over while a sentence is looked at, with its id after it."""

_MARKED = re.compile(rf"{_MARK}(\w+)")
_OTHER = "Noe"
"""Stands for what any other placeholder does."""

_STATES = re.compile(r"er|var|koster?|kostet|betaler?|får?|gir?|tar?|trekkes|dekkes|utgjør|blir?")
"""Verbs that an amount follows in a statement."""

_UP_TO = re.compile(r"inntil|opptil|høyst")
_BETWEEN = re.compile(r"inntil|opptil|høyst|bare|nå|man|du|de|det|den|hver|til|på|omtrent|rundt")
"""What can stand between such a verb and the amount."""

_OPENS = re.compile(
    r"da|så|om|når|hvis|dersom|fordi|såfremt|forutsatt|må|måtte|kan|kunne|skal|skulle|vil|ville"
    r"|fikk|ble|hadde|var|(?!(?:for|her|der|etter|per|under|over)$)\w*r"
)
"""How a condition begins, or what follows from one; a word that ends in «r» is most often a verb.

That a verb comes second tells that the first is none: «Briller koster 100 kroner».
"""

_FINITE = re.compile(rf"{_STATES.pattern}|kan|må|skal|vil")
_CONDITION = re.compile(
    r"\b(?:hvis|dersom|såfremt|forutsatt|når|mens|gratis|slipp\w*|fritatt|må|krav\w*|kreve\w*"
    r"|vilkår\w*|om (?!dag|natt|uk|måned|år|gang))",
    re.IGNORECASE,
)
"""What makes a sentence a condition or a promise wherever it stands; «om dagen» does not."""


class _Rates:
    """The rates that are not sure to be known on the day a text is read.

    Attributes:
        passing: those rates, by id.
        sure: the placeholders that can be filled.
    """

    def __init__(self, checked: Checked) -> None:
        answers = answer_placeholders(checked.flows.values())
        self._texts = checked.facts.texts
        self._shared: dict[tuple[str, bool], str] = {}
        self.passing = {rate.id: rate for rate in _passing(checked)}
        self.sure = fillable(checked.facts, {*known_placeholders(checked.facts), *answers})

    def marked(self, text: str, *, for_others: bool) -> str:
        """Return a text with what it shares put in, and a mark for each of these rates.

        What is guarded has words of its own for the day when a rate is not known: it is left out.
        """

        def put(match: re.Match[str]) -> str:
            kind, _, name = match[1].partition(".")
            if kind == "sats" and name in self.passing:
                return f"{_MARK}{name}"
            if kind == "tekst" and match[1] in self.sure:
                return self._of_shared(name, for_others=for_others)
            return _OTHER

        return _PLACEHOLDER.sub(put, text)

    def _of_shared(self, name: str, *, for_others: bool) -> str:
        key = (name, for_others)
        if key not in self._shared:
            text = self._texts[name]
            inner = text.read(for_others=for_others).source
            found = self.marked(inner, for_others=for_others) if not text.without_rates else ""
            self._shared[key] = found if _MARK in found else _OTHER
        return self._shared[key]

    def variants(self, text: Text) -> set[str]:
        """Return how a text may read, with marks."""
        return {self.marked(text.source, for_others=other) for other in (False, True)}

    def stated_in(self, text: Text) -> list[str]:
        """Return the sentences of a text that have such a rate, with marks."""
        plain = (each.replace("*", "") for each in sorted(self.variants(text)) if _MARK in each)
        return [each for found in plain for each in sentences(found) if _MARK in each]


def rates_that_end_are_only_stated(checked: Checked, report: Report) -> None:
    """Report rates that can be over where they are more than stated."""
    if not checked.whole:
        return
    rates, facts = _Rates(checked), checked.facts
    guarded = [text for text in facts.texts.values() if text.without_rates is not None]
    for text in guarded:
        _guard_is_whole(text, facts, rates.sure, report)
    asked = dict.fromkeys(text for text in _asked(checked) if "{" in text.source)
    passed_over = {*asked, *(each for text in guarded for each in (text, text.others))}
    wrong: dict[tuple[Position, str], str] = {}
    for text in asked:
        for rate in _MARKED.findall(" ".join(sorted(rates.variants(text)))):
            why = "Et spørsmål og et valg er alltid et vilkår."
            wrong.setdefault((text.position, rate), why)
    shared = dict.fromkeys(each for text in facts.texts.values() for each in text.variants)
    # What is shared is told where it stands, not once for each that shares it.
    told: set[str] = set()
    flows = (text for flow in checked.flows.values() for text in flow_texts(flow))
    for text in (*shared, *flows, *(each for each in fact_texts(facts) if each not in shared)):
        if "{" not in text.source or text in passed_over:
            continue
        for sentence in rates.stated_in(text):
            for rate in _unstated(sentence) if sentence not in told else ():
                why = f"«{_MARKED.sub(_written, sentence)}» er ikke bare en opplysning."
                wrong.setdefault((text.position, rate), why)
        if text in shared:
            told.update(rates.stated_in(text))
    for (position, rate), why in wrong.items():
        _refuse(rates.passing[rate], why, position, report)


def _passing(checked: Checked) -> Iterator[Rate]:
    """Yield the rates that have a last day, or that have not begun."""
    for rate in checked.facts.rates.values():
        first = min(version.first for version in rate.terms.versions)
        if rate.terms.latest.valid_until or (checked.today and first > checked.today):
            yield rate


def _asked(checked: Checked) -> Iterator[Text]:
    """Yield what is asked and what can be chosen, in every variant; help only tells."""
    for step in all_versions(checked):
        if isinstance(step, Question):
            for text in step_texts(step):
                yield from text.variants if text != step.help else ()


def _unstated(sentence: str) -> Iterator[str]:
    """Yield each rate that a sentence with marks does not merely state."""
    stripped = (word.strip(",.;:?!()«»\"'[]-") for word in sentence.split())
    words = [word if word.startswith(_MARK) else word.casefold() for word in stripped if word]
    for index, word in enumerate(words):
        if word.startswith(_MARK) and not _states(sentence, words, index):
            yield word.removeprefix(_MARK)


def _states(sentence: str, words: list[str], index: int) -> bool:
    """Whether a sentence states an amount, by its form.

    Args:
        sentence: as it is written, with a mark for each rate.
        words: its words, without signs and in small letters.
        index: where the amount is among them.
    """
    if sentence.rstrip("»”) ").endswith("?") or _CONDITION.search(sentence):
        return False
    return not _begins_condition(words) and _follows_verb(words[:index])


def _begins_condition(words: list[str]) -> bool:
    """Whether a sentence begins as a condition or a consequence does: with its verb, or «da»."""
    first, second = (*words, "", "")[:2]
    return bool(_OPENS.fullmatch(first)) and not (first.endswith("r") and _FINITE.fullmatch(second))


def _follows_verb(before: list[str]) -> bool:
    """Whether an amount follows its verb in the main clause: «er», «kan koste inntil»."""
    if any(word in ("som", "der") for word in before[1:]):
        return False
    rest = [*before]
    while rest and _BETWEEN.fullmatch(rest[-1]):
        rest.pop()
    if not rest:
        return False
    if rest[-1] in ("og", "men", "eller"):
        # «10 kroner eller 20 kroner», «10 kroner for en, og høyst 20 kroner for to».
        is_next = rest[-2:-1] != [] and rest[-2].startswith(_MARK)
        is_limit = bool(_UP_TO.fullmatch(before[-1]))
        return is_next or (is_limit and any(word.startswith(_MARK) for word in rest))
    return bool(_STATES.fullmatch(rest[-1]))


def _guard_is_whole(text: Text, facts: Facts, sure: Container[str], report: Report) -> None:
    """Report a text that depends on no rate, and one that tells nobody to ask instead."""
    if next(rates_in(text), None) is None:
        report.error(
            text.position,
            "RV112",
            f"«{WITH_RATES}» viser ingen sats, så «{WITHOUT_RATES}» blir aldri lest. Skriv satsen "
            "som {sats.id}, eller skriv bare én tekst, uten nøkler.",
        )
    instead = text.without_rates
    if instead is not None and not _names_authority(instead, facts, sure):
        report.error(
            instead.position,
            "RV112",
            f"«{WITHOUT_RATES}» sier ikke hvem som vet den nye satsen. Da står folk igjen uten "
            "svar. Nevn instansen: «Ring {instans.helfo.telefon}. De vet hva taket er nå.»",
        )


def _names_authority(text: Text, facts: Facts, sure: Container[str]) -> bool:
    """Whether every variant of a text names an authority, itself or by what it shares."""

    def names(placeholder: str) -> bool:
        kind, _, name = placeholder.partition(".")
        if kind == "tekst" and placeholder in sure:
            return _names_authority(facts.texts[name], facts, sure)
        return kind == "instans"

    return all(any(map(names, placeholders(each.source))) for each in text.variants)


def _refuse(rate: Rate, why: str, position: Position, report: Report) -> None:
    last = rate.terms.latest.valid_until
    when = f"gjelder bare til og med {last}" if last else "gjelder ikke ennå"
    report.error(
        position,
        "RV112",
        f"Satsen «{rate.id}» {when}. {why} Da kan folk få et vilkår eller et løfte med feil sats. "
        f"Legg setningen under «tekster» i flyt/fakta, med «{WITH_RATES}» og «{WITHOUT_RATES}», "
        f"og vis til den. Eller skriv den som en opplysning: «Prisen er {{sats.{rate.id}}}.»",
    )


def _written(match: re.Match[str]) -> str:
    return f"{{sats.{match[1]}}}"
