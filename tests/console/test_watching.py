"""What is saved in the folders is noticed, loaded beside what goes on, and told once."""

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest

from bot.console.watching import Folders
from bot.flows import Loaded
from bot.source import Diagnostic, Position, Severity
from tests.console.saving import Author

GOOD_BEFORE, GOOD_AFTER = "Når fikk du brevet?", "Når kom brevet?"


class Loading:
    """Loads when it is told to, and not before."""

    def __init__(self) -> None:
        self.begun: list[tuple[Callable[[], Loaded], Future[Loaded]]] = []

    def begin(self, load: Callable[[], Loaded]) -> Future[Loaded]:
        job: Future[Loaded] = Future()
        self.begun.append((load, job))
        return job

    def ends(self) -> None:
        load, job = self.begun[-1]
        job.set_result(load())


def at_once(load: Callable[[], Loaded]) -> Future[Loaded]:
    job: Future[Loaded] = Future()
    job.set_result(load())
    return job


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def folders(
    author: Author, begin: Callable[[Callable[[], Loaded]], Future[Loaded]] = at_once
) -> Folders:
    return Folders((author.flows, author.texts), author.load, begin)


def version_of(loaded: Loaded) -> str | None:
    return loaded.library.version if loaded.library else None


def test_nothing_is_loaded_while_nothing_is_saved(author: Author) -> None:
    loading = Loading()
    watch = folders(author, loading.begin)
    assert watch.look() is None
    assert watch.settle() is None
    assert not loading.begun


def test_a_saved_change_is_told_once_with_its_file(author: Author) -> None:
    watch = folders(author)
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    saved = watch.look()
    assert saved is not None
    assert saved.files == (author.flows / "brevet.yaml",)
    assert version_of(saved.loaded) == author.library.version
    assert watch.look() is None


def test_a_look_never_waits_for_the_loading(author: Author) -> None:
    loading = Loading()
    watch = folders(author, loading.begin)
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    assert watch.look() is None
    assert watch.look() is None
    loading.ends()
    assert watch.look() is not None
    assert len(loading.begun) == 1


def test_what_is_saved_again_while_it_is_read_is_read_again(author: Author) -> None:
    loading = Loading()
    watch = folders(author, loading.begin)
    author.writes("brevet", GOOD_BEFORE, "Når fikk du brevet? [")
    watch.look()
    loading.ends()
    author.writes("brevet", "Når fikk du brevet? [", GOOD_AFTER)
    assert watch.look() is None
    loading.ends()
    saved = watch.look()
    assert saved is not None
    assert version_of(saved.loaded) == author.library.version
    assert len(loading.begun) == 2


def test_to_settle_waits_for_the_loading(author: Author) -> None:
    may_load = Event()

    def load() -> Loaded:
        assert may_load.wait(30)
        return author.load()

    watch = Folders((author.flows,), load)
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    assert watch.look() is None
    may_load.set()
    saved = watch.settle()
    assert saved is not None
    assert version_of(saved.loaded) == author.library.version
    assert watch.settle() is None


def test_a_loading_that_fails_says_so(author: Author) -> None:
    def load() -> Loaded:
        raise ZeroDivisionError

    watch = Folders((author.flows,), load)
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    with pytest.raises(ZeroDivisionError):
        watch.settle()


def test_files_that_were_refused_are_named_until_they_are_in_use(author: Author) -> None:
    watch = folders(author)
    author.writes("klage", "til: brev}\n    vet", "til: brv}\n    vet")
    refused = watch.look()
    assert refused is not None
    assert refused.loaded.library is None
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    assert watch.look() is not None
    author.writes("klage", "til: brv}", "til: brev}")
    taken = watch.look()
    assert taken is not None
    assert taken.loaded.library is not None
    assert [path.name for path in taken.files] == ["brevet.yaml", "klage.yaml"]


def test_a_file_that_comes_goes_or_is_replaced_is_a_change(author: Author) -> None:
    watch = folders(author)
    fresh, old = author.flows / "ny.yaml", author.flows / "start.yaml"
    fresh.write_text("flyt: ny\n", "utf-8")
    told = [watch.look()]
    fresh.unlink()
    told.append(watch.look())
    # As long as before, and as old: editors that write beside and rename leave another file.
    beside = author.flows / ".start.yaml.ny"
    beside.write_bytes(old.read_bytes())
    os.utime(beside, ns=(old.stat().st_atime_ns, old.stat().st_mtime_ns))
    beside.rename(old)
    told.append(watch.look())
    assert [saved and [path.name for path in saved.files] for saved in told] == [
        ["ny.yaml"],
        [],
        ["start.yaml"],
    ]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("flyt/fakta/mer.yaml", True),
        ("flyt/feil.YML", True),
        ("tekster/nn/LC_MESSAGES/flyt.po", True),
        ("flyt/.klage.yaml.swp", False),
        ("flyt/.#klage.yaml", False),
        ("flyt/.git/a.yaml", False),
        ("flyt/klage.yaml~", False),
        ("tekster/LES-MEG.txt", False),
    ],
)
def test_only_what_authors_write_counts(author: Author, name: str, counts: bool) -> None:
    loading = Loading()
    watch = folders(author, loading.begin)
    path = author.flows.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", "utf-8")
    watch.look()
    assert bool(loading.begun) is counts


def test_a_link_that_leads_nowhere_and_folders_that_are_gone_do_no_harm(author: Author) -> None:
    (author.flows / "borte.yaml").symlink_to("ingensteds.yaml")
    watch = Folders((author.flows, author.texts / "borte"), author.load, at_once)
    assert watch.look() is None


def test_warnings_keep_nothing_out(author: Author) -> None:
    warned = Diagnostic(Position("flyt/brevet.yaml"), "RV401", "Lang.", Severity.WARNING)
    loaded = Loaded(author.library, (warned,))
    watch = Folders((author.flows,), lambda: loaded, at_once)
    author.writes("brevet", GOOD_BEFORE, GOOD_AFTER)
    watch.look()
    author.writes("klage", "Klag til kommunen", "Klag nå")
    saved = watch.look()
    assert saved is not None
    assert [path.name for path in saved.files] == ["klage.yaml"]
