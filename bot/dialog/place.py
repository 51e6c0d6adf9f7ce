"""Where a session is: its answers replayed, and all that a screen is made from."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from datetime import date

from bot.dialog.screen import Option
from bot.dialog.session import Session
from bot.dialog.voice import Voice
from bot.flows import START, Library, Question, Ref, Step, Walk, walk


@dataclass(frozen=True, slots=True)
class Place:
    """A session replayed on a day.

    Attributes:
        past: where the answers led before, in the same library on the same day, if that is known;
            what they have in common is not replayed again.
        walk: where its answers lead.
        voice: speaks the person's language.
    """

    library: Library
    session: Session
    today: date
    past: InitVar[Walk | None] = None
    walk: Walk = field(init=False)
    voice: Voice = field(init=False)

    def __post_init__(self, past: Walk | None) -> None:
        there = walk(self.library, self.session.flow, self.session.values, self.today, past)
        object.__setattr__(self, "walk", there)
        answers = dict(zip(there.passed, there.answers, strict=True))
        locale, today = self.session.locale, self.today
        voice = Voice(self.library, locale, today, answers, for_others=there.for_others)
        object.__setattr__(self, "voice", voice)

    @property
    def changing(self) -> Question | None:
        """The question whose answer is being changed, if it is still on the way."""
        if self.session.changing is None:
            return None
        ref = Ref.parse(self.session.changing, "")
        if ref not in self.walk.passed:
            return None
        step = self.step(ref)
        return step if isinstance(step, Question) else None

    def step(self, ref: Ref) -> Step:
        """Return a step as it is today."""
        return self.library.step_on(ref, self.today)

    @property
    def asked(self) -> Question | None:
        """The question that an answer is given to now: the one being changed, or the next."""
        at = self.changing or self.walk.at
        return at if isinstance(at, Question) else None

    def in_language(self, locale: str) -> Place:
        """Return the same place, spoken of in another language than the person has chosen."""
        return Place(self.library, self.session.but(locale=locale), self.today, self.walk)

    @property
    def has_answers(self) -> bool:
        """Whether there is something to go back from."""
        return bool(self.walk.passed)

    def tools(self, *first: Option, back: bool) -> tuple[Option, ...]:
        """Return the ways that stand last on a screen: `first`, then back and start over."""
        words = self.voice.words
        last: list[Option] = []
        if back:
            last.append(Option(BACK, words.pgettext("tool", "Tilbake"), ("tilbake", "back")))
        if self.has_answers or self.session.flow != START:
            last.append(
                Option(
                    AGAIN,
                    words.pgettext("tool", "Start på nytt"),
                    ("nytt", "restart"),
                )
            )
        return (*first, *last)


BACK = ":tilbake"
AGAIN = ":nytt"
SUMMARY = ":svar"
LANGUAGE = ":sprak"
DERIVATION = ":frist"
RETURN = ":videre"
URGENT = ":hast"
TERMS = ":ord"
