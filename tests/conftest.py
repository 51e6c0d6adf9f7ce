"""What holds for every test: the same examples, and the same day, on every machine, every time."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.commands import DAY

settings.register_profile("rettvei", deadline=None, derandomize=True)
settings.load_profile("rettvei")


@pytest.fixture(scope="session", autouse=True)
def the_day_is_given() -> Iterator[None]:
    """Hold every command that a test calls or starts on the same day, unless it names another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETTVEI_TODAY", DAY)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that runs as long as the tests."""
    from tests.postgres import postgres_server

    with postgres_server() as url:
        yield url
