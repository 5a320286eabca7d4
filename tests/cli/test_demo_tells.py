"""A demo of simulated plants says what it is at: large plants take minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.ingest import ingest
from orchestration.demonstrate import Demo, load_example
from traceability.errors import RefusedError
from traceability.settings import Settings


def test_each_long_step_is_told_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "erp_items.csv"
    given.write_text("item_code\nX\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    ingest([given], settings)
    capsys.readouterr()

    with pytest.raises(RefusedError):
        load_example(settings, Demo("food"), lambda _: pytest.fail("nothing is built"))

    assert capsys.readouterr().err == (
        "lotline: playing the plants and writing what their systems record\n"
    )
