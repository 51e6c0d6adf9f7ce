"""Reading YAML in tests: the tree as plain values, and the one thing that is wrong."""

from __future__ import annotations

from typing import TypeAlias

from bot.source import Diagnostic, Mapping, Node, Report, Scalar, read_yaml

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def tree(source: str | bytes) -> Mapping:
    """Read a file that is right."""
    report = Report()
    root = read_yaml(_raw(source), "fil.yaml", report)
    assert report.sorted() == ()
    assert root is not None
    return root


def plain(node: Node) -> Plain:
    """Return the values of a tree without their positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items]


def fault(source: str | bytes) -> Diagnostic:
    """Read a file with one thing wrong, which keeps it from being used."""
    report = Report()
    root = read_yaml(_raw(source), "fil.yaml", report)
    (only,) = report.sorted()
    assert report.has_errors
    assert root is None or only.code in {"RV003", "RV006"}
    return only


def _raw(source: str | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.encode()
