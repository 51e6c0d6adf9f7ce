"""Places a drawing on a sheet: columns from left to right, arrows in the gaps between them."""

from bot.pictures.layout.sheet import PlacedArrow, PlacedNode, Point, Row, Sheet, lay_out

__all__ = ["PlacedArrow", "PlacedNode", "Point", "Row", "Sheet", "lay_out"]
