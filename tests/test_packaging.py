"""The wheel as it is installed: it finds its own flows, from any folder."""

import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.commands import Ended, rettvei

ROOT = Path(__file__).parent.parent
HELD = ("klage", "--today", "2026-03-31")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, as an installer unpacks it."""
    folder = tmp_path_factory.mktemp("hjul")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


async def use(installed: Path, cwd: Path, *arguments: str, stdin: str = "") -> Ended:
    """Run the installed command; the isolated folder comes before the checkout."""
    module = (sys.executable, "-m", "bot")
    where = {"PYTHONPATH": str(installed)}
    return await rettvei(*arguments, program=module, cwd=cwd, stdin=stdin, **where)


def relative(folder: Path, pattern: str) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob(pattern)}


@pytest.mark.parametrize(
    ("inside", "source", "pattern"),
    [
        ("bot/_content/flyt", "flyt", "*.yaml"),
        ("bot/_content/tekster", "tekster", "*.po"),
        ("bot/store/migrations", "bot/store/migrations", "*.sql"),
        ("bot/typed", "bot/typed", "*.marisa"),
        ("bot", "bot", "*.py"),
    ],
)
def test_the_wheel_holds_all_that_the_checkout_has(
    installed: Path, inside: str, source: str, pattern: str
) -> None:
    held = relative(ROOT / source, pattern)
    assert held
    assert relative(installed / inside, pattern) == held


def test_the_wheel_holds_nothing_else(installed: Path) -> None:
    assert sorted(path.suffix for path in installed.iterdir()) == ["", ".dist-info"]
    kinds = {
        path.name if path.name == "py.typed" else path.suffix
        for path in (installed / "bot").rglob("*.*")
    }
    assert kinds == {".json", ".marisa", ".md", ".po", ".py", ".sql", ".yaml", "py.typed"}


async def test_the_installed_command_checks_its_own_flows(installed: Path, tmp_path: Path) -> None:
    shown = await use(installed, tmp_path, "check")
    flows = len(list((ROOT / "flyt").glob("*.yaml")))
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines()[-1].startswith(f"{flows} flyter, ingen feil")


async def test_the_installed_command_holds_the_conversation_of_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    stdin = "Nav\nhjelpemidler\ni går\n/språk\nNynorsk\n"
    there = await use(installed, tmp_path, "chat", *HELD, stdin=stdin)
    here = await rettvei("chat", *HELD, cwd=tmp_path, stdin=stdin)
    assert (there.code, there.err) == (0, "")
    assert there.out == here.out
    assert "> i går → mandag 30. mars 2026" in there.out


async def test_the_installed_command_reads_what_it_carries_and_not_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    code = (
        "from bot import content; from bot.store.sqlite import schema; "
        "print(content.FLOWS, content.TEXTS, schema.MIGRATIONS, sep='\\n')"
    )
    program = (sys.executable, "-c", code)
    shown = await rettvei(program=program, cwd=tmp_path, PYTHONPATH=str(installed))
    assert [Path(line).relative_to(installed).as_posix() for line in shown.out.splitlines()] == [
        "bot/_content/flyt",
        "bot/_content/tekster",
        "bot/store/migrations/sqlite",
    ]


async def test_the_installed_command_can_be_pointed_at_other_flows_and_texts(
    installed: Path, tmp_path: Path
) -> None:
    for option in ("--flyt", "--tekster"):
        shown = await use(installed, tmp_path, "chat", option, "borte")
        assert shown.refusal() == f"there is no folder borte. Name the right one with {option} DIR."
    stdin = "Nav\n"
    texts = ("--flyt", str(ROOT / "flyt"), "--tekster", str(tmp_path), "--sprak", "en")
    shown = await use(installed, tmp_path, "chat", *HELD, *texts, stdin=stdin)
    assert shown.code == 0
    assert "Start again" not in shown.out
    own = await use(installed, tmp_path, "chat", *HELD, "--sprak", "en", stdin=stdin)
    assert "Start again" in own.out
