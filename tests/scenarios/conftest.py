from functools import partial
from pathlib import Path

import pytest

from bot.flows import Library
from tests.library import library
from tests.scenarios.cases import FLOWS, Run, run_case


@pytest.fixture
def flows(tmp_path: Path) -> Library:
    return library(tmp_path / "flyter", **FLOWS)


@pytest.fixture
def case(tmp_path: Path, flows: Library) -> Run:
    return partial(run_case, tmp_path / "scenarier", flows)
