"""Generated libraries made into flows, without writing them or as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.facts import Facts, FactsReader
from bot.flows import Flow, Library, Ref, Step
from bot.flows.reader import FlowReader
from bot.source import Node, Position, Report, Scalar, Sequence, read_yaml
from bot.source.nodes import Entry
from bot.source.nodes import Mapping as MappingNode
from tests.flows.generated.world import WORLD
from tests.library import library


@dataclass(frozen=True)
class Made:
    """Flows and facts that are read but not checked."""

    flows: Mapping[str, Flow]
    facts: Facts

    def step(self, ref: Ref) -> Step:
        """Return a step."""
        return self.flows[ref.flow].steps[ref.step]


def read(flows: dict[str, Any], report: Report | None = None, facts: str = WORLD) -> Made:
    """Read flows without writing them; each part stands on a line of its own.

    Args:
        flows: what would stand in each file.
        report: where what is wrong is noted; without it, nothing may be.
        facts: YAML of the facts.
    """
    notes = report or Report()
    reader, known = _world(facts)
    found: dict[str, Flow] = {}
    for name, flow in flows.items():
        root = _node(flow, f"flyt/{name}.yaml", count(1))
        assert isinstance(root, MappingNode)
        made = FlowReader(root, name, reader, notes).flow()
        if made is not None:
            found[name] = made
    assert report or not notes.has_errors, notes.sorted()
    return Made(found, known)


def built(flows: dict[str, Any]) -> Library:
    """Write the flows as YAML and load them."""
    with TemporaryDirectory() as folder:
        texts = {name: yaml.safe_dump(flow, allow_unicode=True) for name, flow in flows.items()}
        return library(Path(folder), facts=WORLD, **texts)


@cache
def _world(facts: str) -> tuple[FactsReader, Facts]:
    report = Report()
    reader = FactsReader(report)
    reader.add(read_yaml(facts.encode(), "flyt/fakta/fakta.yaml", report))
    # What flows may name is only known once all facts are read.
    known = reader.facts()
    assert not report.has_errors, report.sorted()
    return reader, known


def _node(value: Any, file: str, lines: count[int]) -> Node:
    at = Position(file, next(lines))
    if isinstance(value, dict):
        entries = (
            Entry(Scalar(key, Position(file, next(lines))), _node(each, file, lines))
            for key, each in value.items()
        )
        return MappingNode(tuple(entries), at)
    if isinstance(value, list):
        return Sequence(tuple(_node(each, file, lines) for each in value), at)
    return Scalar(str(value), at)
