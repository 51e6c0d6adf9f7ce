"""Whom a text is about, where the question is who: oneself, somebody one helps, or both.

A relative who is named need not be whom it is about: «jeg er mor» and «faren min er lege» say who
somebody is, «mor sa at jeg skulle skrive» who gave advice. Then the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.dialog.screen import Option, Screen
from bot.flows import UNKNOWN, Question
from bot.typed import NoMatch, fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


_MYSELF: Final = _listed("meg mei jeg eg me myself")
_DIALECT: Final = re.compile(r"\bm?æ\b", re.IGNORECASE)
_FRAME: Final = _listed(
    """
    det dette den denne saken saka gjelder gjeld gjelde gjaldt handler handlar dreier om seg er for
    til bare berre kun mest hei ja min mi mitt mine my egen eiga skyld del selv sjølv sjøl self
    it its is about this for just only mostly concerns own yes
    """
)
_ABOUT_ME: Final = re.compile(
    r"\b(?:gjelder|gjeld|gjaldt|handler om|handlar om|dreier seg om|about|concerns|hjelp til|"
    r"help for|er for|is for) (?:bare |berre |kun |just |only )?(?:meg|mei|me|myself)\b"
)
_DENIED: Final = re.compile(r"\b(?:ikke|ikkje|not) (?:\w+ ){0,2}(?:meg|mei|me|myself)\b")
_BOTH_WORDS: Final = _listed("begge beggje både both to two oss us deler delar av vi")
_BOTH: Final = re.compile(r"\b(?:begge|beggje|both)\b")
_AND: Final = frozenset(("og", "and", "samt"))
_I: Final = frozenset(("jeg", "eg", "i", "e", "meg"))
_MINE: Final = _listed("min mi mitt mine my")
_AM: Final = frozenset(("er", "am", "blir", "ble", "vart", "var"))
_HELPING: Final = _listed("pårørende hjelper verge omsorgsperson carer")
_SAYS: Final = _listed(
    """
    sa sier seier sagt mente meiner mener ba bad ringte spurte spør fortalte fortel forteller
    foreslo foreslår anbefalte anbefaler tipset tipsa rådet rådde lurer lurte synes syntes syns
    tror trur skrev skreiv viste viser hjalp hjelper hjelpte sendte said says told asked thinks
    suggested recommended helped helps
    """
)
_TRADES: Final = re.compile(
    r"\w*(?:lege|pleier|pleiar|lerar|laerer|larer|arbeider|arbeidar|advokat|ist|olog|ingenior|sjef|"
    r"prest|politi|politimann|sjafor|bonde|snekker|snekkar|elektriker|elektrikar|rorlegger|kokk|"
    r"direktor|leder|leiar|radgiver|radgjevar|terapeut|doktor|forsker|forskar|radmann|ordforer|"
    r"doctor|nurse|lawyer|teacher|driver|engineer)"
)


@dataclass(frozen=True, slots=True)
class About:
    """The choice that says whom a text is about.

    Attributes:
        says_more: whether the text may go on about something else.
    """

    option: Option
    says_more: bool = False


def whom(question: Question, screen: Screen, text: str) -> About | NoMatch | None:
    """Return the choice that says whom a text is about, or those to ask about; None if neither.

    Args:
        question: what is asked; where none of its choices is for others, nothing is found.
        screen: the screen that asks it.
        text: what was typed.
    """
    others = [choice for choice in question.choices if choice.for_others]
    mine = [c for c in question.choices if not c.for_others and c.id != UNKNOWN]
    if not others or len(mine) != 1 or "?" in text:
        return None
    by_id = {option.id: option for option in screen.choices}
    myself, said = by_id[mine[0].id], fold(_DIALECT.sub("meg", text))
    tokens = said.split()
    if any(said in map(fold, (option.label, *option.also)) for option in screen.options):
        return None
    if tokens and set(tokens) <= _MYSELF | _FRAME and not _MYSELF.isdisjoint(tokens):
        return About(myself)
    asked = NoMatch(tuple(each.id for each in question.choices if each in (*mine, *others)))
    helped = [at for each in others for at in _places(tokens, by_id[each.id])]
    if _says_both(tokens, helped):
        both = [c for c in question.choices if c.label and _BOTH.search(fold(c.label.source))]
        return About(by_id[both[0].id]) if len(both) == 1 else asked
    if _DENIED.search(said):
        return asked
    if _ABOUT_ME.search(said):
        return About(myself, says_more=True)
    return asked if helped and all(_in_passing(tokens, at) for at in helped) else None


def _places(tokens: Sequence[str], option: Option) -> list[int]:
    """Return where the words for a relative stand: «mor», or the first of «mor mi»."""
    named = (fold(word).split() for word in option.words)
    heads = {name[0] for name in named if name and set(name[1:]) <= _MINE}
    return [at for at, token in enumerate(tokens) if token in heads]


def _says_both(tokens: Sequence[str], helped: Sequence[int]) -> bool:
    """Whether a text says both, or names oneself and a relative with «og» between, and no more."""
    if set(tokens) <= _FRAME | _BOTH_WORDS and _BOTH.search(" ".join(tokens)):
        return True
    if not helped or _AND.isdisjoint(tokens):
        return False
    cut = next(at for at, token in enumerate(tokens) if token in _AND)
    sides = tokens[:cut], tokens[cut + 1 :]
    names = {tokens[at] for at in helped}
    one_and_other = _FRAME | _BOTH_WORDS
    return any(
        set(one) <= _MYSELF | one_and_other
        and not _MYSELF.isdisjoint(one)
        and set(other) <= names | one_and_other
        and not names.isdisjoint(other)
        for one, other in (sides, sides[::-1])
    )


def _in_passing(tokens: Sequence[str], at: int) -> bool:
    """Whether the relative who is named there is oneself, gives advice, or has a trade."""
    before = [t for t in tokens[max(0, at - 6) : at] if t not in ("en", "ei", "ein", "a")]
    am = any(first in _I and second in _AM for first, second in pairwise(before))
    if am and tokens[at] not in _HELPING and (before[-1] in _AM or before[-1] in _AND):
        return True
    after = [t for t in tokens[at + 1 : at + 4] if t not in _MINE]
    if after and after[0] in _SAYS and not (_I | _MYSELF).isdisjoint(tokens[at + 2 :]):
        return True
    is_trade = len(after) > 1 and after[0] in _AM and _TRADES.fullmatch(after[1]) is not None
    return is_trade and at + 4 >= len(tokens)
