"""Small libraries made at random: every kind of question, condition and call, in a small world.

A library is the values that its YAML stands for. It can be read without being written, so that
thousands of them can be tried; `drawn(Random(seed))` is the same every time.

The world is so small that every answer to every question can be tried: few days, numbers and
municipalities, and deadlines of some days. What holds in it changes on `CHANGE`.
"""

from tests.flows.generated.drawing import drawn, libraries
from tests.flows.generated.reading import Made, built, read
from tests.flows.generated.world import CHANGE, FAR, FIRST, every_answer

__all__ = ["CHANGE", "FAR", "FIRST", "Made", "built", "drawn", "every_answer", "libraries", "read"]
