"""A word that a language has never leads to what an author called something else."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

import pytest

from bot.content import FLOWS, TEXTS
from bot.flows import Library, load
from bot.texts import to_plain
from bot.typed import LabelledOption, NoMatch, Subject, about, fold, match
from bot.typed.lexicon import is_form, lemmas

EVERY = 3


@pytest.fixture(scope="module")
def shipped() -> Library:
    loaded = load(FLOWS, TEXTS)
    assert loaded.library is not None
    return loaded.library


@pytest.fixture(scope="module")
def names(shipped: Library) -> list[str]:
    """Every third word that a topic is called by alone."""
    called = {
        fold(to_plain(name.source))
        for topics in shipped.topics
        for topic in topics.value.values()
        for name in topic.names
    }
    return sorted(name for name in called if name.isalpha() and len(name) > 3)[::EVERY]


def slips(word: str) -> Iterator[str]:
    """Yield the words of the lexicon that are one letter from a word, and no form of it."""
    for at in range(len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        for other in {
            before + after,
            before + after[:1] + letter + after[1:],
            *(before + new + after for new in ascii_lowercase),
            *(before + new + letter + after for new in ascii_lowercase),
        }:
            if other != word and is_form(other) and lemmas(other).isdisjoint(lemmas(word)):
                yield other


def test_no_word_one_letter_away_leads_to_a_topic(names: list[str]) -> None:
    tried = [(name, other) for name in names for other in slips(name)]
    assert len(tried) > 500

    led = [
        (other, name)
        for name, other in tried
        # What dictionaries do not have is told from a form by its ending alone.
        if lemmas(other) and lemmas(name) and about(other, [Subject("it", (name,))]).is_clear
    ]

    assert led == []


def test_no_word_one_letter_away_is_taken_for_a_label(names: list[str]) -> None:
    taken = [
        (other, name)
        for name in names
        for other in slips(name)
        if lemmas(other)
        and lemmas(name)
        and not isinstance(match(other, [LabelledOption("it", name)]), NoMatch)
    ]

    assert taken == []


def test_a_slip_that_is_no_word_is_understood(names: list[str]) -> None:
    doubled = [(name, name[:3] + name[2] + name[3:]) for name in names if len(name) > 5]
    tried = [(name, slip) for name, slip in doubled if not is_form(slip)]
    assert len(tried) > 100

    missed = [
        (slip, name) for name, slip in tried if not about(slip, [Subject("it", (name,))]).is_clear
    ]

    assert missed == []
