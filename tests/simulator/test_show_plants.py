"""Plants to look at: as they are met, the same for a seed, and refused where they do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingestion.ingest import ingest
from orchestration.demonstrate import Demo, load_example
from simulator.show_plants import Size, show_plants
from simulator.write_extracts import write_extracts
from traceability.errors import RefusedError, UsageError
from traceability.settings import Settings

TWO = Size(plants=2, days=4)


def never(settings: Settings) -> Any:
    """Stands for the build, which no refused demo may reach."""
    raise AssertionError(settings)


@pytest.mark.parametrize("industry", ["food", "pharma", "electronics"])
def test_a_seed_shows_the_same_plants_again(industry: str, tmp_path: Path) -> None:
    for name in ("one", "again"):
        plants = (observed.records for observed in show_plants(industry, 3, TWO))
        write_extracts(plants, tmp_path / name)

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_a_few_uses_name_no_lot_and_the_bounds_say_how_late_bookings_are() -> None:
    (observed,) = show_plants("food", 1, Size(plants=1, days=20))
    used = observed.records["mes_consumptions"]
    silent = [row for row in used if not row.get("lot_code")]

    assert 0 < len(silent) < len(used) * 0.05
    stated = observed.bounds.document()
    assert stated["sites"]["F1-S1"]["late_booking_hours"] == 24
    assert stated["places"]["F1-FILL1-HOPPER"]["hold_up"] == 12


@pytest.mark.parametrize(
    ("demo", "hint"), [(Demo("fod"), "food"), (Demo("food", size="xl"), "s, m, l")]
)
def test_an_unknown_example_or_size_is_refused_with_those_there_are(
    demo: Demo, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        load_example(Settings(home=tmp_path), demo, never)

    assert hint in str(refused.value.hint)


def test_a_demo_is_not_mixed_with_extracts_of_somebody_else(tmp_path: Path) -> None:
    given = tmp_path / "erp_items.csv"
    given.write_text("item_code\nX\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    ingest([given], settings)

    with pytest.raises(RefusedError, match=r"other extracts: .*erp_items\.csv"):
        load_example(settings, Demo("food"), never)

    assert not (settings.home / "bounds.yml").exists()
