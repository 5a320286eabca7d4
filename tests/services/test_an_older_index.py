"""A snapshot that an earlier Lotline built is asked like one of today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.index_plant import jam_factory
from traceability.errors import DataMissingError
from traceability.index.layout import LAYOUT_FILE
from traceability.services.explain_path import explain_path
from traceability.services.find_lot import find_lot
from traceability.services.gather_details import DETAILS
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def test_an_index_of_the_former_format_opens_without_pools_and_with_open_windows(
    tmp_path: Path,
) -> None:
    home = jam_factory().publish(tmp_path)
    (path,) = home.glob(f"snapshots/*/index/{LAYOUT_FILE}")
    layout = json.loads(path.read_text(encoding="utf-8"))
    layout["format_version"] = 1
    del layout["windows"], layout["counts"]["pools"]
    names = ("trace_pools", "trace_bounds", "trace_candidates", "trace_handling_units")
    names += ("trace_machine_work",)
    for name in names:
        del layout["marts"][name]
    for name in ("closes_at", "place_code", "mass_qty"):
        del layout["marts"]["trace_edges"]["columns"][name]
    new = (*(f"{name}." for name in names), "edges.from_at", "edges.closes_at")
    layout["arrays"] = {
        name: place for name, place in layout["arrays"].items() if not name.startswith(new)
    }
    path.write_text(json.dumps(layout), encoding="utf-8")

    answer = trace_lot(
        Settings(home=home), ["SUGAR"], direction="both", scope="possible", with_parts=DETAILS
    )

    assert {lot.lot_code for lot in answer.lots} == {"JAM", "JAM2", "BOX"}
    assert (answer.bounds, answer.excluded_by_time, answer.details["candidates"]) == ((), (), ())
    assert explain_path(Settings(home=home), "SUGAR", "BOX").heeds_time
    with pytest.raises(DataMissingError, match="older than questions for a handling unit"):
        trace_lot(Settings(home=home), ["hu:P-1"], direction="forward")
    old = trace_lot(Settings(home=home), ["machine:KETTLE"], direction="forward")
    assert "only machines of operations are found" in old.gaps[-1].message
    with pytest.raises(DataMissingError, match="names no machine ROBOT, but it is older"):
        trace_lot(Settings(home=home), ["machine:ROBOT"], direction="forward")
    assert find_lot(Settings(home=home), "BOX").hits[0].lot_id == "L-BOX"
