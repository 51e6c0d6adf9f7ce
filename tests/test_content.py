from pathlib import Path

from bot.content import FLOWS, TEXTS
from bot.texts import DEFAULT, SUPPORTED

ROOT = Path(__file__).parent.parent


def test_a_checkout_reads_the_flows_and_texts_that_lie_in_it() -> None:
    assert (FLOWS, TEXTS) == (ROOT / "flyt", ROOT / "tekster")
    assert (FLOWS / "start.yaml").is_file()
    assert {folder.name for folder in TEXTS.iterdir()} == set(SUPPORTED) - {DEFAULT}
