"""What goes wrong with a database, in words for an operator."""


class StoreError(Exception):
    """The database cannot be used; the message is one line for an operator."""


class StoreBusyError(StoreError):
    """The database stayed locked by another process; the update can be tried again."""


class StoreKeyError(StoreError):
    """The key of the database is missing or is not the right one; nothing was changed."""


class DamagedError(StoreError):
    """A stored value is not what was stored; the message is one line for an operator."""
