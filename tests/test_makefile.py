import os
import shutil
from pathlib import Path

import pytest

from tests.commands import files, rettvei

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("target", ["run", "test"])
async def test_a_python_that_is_too_old_is_told_in_one_line(tmp_path: Path, target: str) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    before = files(tmp_path)
    make = ("make", "PYTHON=false nowhere/python3")
    shown = await rettvei(target, program=make, cwd=tmp_path, PATH=os.environ["PATH"])
    assert (shown.code, shown.out) == (2, "")
    assert len(shown.err.splitlines()) == 1
    assert "Rettvei needs Python 3.11 to 3.14. Install it, or say where it is" in shown.err
    assert f"make PYTHON=/path/to/python3.12 {target}" in shown.err
    assert files(tmp_path) == before
