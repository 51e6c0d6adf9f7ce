"""The words of the bot are whole in every language it speaks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.texts import DEFAULT, SUPPORTED, Catalogues
from bot.texts.translations import read_translations

ROOT = Path(__file__).parents[2]
TRANSLATED = [locale for locale in SUPPORTED if locale != DEFAULT]
WORDS_OF = {"pgettext": 1, "npgettext": 2}

Key = tuple[str | None, str]


def catalogue(locale: str) -> Path:
    return ROOT / "tekster" / locale / "LC_MESSAGES" / "bot.po"


def own_words(folder: Path) -> dict[Key, set[tuple[str, ...]]]:
    """Extract as `make messages` does: the forms of each context and text."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)  # type: ignore[no-untyped-call]  # Babel: untyped
    keywords = parse_keywords(["pgettext:1c,2", "npgettext:1c,2,3"])
    found: dict[Key, set[tuple[str, ...]]] = {}
    for _, _, message, _, context in extract_from_dir(folder, methods, options, keywords):
        forms = (message,) if isinstance(message, str) else tuple(message)
        found.setdefault((context, forms[0]), set()).add(forms)
    return found


def calls(folder: Path) -> Iterator[tuple[str, ast.Call, str]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in WORDS_OF:
                    yield f"{path.relative_to(folder)}:{node.lineno}", node, name


def faults_in_calls(folder: Path) -> list[str]:
    faults = []
    for where, call, name in calls(folder):
        literals = [
            argument.value
            for argument in call.args[: 1 + WORDS_OF[name]]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if len(literals) != 1 + WORDS_OF[name] or not all(literals):
            faults.append(f"{where}: context and words must be literals, or nothing finds them")
            continue
        needed = set(re.findall(r"\{([^{}]*)\}", "".join(literals[1:])))
        given = {keyword.arg for keyword in call.keywords}
        counted = {"n"} if name == "npgettext" else set()
        if None not in given and needed - counted != given:
            faults.append(f"{where}: the text needs {sorted(needed)}, the call gives {given}")
    return faults


def test_extraction_finds_words_with_context_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "code.py").write_text(
        'words.pgettext("a", "Hei, "\n"{navn}", navn=x)\n'
        'words.npgettext("b", "ett", "{n}", 3)\n'
        '_("ikke")\ngettext("ikke")\nwords.flow("c", "ikke")\n'
    )
    assert own_words(tmp_path) == {
        ("a", "Hei, {navn}"): {("Hei, {navn}",)},
        ("b", "ett"): {("ett", "{n}")},
    }
    assert faults_in_calls(tmp_path) == []


@pytest.mark.parametrize(
    "code",
    [
        'words.pgettext("a", text)',
        'words.pgettext("a", f"Hei {x}")',
        "words.pgettext(*pair)",
        'words.pgettext("", "Hei")',
        'words.npgettext("a", "ett", many, 3)',
        'words.pgettext("a", "Hei, {navn}")',
        'words.pgettext("a", "Hei", navn=x)',
        'words.npgettext("a", "ett", "{n} til {navn}", 3)',
    ],
)
def test_a_call_that_would_go_wrong_is_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "code.py").write_text(code)
    assert len(faults_in_calls(tmp_path)) == 1


def test_every_call_in_the_code_has_literal_words_and_the_values_they_need() -> None:
    assert faults_in_calls(ROOT / "bot") == []


def test_the_same_words_in_one_context_have_one_plural() -> None:
    assert {key: forms for key, forms in own_words(ROOT / "bot").items() if len(forms) > 1} == {}


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_word_of_the_bot_is_translated(locale: str) -> None:
    missing = own_words(ROOT / "bot").keys() - read_translations(catalogue(locale), locale).texts
    assert sorted(map(str, missing)) == []


@pytest.mark.parametrize("locale", TRANSLATED)
def test_no_translation_is_kept_of_words_the_bot_no_longer_says(locale: str) -> None:
    path = catalogue(locale)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    ids = [(message.context, message.id) for message in read_po(lines, locale) if message.id]
    kept = {(context, words if isinstance(words, str) else words[0]) for context, words in ids}
    assert sorted(map(str, kept - own_words(ROOT / "bot").keys())) == []


def test_nothing_is_wrong_with_any_shipped_translation() -> None:
    assert [str(problem) for problem in Catalogues.load(ROOT / "tekster").problems] == []
