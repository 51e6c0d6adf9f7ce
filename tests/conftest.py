"""What holds for every test: the same examples are generated on every machine, every time."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("rettvei", deadline=None, derandomize=True)
settings.load_profile("rettvei")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that runs as long as the tests."""
    from tests.postgres import postgres_server

    with postgres_server() as url:
        yield url
