from pathlib import Path

import pytest

from benchmarks.check import measure
from benchmarks.made import STEPS_OF_A_FLOW, write
from bot.flows import load


@pytest.mark.parametrize("steps", [1, 500])
def test_a_library_of_any_size_is_right_and_about_as_large_as_asked_for(
    tmp_path: Path, steps: int
) -> None:
    wrote = write(tmp_path / "flyt", steps)
    loaded = load(tmp_path / "flyt", tmp_path)
    assert loaded.library is not None, loaded.diagnostics
    assert sum(len(flow.steps) for flow in loaded.library.flows.values()) == wrote
    assert abs(wrote - steps) <= STEPS_OF_A_FLOW + 10


def test_what_is_measured_adds_up(tmp_path: Path) -> None:
    wrote = write(tmp_path / "flyt", 100)
    found = measure(tmp_path / "flyt", tmp_path)
    assert found.steps == wrote
    assert found.ways > 100
    assert 0 < found.proof < found.seconds
    assert 0 < found.reading < found.seconds


def test_a_library_that_is_not_right_is_not_measured(tmp_path: Path) -> None:
    write(tmp_path / "flyt", 1)
    (tmp_path / "flyt" / "brevet.yaml").unlink()
    with pytest.raises(SystemExit, match="RV302"):
        measure(tmp_path / "flyt", tmp_path)
