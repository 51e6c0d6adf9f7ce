"""In a terminal: arrows, numbers, labels and text, all as keys pressed."""

import re
from collections.abc import Iterator
from io import StringIO
from itertools import repeat

import pytest
from msgspec.structs import replace
from prompt_toolkit.application import get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from bot.console.front import Answer
from bot.console.terminal import Terminal
from bot.console.watching import Saved, Watch
from bot.dialog import Command, Event, Kind, Option, Press, Said, Screen
from bot.texts import Words
from tests.console.saving import Told, refused

UP, DOWN, LEFT, ENTER, BACKSPACE = "\x1b[A", "\x1b[B", "\x1b[D", "\r", "\x7f"
CTRL_C, CTRL_D = "\x03", "\x04"

CHOICES = (Option("kommunen", "Kommunen"), Option("nav", "Nav"))
TOOLS = (Option(":tilbake", "Tilbake"),)
QUESTION = Screen(Kind.QUESTION, "f", "s", "**Hvem?**\n\nSe etter.", CHOICES, TOOLS)
DATED = Screen(Kind.QUESTION, "f", "s", "**Når?**", CHOICES, TOOLS, takes_date=True)
BARE = Screen(Kind.NOTICE, "f", "s", "Slettet.")


class Person:
    """Presses keys at a terminal."""

    def __init__(self, keys: PipeInput, watch: Watch | None = None) -> None:
        self._keys = keys
        self._out = StringIO()
        self.columns = 80
        output = Vt100_Output(self._out, lambda: Size(40, self.columns), enable_cpr=False)
        self.terminal = Terminal(keys, output, lambda: Words("nb"), watch)

    @property
    def raw(self) -> str:
        return self._out.getvalue()

    @property
    def seen(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.raw).replace("\r", "")

    def presses(self, keys: str, screen: Screen = QUESTION) -> Answer | None:
        self.terminal.show((screen,), None)
        self._keys.send_text(keys)
        answer = self.terminal.ask("s0", 7)
        assert not isinstance(answer, Saved)
        return answer


@pytest.fixture
def person() -> Iterator[Person]:
    with create_pipe_input() as keys:
        yield Person(keys)


def press(option: str) -> Press:
    return Press("s0", 7, option)


@pytest.mark.parametrize(
    ("keys", "event"),
    [
        (DOWN + ENTER, press("kommunen")),
        (DOWN * 2 + ENTER, press("nav")),
        (DOWN * 3 + ENTER, press(":tilbake")),
        (DOWN * 4 + ENTER, press("kommunen")),
        (DOWN * 2 + UP + ENTER, press("kommunen")),
        (UP + ENTER, press(":tilbake")),
        (UP * 2 + ENTER, press("nav")),
        (DOWN + UP + ENTER, press(":tilbake")),
        ("2" + ENTER, Said("2")),
        ("nav" + ENTER, Said("nav")),
        ("  Nva  " + ENTER, Said("Nva")),
        ("æøå" + ENTER, Said("æøå")),
        ("/svar" + ENTER, Command("svar")),
        ("/start klage" + ENTER, Command("start", "klage")),
        ("/" + ENTER, Command("")),
    ],
)
def test_what_the_keys_mean(person: Person, keys: str, event: Event) -> None:
    answer = person.presses(keys)
    assert answer is not None
    assert answer.event == event


def test_enter_alone_answers_nothing(person: Person) -> None:
    answer = person.presses(ENTER * 3 + "   " + ENTER + "nav" + ENTER)
    assert answer is not None
    assert answer.event == Said("nav")


def test_typing_lets_go_of_what_the_arrows_selected(person: Person) -> None:
    answer = person.presses(DOWN + "x" + BACKSPACE + ENTER + DOWN + ENTER)
    assert answer is not None
    assert answer.event == press("kommunen")


def test_arrows_select_nothing_while_something_is_typed(person: Person) -> None:
    answer = person.presses("nav" + DOWN + ENTER)
    assert answer is not None
    assert answer.event == Said("nav")


def test_arrows_where_nothing_can_be_chosen_do_no_harm(person: Person) -> None:
    answer = person.presses(DOWN + UP + ENTER + "/start" + ENTER, BARE)
    assert answer is not None
    assert answer.event == Command("start")
    assert "Skriv /start for å begynne." in person.seen


@pytest.mark.parametrize("before", ["", "nav", DOWN])
def test_ctrl_c_leaves(person: Person, before: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        person.presses(before + CTRL_C)


@pytest.mark.parametrize("before", ["", "nav", DOWN])
def test_ctrl_d_leaves(person: Person, before: str) -> None:
    assert person.presses(before + CTRL_D) is None


def test_a_terminal_that_goes_away_ends_the_input(person: Person) -> None:
    person.terminal.show((QUESTION,), None)
    person._keys.close()
    assert person.terminal.ask("s0", 7) is None


def test_choices_have_the_numbers_that_can_be_typed(person: Person) -> None:
    person.presses("1" + ENTER)
    assert "  1. Kommunen" in person.seen
    assert " 2. Nav" in person.seen
    assert " – Tilbake" in person.seen
    assert "Velg med piltastene og Enter" in person.seen


def test_choices_beside_a_date_have_dashes_and_a_hint_that_a_date_can_be_typed(
    person: Person,
) -> None:
    person.presses("1" + ENTER, DATED)
    assert "1." not in person.seen
    assert " – Kommunen" in person.seen
    assert "Skriv en dato, eller velg" in person.seen


def test_the_chosen_label_stays_where_the_choices_stood(person: Person) -> None:
    answer = person.presses(DOWN + ENTER)
    assert answer is not None
    before = len(person.seen)
    person.terminal.answered(answer, "Kommunen")
    assert person.seen[before:] == "> Kommunen\n\n"


def test_a_typed_answer_shows_what_it_was_understood_as(person: Person) -> None:
    before = len(person.seen)
    person.terminal.answered(Answer.typed("kommunne"), "Kommunen")
    assert person.seen[before:] == "> kommunne → Kommunen\n\n"


def test_nothing_is_coloured_and_headings_are_bold(person: Person) -> None:
    person.presses(DOWN + ENTER)
    person.terminal.trace(("a",))
    styles = {
        code for codes in re.findall(r"\x1b\[([0-9;]*)m", person.raw) for code in codes.split(";")
    }
    assert styles <= {"", "0", "1", "2", "22"}
    assert re.search(r"\x1b\[[0-9;]*1mHvem\?", person.raw)
    assert not re.search(r"\x1b\[[0-9;]*1mSe etter", person.raw)


def test_the_width_of_the_terminal_is_kept(person: Person) -> None:
    person.columns = 30
    person.terminal.show((Screen(Kind.NOTICE, "f", "s", "ord " * 40),), None)
    assert max(map(len, person.seen.split("\n"))) <= 30


def test_a_line_for_the_one_who_pressed_is_shown(person: Person) -> None:
    person.terminal.show((), "Den knappen finnes ikke her.")
    assert person.seen == "Den knappen finnes ikke her.\n\n"


class Waits:
    """Presses keys, and a change is saved when a text stands at the end of the terminal."""

    def __init__(self, keys: PipeInput) -> None:
        self.keys = keys
        self.awaited = ""
        self.saved = refused("a.yaml", errors=1)
        self.person = Person(keys, Told(repeat(self.saved), lambda: self.awaited in self.new))
        self._before = 0
        self.person.terminal.show((QUESTION,), None)

    @property
    def new(self) -> str:
        return self.person.seen[self._before :]

    def ask(self, keys: str, *, until: str) -> Answer | Saved | None:
        self._before, self.awaited = len(self.person.seen), until
        self.keys.send_text(keys)
        return self.person.terminal.ask("s0", 7)


NEVER = "no terminal shows this"


@pytest.fixture
def waits() -> Iterator[Waits]:
    with create_pipe_input() as keys:
        yield Waits(keys)


def test_a_saved_change_ends_the_waiting_and_what_is_typed_stays(waits: Waits) -> None:
    assert waits.ask("nxv" + LEFT + BACKSPACE, until="nv") is waits.saved
    waits.person.terminal.tell(("Tatt inn.",))
    answer = waits.ask("a" + ENTER, until=NEVER)
    assert isinstance(answer, Answer)
    assert answer.event == Said("nav")


def test_what_the_arrows_selected_stays_if_it_can_still_be_chosen(waits: Waits) -> None:
    assert waits.ask(DOWN * 2, until="› 2.") is waits.saved
    turned = replace(QUESTION, choices=CHOICES[::-1])
    waits.person.terminal.show((turned,), None)
    answer = waits.ask(ENTER, until=NEVER)
    assert isinstance(answer, Answer)
    assert answer.event == press("nav")


def test_what_the_arrows_selected_is_let_go_if_it_is_gone(waits: Waits) -> None:
    assert waits.ask(DOWN * 2, until="› 2.") is waits.saved
    waits.person.terminal.show((replace(QUESTION, choices=CHOICES[:1]),), None)
    answer = waits.ask(ENTER + DOWN + ENTER, until=NEVER)
    assert isinstance(answer, Answer)
    assert answer.event == press("kommunen")


def test_an_answer_given_leaves_nothing_on_the_line_of_the_next(waits: Waits) -> None:
    assert waits.ask("na", until="na") is waits.saved
    assert isinstance(waits.ask("v" + ENTER, until=NEVER), Answer)
    answer = waits.ask("1" + ENTER, until=NEVER)
    assert isinstance(answer, Answer)
    assert answer.event == Said("1")


class AnsweredMeanwhile(Told):
    """A watch during whose first pause an answer is given."""

    def __init__(self) -> None:
        super().__init__(())
        self.paused = self.looked = False

    async def pause(self) -> None:
        if not self.paused:
            self.paused = True
            get_app().exit(result="nav")
        else:
            await super().pause()

    def look(self) -> Saved | None:
        self.looked = True
        return super().look()


def test_nothing_is_taken_from_the_watch_once_an_answer_is_given() -> None:
    with create_pipe_input() as keys:
        watch = AnsweredMeanwhile()
        answer = Person(keys, watch).presses("")
    assert answer is not None
    assert answer.event == Said("nav")
    assert not watch.looked


def test_what_authors_are_told_is_wrapped_line_by_line(person: Person) -> None:
    person.columns = 30
    person.terminal.tell(("flyt/klage.yaml:1:1: RV011 feil: " + "ord " * 9, "Ferdig."))
    assert person.seen.startswith("flyt/klage.yaml:1:1: RV011\nfeil: ord")
    assert person.seen.endswith("ord\nFerdig.\n\n")
    assert max(map(len, person.seen.split("\n"))) <= 30
