import os
from pathlib import Path

import pytest

from bot.texts import CatalogueError
from bot.texts.pofile import Translations, read_translations

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural};\\n"

"""


def read(folder: Path, entries: str, plural: str = "nplurals=2; plural=(n != 1)") -> Translations:
    path = folder / "bot.po"
    path.write_text(HEADER.replace("{plural}", plural) + entries, "utf-8")
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
        '#, fuzzy\nmsgctxt "a"\nmsgid "Hei"\nmsgstr "Hallo"\n',
        '#~ msgctxt "a"\n#~ msgid "Hei"\n#~ msgstr "Hallo"\n',
        'msgid "Hei"\nmsgstr "Hallo"\n',
        'msgctxt "a"\nmsgid "en"\nmsgid_plural "to"\nmsgstr[0] "ein"\nmsgstr[1] ""\n',
        'msgctxt "a"\nmsgid "en"\nmsgid_plural "to"\nmsgstr[0] "ein"\n',
        "",
    ],
    ids=["empty", "fuzzy", "obsolete", "no context", "half empty", "half", "nothing"],
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
        f"{tmp_path / 'bot.po'}:7: Oversettelsen mangler {{frist}}, som står i teksten."
    )


def test_the_plural_rule_is_the_one_in_the_file(tmp_path: Path) -> None:
    assert [read(tmp_path, "").plural(n) for n in (0, 1, 2)] == [1, 0, 1]
    french = read(tmp_path, "", "nplurals=2; plural=(n > 1)")
    assert [french.plural(n) for n in (0, 1, 2)] == [0, 0, 1]


def test_a_file_that_does_not_exist_translates_nothing(tmp_path: Path) -> None:
    found = read_translations(tmp_path / "none.po", "nn")
    assert not found.texts
    assert [found.plural(n) for n in (0, 1, 2)] == [1, 0, 1]


def test_a_file_saved_with_a_byte_order_mark_and_carriage_returns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bot.po"
    path.write_bytes(b'\xef\xbb\xbfmsgctxt "a"\r\nmsgid "b"\r\nmsgstr "c"\r\n')
    assert read_translations(path, "nn").texts == {("a", "b"): ("c",)}


@pytest.mark.parametrize(
    ("entries", "line", "what"),
    [
        ('msgid "a"\nmsgstr Hei\n', 7, 'Skriv teksten slik: msgstr "Hei".'),
        ('msgid "a"\nmsgstr "Hei\n', 7, 'Skriv teksten slik: msgstr "Hei".'),
        ('msgid "a"\nmsgstr "si "hei""\n', 7, 'Skriv teksten slik: msgstr "Hei".'),
        ('msgid "a\\"\nmsgstr "b"\n', 6, 'Skriv teksten slik: msgstr "Hei".'),
        ('msgid"a"\nmsgstr "b"\n', 6, 'Skriv teksten slik: msgstr "Hei".'),
        ("<<<<<<< HEAD\n", 6, 'Skriv teksten slik: msgstr "Hei".'),
        ('tekst "a"\n', 6, 'Skriv teksten slik: msgstr "Hei".'),
        ('msgstr "b"\n', 6, "«msgstr» kan ikke stå etter «msgstr»"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 7, "«msgid» kan ikke stå etter «msgid»"),
        ('msgid "a"\nmsgstr[0] "b"\n', 7, "«msgstr[]» kan ikke stå etter «msgid»"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 8, "«msgstr» kan ikke stå etter"),
        ('msgctxt "a"\nmsgstr "b"\n', 7, "«msgstr» kan ikke stå etter «msgctxt»"),
        ('msgid "a"', 6, "slutter etter «msgid»"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[5] "c"\n', 6, "ikke gyldig"),
        ('msgid "a"\n# her\nmsgstr "b"\n', 6, "ikke gyldig"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, entries: str, line: int, what: str
) -> None:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, entries)
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'bot.po'}:{line}: ")
    assert what in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("raw", "line", "what"),
    [
        (b'msgid "a"\nmsgstr "\xe5"\n', 2, "UTF-8"),
        (b'"a"\n', 1, "ikke gyldig"),
        (b'msgstr "a"\n', 1, "ikke stå først"),
        (b'msgid ""\nmsgstr "PO-Revision-Date: i dag\\n"\n', 1, "Hodet"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=mange;\\n"\n', 1, "Hodet"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=open(n);\\n"\n', 1, "flertall"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(
    tmp_path: Path, raw: bytes, line: int, what: str
) -> None:
    path = tmp_path / "bot.po"
    path.write_bytes(raw)
    with pytest.raises(CatalogueError) as refused:
        read_translations(path, "nn")
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert what in str(refused.value)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="ikke en vanlig fil"):
        read_translations(tmp_path, "nn")


def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bot.po")
    with pytest.raises(CatalogueError, match="ikke en vanlig fil"):
        read_translations(tmp_path / "bot.po", "nn")
