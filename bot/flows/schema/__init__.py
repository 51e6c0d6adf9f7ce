"""JSON Schemas (draft-07) of what authors write, for editors that use yaml-language-server.

A file says which schema is its own in its first line:

    # yaml-language-server: $schema=skjema/flyt.json

The schemas know the keys, what stands in them, and what must stand together; that names point at
something, and that every answer arrives, is the work of `rettvei check`. They are meant for an
editor, where YAML 1.2 holds: an unquoted `67` is a number there.
"""

from bot.flows.schema.facts import facts_schema
from bot.flows.schema.flow import flow_schema
from bot.flows.schema.shapes import Kind, Schema, as_text

__all__ = ["Kind", "Schema", "as_text", "schema"]


def schema(kind: Kind) -> Schema:
    """Return the schema of a kind of file, as what JSON is made of."""
    return flow_schema() if kind is Kind.FLOW else facts_schema()
