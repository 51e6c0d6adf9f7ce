"""The name of a step in the whole library."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """A step of a flow; for a question also the name of its answer, written `flyt.steg`.

    A tuple, because the proof looks up hundreds of thousands of them.
    """

    flow: str
    step: str

    def __str__(self) -> str:
        return f"{self.flow}.{self.step}"

    @classmethod
    def parse(cls, text: str, flow: str) -> Ref:
        """Read `flyt.steg`, or `steg` as a step of the flow it stands in."""
        head, dot, tail = text.partition(".")
        return cls(head, tail) if dot else cls(flow, head)
