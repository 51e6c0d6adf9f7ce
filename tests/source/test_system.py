"""What the machine refuses is told in the authors' language, by the number of the error."""

from __future__ import annotations

import errno
import os

import pytest

from bot.source.system import why

ENGLISH = {word for code in errno.errorcode for word in os.strerror(code).split() if len(word) > 3}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOENT, "finnes ikke"),
        (errno.EACCES, "ikke lov"),
        (errno.EPERM, "ikke lov"),
        (errno.EISDIR, "en mappe"),
        (errno.ELOOP, "lenkene"),
        (errno.ENAMETOOLONG, "for langt"),
        (errno.EILSEQ, "tegn"),
        (errno.EIO, "disken"),
        (errno.EMFILE, "for mange filer"),
    ],
)
def test_a_common_refusal_is_told_in_words(code: int, words: str) -> None:
    assert words in why(OSError(code, os.strerror(code)))


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_no_word_of_the_system_is_told(code: int) -> None:
    assert ENGLISH.isdisjoint(why(OSError(code, os.strerror(code))).split())


def test_a_rare_refusal_is_told_by_its_number() -> None:
    assert str(errno.ENOBUFS) in why(OSError(errno.ENOBUFS, "No buffer space available"))


def test_an_error_without_a_number_is_told() -> None:
    assert "ukjent" in why(OSError("what nobody knows"))
