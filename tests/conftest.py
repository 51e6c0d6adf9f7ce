"""What holds for every test: the same examples are generated on every machine, every time."""

from hypothesis import settings

settings.register_profile("rettvei", deadline=None, derandomize=True)
settings.load_profile("rettvei")
