"""The texts of flows and facts as translators meet them, by Babel's own way of extracting."""

from pathlib import Path
from unittest.mock import patch

import pytest
from babel.messages.extract import extract_from_dir

from bot.flows import extract as module
from bot.flows.extract import extract
from bot.flows.library import load
from bot.flows.texts import all_texts
from tests.flows.slips import BREVET, START
from tests.library import library, loaded, proved

METHODS = [("**.yaml", "bot.flows.extract:extract")]


def extracted(folder: Path) -> list[tuple[str, int, str, str]]:
    """Extract as `make messages` does: file, line, context and text of each."""
    found = extract_from_dir(folder / "flyt", METHODS, {}, {"pgettext": ((1, "c"), 2)})
    return [(file, line, str(context), str(text)) for file, line, text, _, context in found]


def test_every_text_is_extracted_with_its_file_line_and_context(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    texts = all_texts(made.flows.values(), made.facts)
    assert set(extracted(tmp_path)) == {
        (each.position.file.removeprefix("flyt/"), each.position.line, each.context, each.source)
        for each in texts
    }


def test_all_files_are_read_once_however_many_there_are(tmp_path: Path) -> None:
    library(tmp_path, start=START, brevet=BREVET)
    with patch.object(module, "load", wraps=load) as loading:
        extracted(tmp_path)
    assert len([*(tmp_path / "flyt").rglob("*.yaml")]) > 2
    assert loading.call_count == 1


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    library(tmp_path, start=START, brevet=BREVET)
    extracted(tmp_path)
    changed = START.replace("Hvem har skrevet brevet?", "Hvem skrev brevet til deg?")
    library(tmp_path, start=changed, brevet=BREVET)
    assert "Hvem skrev brevet til deg?" in {text for *_, text in extracted(tmp_path)}


def test_texts_are_extracted_of_flows_that_are_not_proved_right(tmp_path: Path) -> None:
    assert proved(tmp_path, start=START, brevet=BREVET).library is None
    assert extracted(tmp_path)


@pytest.mark.parametrize(
    "start", [START.replace("tittel", "titel"), START.replace("til: klag", "til: borte"), "a: [\n"]
)
def test_flows_that_cannot_be_read_are_refused_so_that_no_translation_is_lost(
    tmp_path: Path, start: str
) -> None:
    loaded(tmp_path, start=start, brevet=BREVET)
    with (
        (tmp_path / "flyt" / "brevet.yaml").open("rb") as file,
        pytest.raises(ValueError, match="RV"),
    ):
        [*extract(file, (), (), {})]
