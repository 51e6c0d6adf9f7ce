"""Authored files: YAML read with its positions kept, and the diagnostics that point into it."""

from bot.source.diagnostics import Diagnostic, Position, Report, Severity
from bot.source.fields import Fields
from bot.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bot.source.yaml import read_yaml

__all__ = [
    "Diagnostic",
    "Entry",
    "Fields",
    "Mapping",
    "Node",
    "Position",
    "Report",
    "Scalar",
    "Sequence",
    "Severity",
    "read_yaml",
]
