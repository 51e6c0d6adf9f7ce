import os
import unicodedata
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages import pofile as babels
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import CatalogueError
from bot.texts.pofile import Entry, PoFile, read_po

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural};\\n"

"""


def read(folder: Path, entries: str, plural: str = "nplurals=2; plural=(n != 1)") -> PoFile:
    path = folder / "bot.po"
    path.write_text(HEADER.replace("{plural}", plural) + entries, "utf-8")
    return read_po(path, "nn")


def test_the_plural_rule_is_the_one_in_the_file(tmp_path: Path) -> None:
    assert [read(tmp_path, "").plural(n) for n in (0, 1, 2)] == [1, 0, 1]
    french = read(tmp_path, "", "nplurals=2; plural=(n > 1)")
    assert [french.plural(n) for n in (0, 1, 2)] == [0, 0, 1]


def test_a_file_that_does_not_exist_translates_nothing(tmp_path: Path) -> None:
    found = read_po(tmp_path / "none.po", "nn")
    assert not found.entries
    assert [found.plural(n) for n in (0, 1, 2)] == [1, 0, 1]


def test_a_file_saved_with_a_byte_order_mark_and_carriage_returns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bot.po"
    path.write_bytes(b'\xef\xbb\xbfmsgctxt "a"\r\nmsgid "b"\r\nmsgstr "c"\r\n')
    assert read_po(path, "nn").entries == (Entry(2, "a", ("b",), ("c",), is_fuzzy=False),)


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
        ('msgid "a"\n# her\nmsgstr "b"\n', 7, "ikke gyldig"),
        ('msgid "a"\nmsgstr "b"\n# her\n"c"\n', 9, "ikke gyldig"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"\n', 9, "kan ikke stå"),
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
        (b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=mange;\\n"\n', 3, "flertall"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(
    tmp_path: Path, raw: bytes, line: int, what: str
) -> None:
    path = tmp_path / "bot.po"
    path.write_bytes(raw)
    with pytest.raises(CatalogueError) as refused:
        read_po(path, "nn")
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert what in str(refused.value)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="ikke en vanlig fil"):
        read_po(tmp_path, "nn")


def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bot.po")
    with pytest.raises(CatalogueError, match="ikke en vanlig fil"):
        read_po(tmp_path / "bot.po", "nn")


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=(n % 0)",
        "nplurals=2; plural=(n / (n - 7))",
        "nplurals=2; plural=n",
        "nplurals=2; plural=(n > 5 ? 2 : n != 1)",
        "nplurals=1; plural=(n != 1)",
        "nplurals=0; plural=0",
        "nplurals=2; plural=open(n)",
        "nplurals=2; plural=(n != 1",
        "nplurals=2; plural=",
        "nplurals=2",
        "nplurals=INTEGER; plural=EXPRESSION",
        "nplurals=2; plural=" + "(" * 200 + "n" + ")" * 200,
    ],
)
def test_a_plural_rule_that_cannot_choose_for_every_number_is_refused_at_its_line(
    tmp_path: Path, rule: str
) -> None:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, "", rule)
    assert refused.value.line == 4
    assert "Plural-Forms" in refused.value.what
    assert "Skriv «nplurals=2; plural=(n != 1);»." in refused.value.what


@pytest.mark.parametrize("locale", ["nn", "en", "fr", "pl", "ar", "ja"])
def test_the_plural_rule_of_any_language_is_taken(tmp_path: Path, locale: str) -> None:
    found = read(tmp_path, "", Catalog(locale=locale).plural_forms.removesuffix(";"))
    assert found.plural(1) in range(6)


def test_a_language_without_a_rule_in_the_file_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "bot.po").write_text('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n')
    assert read_po(tmp_path / "bot.po", "fr").plural(0) == 0
    assert read_po(tmp_path / "bot.po", "nn").plural(0) == 1


def test_what_the_header_says_of_people_and_days_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "bot.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"POT-Creation-Date: \\n"\n"PO-Revision-Date: i dag\\n"\n'
        '"Content-Type: text/plain; charset=CHARSET\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
    )
    assert [entry.translation for entry in read_po(path, "nn").entries] == [("c",)]


COMMENTED = """\
# av en oversetter
#. Kontekst: a
#: bot/a.py:1 \u2068bot/en fil.py\u2069:2
#, python-format
#| msgctxt "a"
#| msgid "Hvem"
#| "er du?"
msgctxt "a"
msgid "Hvem er "
"det?"
msgstr ""
"Kven er "
"det?"

#, fuzzy
#~| msgctxt "a"
#~| msgid "Noe"
#~| msgid_plural "Mye"
#~ msgctxt "a"
#~ msgid "Noe annet"
#~ "og mer"
#~ msgstr "Noko anna"
#~msgid "uten mellomrom"
#~msgstr ""

#= fuzzy
msgctxt "a"
msgid "Nei"
msgstr "Nei"
msgctxt "a"
msgid "Ja"
msgstr "Ja"
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_comments_and_obsolete_entries_of_every_form_are_passed_over(
    tmp_path: Path, ends: str
) -> None:
    path = tmp_path / "bot.po"
    path.write_bytes(
        ("\ufeff" + HEADER.replace("{plural}", "nplurals=2; plural=n>1") + COMMENTED)
        .replace("\n", ends)
        .encode()
    )
    assert [*read_po(path, "nn").entries] == [
        Entry(14, "a", ("Hvem er det?",), ("Kven er det?",), is_fuzzy=False),
        Entry(33, "a", ("Nei",), ("Nei",), is_fuzzy=True),
        Entry(36, "a", ("Ja",), ("Ja",), is_fuzzy=False),
    ]


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from('\n\t"\\')
TEXTS = st.text(LETTERS).map(partial(unicodedata.normalize, "NFC"))


@given(
    st.dictionaries(
        st.tuples(st.none() | TEXTS.filter(bool), TEXTS.filter(bool)),
        st.tuples(TEXTS, st.booleans(), st.booleans(), st.lists(TEXTS, max_size=2)),
        max_size=8,
    ),
    st.integers(20, 90) | st.just(0),
)
def test_what_babel_writes_is_read_as_babel_reads_it(
    tmp_path_factory: pytest.TempPathFactory,
    entries: dict[tuple[str | None, str], tuple[str, bool, bool, list[str]]],
    width: int,
) -> None:
    catalogue = Catalog(locale="nn")
    for (context, source), (translation, is_fuzzy, is_obsolete, previous) in entries.items():
        message = Message(
            source,
            translation,
            flags=("fuzzy",) if is_fuzzy else (),
            user_comments=("# ~", "~|"),
            previous_id=previous,
            context=context,
        )
        kept = catalogue.obsolete if is_obsolete else catalogue._messages
        kept[catalogue._key_for(source, context)] = message
    path = tmp_path_factory.mktemp("po") / "bot.po"
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=width, include_previous=True)

    theirs = babels.read_po(BytesIO(path.read_bytes()), "nn", ignore_obsolete=True)
    assert {
        (entry.line, entry.context, *entry.source, *entry.translation, entry.is_fuzzy)
        for entry in read_po(path, "nn").entries
    } == {(m.lineno, m.context, m.id, m.string, m.fuzzy) for m in theirs if m.id}
