from pathlib import Path

import pytest

from bot.source import Severity
from bot.texts.translations import Translations, read_translations
from tests.texts.test_pofile import HEADER


def read(folder: Path, entries: str) -> Translations:
    path = folder / "bot.po"
    path.write_text(HEADER.replace("{plural}", "nplurals=2; plural=(n != 1)") + entries, "utf-8")
    return read_translations(path, "nn")


def test_a_translation_is_found_by_context_and_source(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'msgctxt "a"\nmsgid "Ikke"\nmsgstr "Ikkje"\n\n'
        'msgctxt "b"\nmsgid "Ikke"\nmsgstr ""\n"Slett "\n"ikkje\\n"\n\n'
        'msgctxt "c"\nmsgid "svar"\nmsgid_plural "{n} svar"\n'
        'msgstr[0] "svar"\nmsgstr[1] "{n} svar"\n',
    )
    assert found.texts == {
        ("a", "Ikke"): ("Ikkje",),
        ("b", "Ikke"): ("Slett ikkje\n",),
        ("c", "svar"): ("svar", "{n} svar"),
    }
    assert found.problems == ()


@pytest.mark.parametrize(
    "entry",
    [
        'msgctxt "a"\nmsgid "Hei"\nmsgstr ""\n',
        '#~ msgctxt "a"\n#~ msgid "Hei"\n#~ msgstr "Hallo"\n',
        'msgid "Hei"\nmsgstr "Hallo"\n',
        'msgctxt "a"\nmsgid "en"\nmsgid_plural "to"\nmsgstr[0] "ein"\nmsgstr[1] ""\n',
        'msgctxt "a"\nmsgid "en"\nmsgid_plural "to"\nmsgstr[0] "ein"\n',
        "",
    ],
    ids=["empty", "obsolete", "no context", "half empty", "half", "nothing"],
)
def test_what_no_translator_has_finished_is_no_translation(tmp_path: Path, entry: str) -> None:
    found = read(tmp_path, entry)
    assert not found.texts
    assert not found.problems


def test_a_translation_that_lost_a_placeholder_is_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, 'msgctxt "a"\nmsgid "Innen {frist}"\nmsgstr "Innan fristen"\n')
    assert not found.texts
    [problem] = found.problems
    assert str(problem) == (
        f"{tmp_path / 'bot.po'}:7:1: RV502 feil: Oversettelsen mangler {{frist}}, som står i "
        "teksten."
    )


def test_drafts_are_not_shown_and_are_told_of_once(tmp_path: Path) -> None:
    draft = '#, fuzzy\nmsgctxt "{}"\nmsgid "Hei"\nmsgstr "Hallo"\n\n'
    found = read(tmp_path, draft.format("a") + draft.format("b"))
    assert not found.texts
    [problem] = found.problems
    assert (problem.position.line, problem.code) == (8, "RV505")
    assert problem.severity is Severity.WARNING
    assert "2 oversettelser er merket «fuzzy»" in problem.message


def test_a_blank_translation_is_left_out_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, 'msgctxt "tool"\nmsgid "Tilbake"\nmsgstr " "\n')
    assert not found.texts
    [problem] = found.problems
    assert (problem.position.line, problem.code) == (7, "RV503")
    assert problem.severity is Severity.ERROR


def test_an_entry_that_stands_twice_is_told_with_the_line_of_the_first(tmp_path: Path) -> None:
    entry = 'msgctxt "a"\nmsgid "Hei"\nmsgstr "{}"\n\n'
    found = read(tmp_path, entry.format("Hallo") + entry.format("God dag"))
    [problem] = found.problems
    assert (problem.position.line, problem.code) == (11, "RV504")
    assert "linje 7" in problem.message
    assert problem.severity is Severity.ERROR


def test_the_same_words_in_two_contexts_do_not_stand_twice(tmp_path: Path) -> None:
    entry = 'msgctxt "{0}"\nmsgid "Hei"\nmsgstr "Hei {0}"\n\n'
    found = read(tmp_path, entry.format("a") + entry.format("b"))
    assert len(found.texts) == 2
    assert not found.problems


def test_letters_put_together_of_several_characters_are_the_same_letters(tmp_path: Path) -> None:
    found = read(tmp_path, 'msgctxt "a"\nmsgid "Pa\u030a"\nmsgstr "Pa\u030a"\n')
    assert found.texts == {("a", "På"): ("På",)}
