from __future__ import annotations

import pytest

from bot.flows import Library
from tests.dialog.talking import Person, small_library


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small"))


@pytest.fixture
def person(small: Library) -> Person:
    return Person(small)
