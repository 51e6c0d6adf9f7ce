from pathlib import Path
from shutil import copytree
from unittest.mock import patch

import pytest

from bot.content import FLOWS, TEXTS
from bot.flows import Loaded, Ref, load
from bot.source import Severity
from tests.flows.slips import BREVET, START
from tests.library import FACTS, library, loaded, outcome

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: nn\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def test_the_shipped_flows_have_no_errors() -> None:
    result = load(FLOWS, TEXTS)
    assert [item for item in result.diagnostics if item.severity is Severity.ERROR] == []
    assert result.library is not None


def test_the_same_content_has_the_same_version_wherever_it_lies(tmp_path: Path) -> None:
    first = library(tmp_path / "a", start=START, brevet=BREVET)
    second = library(tmp_path / "b", start=START, brevet=BREVET)
    assert first.version == second.version
    copytree(tmp_path / "a" / "flyt", tmp_path / "c" / "omdøpt")
    with patch("bot.flows.library.RULES", ()):
        renamed = load(tmp_path / "c" / "omdøpt", tmp_path).library
    assert renamed is not None
    assert renamed.version == first.version


def test_another_content_of_any_file_is_another_version(tmp_path: Path) -> None:
    files = {"start": START, "brevet": BREVET}
    versions = [
        library(tmp_path / "a", **files).version,
        library(tmp_path / "b", **(files | {"start": START + "# ny\n"})).version,
        library(tmp_path / "c", **(files | {"brevet": BREVET + "# ny\n"})).version,
        library(tmp_path / "d", facts=FACTS + "# ny\n", **files).version,
        library(tmp_path / "e", **files, ny=START.replace("flyt: start", "flyt: ny")).version,
    ]
    assert len(set(versions)) == len(versions)


def test_a_library_that_is_wrong_in_one_place_is_not_used_at_all(tmp_path: Path) -> None:
    result = loaded(tmp_path, start=START, brevet=BREVET.replace("tittel", "titel"))
    assert result.library is None


def test_warnings_do_not_keep_a_library_from_being_used(tmp_path: Path) -> None:
    result = loaded(tmp_path, start=START.replace("Kommunen,", "x" * 30 + ","), brevet=BREVET)
    assert [item.severity for item in result.diagnostics] == [Severity.WARNING]
    assert result.library is not None


def test_a_conversation_can_begin_in_flows_that_never_return(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    assert made.is_entry("start")
    assert not made.is_entry("brevet")
    assert not made.is_entry("finnes_ikke")


def test_a_step_that_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    for ref in (Ref("start", "finnes_ikke"), Ref("finnes_ikke", "start")):
        with pytest.raises(KeyError):
            made.step(ref)


@pytest.mark.parametrize("name", ["klage.yaml", "fakta/mer.yaml"])
def test_a_file_that_cannot_be_read_is_told_and_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "flyt" / name).mkdir(parents=True)
    (found,) = loaded(tmp_path, start=START, brevet=BREVET).diagnostics
    assert (str(found.position), found.code) == (f"flyt/{name}:1:1", "RV000")
    assert "kan ikke leses" in found.message


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "flyt").mkdir()
    (tmp_path / "flyt" / "LESMEG.md").write_text("ikke YAML: [", encoding="utf-8")
    library(tmp_path, start=START, brevet=BREVET)


def catalogue(folder: Path, text: str) -> Path:
    path = folder / "tekster" / "nn" / "LC_MESSAGES" / "flyt.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_catalogue_that_cannot_be_read_is_told_at_its_line(tmp_path: Path) -> None:
    path = catalogue(tmp_path, HEADER + 'msgid "a\nmsgstr\n')
    (found,) = loaded(tmp_path, start=START, brevet=BREVET).diagnostics
    assert (found.position.file, found.code) == (str(path), "RV501")
    assert found.severity is Severity.ERROR


def test_a_translation_that_drops_a_fact_is_an_error(tmp_path: Path) -> None:
    path = catalogue(
        tmp_path,
        HEADER + 'msgctxt "start.klag.tekst"\n'
        'msgid "Ring **Helfo** på {instans.helfo.telefon}."\nmsgstr "Ring **Helfo**."\n',
    )
    result = loaded(tmp_path, start=START, brevet=BREVET)
    (found,) = result.diagnostics
    assert (found.position.file, found.code) == (str(path), "RV502")
    assert found.severity is Severity.ERROR
    assert result.library is None


def test_what_is_wrong_with_a_translation_hides_nothing_that_is_wrong_with_the_flows(
    tmp_path: Path,
) -> None:
    catalogue(tmp_path, HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr " "\n')
    broken = START.replace("til: klag", "til: borte")
    found = loaded(tmp_path, start=broken, brevet=BREVET).diagnostics
    assert {"RV301", "RV503"} <= {item.code for item in found}


def test_translations_of_texts_that_are_gone_are_told_of_once_and_never_block(
    tmp_path: Path,
) -> None:
    gone = 'msgctxt "start.{0}"\nmsgid "Hei"\nmsgstr "Hei"\n\n'
    path = catalogue(tmp_path, HEADER + gone.format("a") + gone.format("b"))
    result = loaded(tmp_path, start=START, brevet=BREVET)
    (found,) = result.diagnostics
    assert (str(found.position), found.code) == (f"{path}:8:1", "RV506")
    assert "2 oversettelser" in found.message
    assert result.library is not None


@pytest.mark.parametrize("label", ["Vet ikke", "vet  IKKJE", "Tilbake"])
def test_labels_made_alike_by_a_translation_are_told(tmp_path: Path, label: str) -> None:
    catalogue(
        tmp_path, HEADER + f'msgctxt "start.hvem.kommunen"\nmsgid "Kommunen"\nmsgstr "{label}"\n'
    )
    own = tmp_path / "tekster" / "nn" / "LC_MESSAGES" / "bot.po"
    own.write_text(HEADER + 'msgctxt "question"\nmsgid "Vet ikke"\nmsgstr "Vet ikkje"\n')
    found = loaded(tmp_path, start=START, brevet=BREVET).diagnostics
    assert ("RV402" in {item.code for item in found}) is (label != "Vet ikke")


def test_a_catalogue_that_is_right_gives_no_diagnostics(tmp_path: Path) -> None:
    catalogue(
        tmp_path,
        HEADER + 'msgctxt "start.klag.tekst"\n'
        'msgid "Ring **Helfo** på {instans.helfo.telefon}."\n'
        'msgstr "Ring **Helfo** på {instans.helfo.telefon}, du."\n',
    )
    result = loaded(tmp_path, start=START, brevet=BREVET)
    assert result.diagnostics == ()


def test_only_the_texts_of_the_flows_asked_about_are_measured(tmp_path: Path) -> None:
    long = " ".join(["ord"] * 16) + "."
    flow = f"""
flyt: {{}}
tittel: Tittel
helse: nei
start: klag
steg:
  klag: {outcome().replace("svar: Klag til Helfo", f"svar: Klag, tekst: {long}")}
"""
    filled = {name: flow.replace("{}", name) for name in ("start", "annen")}
    assert len(long_sentences(loaded(tmp_path / "alt", **filled))) == 2
    folder = tmp_path / "alt" / "flyt"
    assert long_sentences(load(folder, TEXTS, about=["annen"])) == ["flyt/annen.yaml"]
    assert long_sentences(load(folder, TEXTS, about=[])) == []


def long_sentences(result: Loaded) -> list[str]:
    return [found.position.file for found in result.diagnostics if found.code == "RV405"]
