"""The one way in: a flow or the map, in either form, the same every time."""

import subprocess
import sys

import pytest

from bot.pictures import Form, diagram
from tests.pictures.shipped import shipped


@pytest.mark.parametrize(
    ("form", "beginning"), [(Form.SVG, "<svg xmlns="), (Form.MERMAID, "flowchart LR\n")]
)
def test_a_flow_and_the_map_are_drawn_in_each_form(form: Form, beginning: str) -> None:
    klage, everything = (diagram(shipped(), flow, form=form) for flow in ("klage", None))
    assert klage.startswith(beginning)
    assert everything.startswith(beginning)
    assert "Klage på et vedtak" in klage
    assert "Alle flytene" in everything


def test_a_flow_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        diagram(shipped(), "finnes_ikke", form=Form.SVG)


def test_the_folded_flow_is_named_so_that_it_can_be_drawn_too() -> None:
    for form in Form:
        assert "klage_sykehus" in diagram(shipped(), "klage", form=form)


DRAW = """
import hashlib
from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.pictures import Form, diagram
library = load(FLOWS, TEXTS).library
flows = [*library.flows, None]
drawn = "".join(diagram(library, flow, form=form) for flow in flows for form in Form)
print(hashlib.sha256(drawn.encode()).hexdigest())
"""


def test_every_process_draws_the_same() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DRAW],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
