"""What becomes of conversations that are under way when the flows change."""

from bot.migration.compare import Compared, Seen, compare
from bot.migration.fate import Fate, Kind, fate
from bot.migration.positions import Position, positions
from bot.migration.report import as_json, as_text
from bot.migration.revisions import RevisionError, folder_of

__all__ = [
    "Compared",
    "Fate",
    "Kind",
    "Position",
    "RevisionError",
    "Seen",
    "as_json",
    "as_text",
    "compare",
    "fate",
    "folder_of",
    "positions",
]
