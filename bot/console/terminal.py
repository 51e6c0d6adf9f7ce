"""The conversation in a terminal: choose with arrows, a number, a label or any text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output

from bot.console.front import Answer
from bot.console.paper import Paper, Row, Style, rows, wrap
from bot.console.watching import Saved, Watch
from bot.dialog import Press, Screen
from bot.texts import Words


class Terminal:
    """Shows screens above, and below them what can be chosen until something is.

    What stands out is bold or dim and never coloured, so every theme and `NO_COLOR` are served.

    Args:
        keys: where key presses come from.
        output: the terminal.
        words: the bot's own words, in the language spoken now.
        watch: notices what is saved; without it, nothing does.
    """

    def __init__(
        self,
        keys: Input,
        output: Output,
        words: Callable[[], Words],
        watch: Watch | None = None,
    ) -> None:
        self._keys = keys
        self._output = output
        self._words = words
        self._watch = watch
        self._draft = _Draft()
        self._screen: Screen | None = None
        self._paper = Paper(self._write, self._columns, lists_options=False)

    def show(self, screens: tuple[Screen, ...], toast: str | None) -> None:
        """Write the texts; what can be chosen is shown while waiting for the answer."""
        self._paper.show(screens, toast)
        if screens:
            self._screen = screens[-1]

    def refresh(self, screen: Screen, toast: str | None) -> None:
        """Write what has changed; what can be chosen is shown while waiting for the answer."""
        self._paper.show((), toast)
        self._screen = screen

    def ask(self, session: str, revision: int) -> Answer | Saved | None:
        """Wait for an answer or a saved change; None when the terminal has no more to give."""
        listed = rows(self._screen) if self._screen else ()
        menu = _Menu(listed, self._hint(), self._columns, self._draft)
        app: Application[Row | str | Saved] = Application(
            layout=menu.layout,
            key_bindings=menu.keys,
            input=self._keys,
            output=self._output,
            erase_when_done=True,
        )
        try:
            given = app.run(pre_run=lambda: self._heed(app))
        except EOFError:
            return None
        self._draft = menu.draft if isinstance(given, Saved) else _Draft()
        if isinstance(given, Saved):
            return given
        if isinstance(given, str):
            return Answer.typed(given)
        return Answer(Press(session, revision, given.option.id), given.option.label)

    def answered(self, answer: Answer, chosen: str | None) -> None:
        """Write the answer where the choices stood."""
        self._paper.answered(answer, chosen)

    def trace(self, lines: tuple[str, ...]) -> None:
        """Write how the reply came about."""
        self._paper.trace(lines)

    def tell(self, lines: tuple[str, ...]) -> None:
        """Write what became of a saved change."""
        self._paper.tell(lines)

    def goodbye(self, text: str) -> None:
        """Say goodbye."""
        self._write(Style.NORMAL, f"{text}\n")

    def _heed(self, app: Application[Row | str | Saved]) -> None:
        """Let a saved change end the waiting, if it comes before an answer."""
        watch = self._watch
        if watch is None:
            return

        async def look() -> None:
            while True:
                await watch.pause()
                if app.is_done:
                    return
                saved = watch.look()
                if saved is not None:
                    app.exit(result=saved)
                    return

        app.create_background_task(look())

    def _hint(self) -> str:
        words, screen = self._words(), self._screen
        if screen is None or not screen.options:
            return words.pgettext("console", "Skriv /start for å begynne. Ctrl-C avslutter.")
        if screen.takes_date:
            return words.pgettext(
                "console",
                "Skriv en dato, eller velg med piltastene og Enter. Ctrl-C avslutter.",
            )
        if screen.takes_number:
            return words.pgettext(
                "console", "Skriv et tall, eller velg med piltastene og Enter. Ctrl-C avslutter."
            )
        return words.pgettext(
            "console", "Velg med piltastene og Enter, eller skriv svaret. Ctrl-C avslutter."
        )

    def _columns(self) -> int:
        return self._output.get_size().columns

    def _write(self, style: Style, text: str) -> None:
        print_formatted_text(FormattedText([(style, text)]), end="", output=self._output)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An answer that is not given yet: what is typed, where the cursor stands, what is selected."""

    typed: Document = field(default_factory=Document)
    selected: str | None = None


class _Menu:
    """What can be chosen, and a line to type on; the arrows work while the line is empty."""

    def __init__(
        self, listed: tuple[Row, ...], hint: str, width: Callable[[], int], draft: _Draft
    ) -> None:
        self._rows = listed
        self._width = width
        # Nothing is selected at first: Enter pressed once too often must not answer a question.
        self._selected: int | None = next(
            (at for at, row in enumerate(listed) if row.option.id == draft.selected), None
        )
        self._line = Buffer(multiline=False, document=draft.typed, on_text_changed=self._typed)
        empty = Condition(lambda: not self._line.text)
        self.keys = KeyBindings()
        self.keys.add(Keys.Down, filter=empty)(lambda _: self._move(1))
        self.keys.add(Keys.Up, filter=empty)(lambda _: self._move(-1))
        self.keys.add(Keys.Enter)(self._done)
        for leave in (Keys.ControlC, Keys.SIGINT):
            self.keys.add(leave)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        self.keys.add(Keys.ControlD)(lambda event: event.app.exit(exception=EOFError))
        line = Window(
            BufferControl(self._line, input_processors=[BeforeInput("> ")]),
            dont_extend_height=True,
            wrap_lines=True,
        )
        options = FormattedTextControl(
            self._listed, get_cursor_position=self._pointer, show_cursor=False
        )
        about = FormattedTextControl(lambda: [(Style.QUIET, wrap(hint, width()))])
        below = [line, Window(about, dont_extend_height=True)]
        above = [Window(options, dont_extend_height=True)] if listed else []
        self.layout = Layout(HSplit([*above, *below]), focused_element=line)

    @property
    def draft(self) -> _Draft:
        """What is typed or selected now."""
        selected = None if self._selected is None else self._rows[self._selected].option.id
        return _Draft(self._line.document, selected)

    def _typed(self, _: Buffer) -> None:
        self._selected = None

    def _move(self, by: int) -> None:
        if self._rows:
            before = -1 if self._selected is None and by > 0 else self._selected or 0
            self._selected = (before + by) % len(self._rows)

    def _done(self, event: KeyPressEvent) -> None:
        if self._line.text.strip():
            event.app.exit(result=self._line.text)
        elif self._selected is not None:
            event.app.exit(result=self._rows[self._selected])

    def _lines(self) -> list[tuple[bool, str]]:
        lines: list[tuple[bool, str]] = []
        for index, row in enumerate(self._rows):
            if row.apart and lines:
                lines.append((False, ""))
            here = index == self._selected
            text = row.wrapped("› " if here else "  ", self._width())
            lines.extend((here, line) for line in text.split("\n"))
        return lines

    def _listed(self) -> FormattedText:
        return FormattedText(
            (Style.STRONG if here else Style.NORMAL, f"{line}\n") for here, line in self._lines()
        )

    def _pointer(self) -> Point:
        lines = self._lines()
        return Point(0, next((y for y, (here, _) in enumerate(lines) if here), 0))
