"""The key that is made beside a database when the operator has set none."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from bot.store.errors import StoreError, StoreKeyError
from bot.store.keys import Masters, new_key, read_keys


def key_file(path: Path) -> Path:
    """Return where the key of a database file is kept."""
    return path.with_name(f"{path.name}.key")


def with_key_beside(path: Path, masters: Masters) -> Masters:
    """Return the operator's keys and, after them, the one in the key file, if there is one.

    Raises:
        StoreKeyError: the file cannot be read, or holds no key.
    """
    file = key_file(path)
    try:
        beside = read_keys(file.read_text("ascii"))
    except FileNotFoundError:
        return masters if masters.keys else Masters((), str(file))
    except OSError as error:
        raise StoreKeyError(
            f"{file}: the key cannot be read ({error.strerror}); give this user access to it"
        ) from None
    except ValueError:
        beside = ()
    if not beside:
        raise StoreKeyError(f"{file}: holds no key; put the right one back, or set RETTVEI_KEY")
    said = f"RETTVEI_KEY and {file}" if masters.keys else str(file)
    return Masters((*masters.keys, *beside), said)


def make_key_file(path: Path) -> Masters:
    """Make a key beside a database, for this user alone.

    Raises:
        StoreError: the file cannot be made.
    """
    file = key_file(path)
    key = new_key()
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(f"{key}\n")
            opened.flush()
            # What is sealed with a key that a power cut takes away is lost.
            os.fsync(descriptor)
    except OSError as error:
        raise StoreError(
            f"{file}: the key cannot be kept ({error.strerror}); give this user write access to "
            "the folder, or set RETTVEI_KEY"
        ) from None
    return Masters(read_keys(key), str(file))


def remove_key_file(path: Path) -> None:
    """Take away a key that nothing was sealed with."""
    with suppress(OSError):
        key_file(path).unlink()
