"""An index gives back what was written, refuses contradictions, and says when it is torn."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from tests.index_plant import Plant, jam_factory
from traceability.errors import IntegrityError
from traceability.index.layout import LAYOUT_FILE, OPEN
from traceability.index.reader import GenealogyIndex
from traceability.index.writer import write_index

ALL = np.arange


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_rows_in_any_order_and_any_chunks_give_the_same_bytes(tmp_path: Path) -> None:
    shuffled = jam_factory()
    shuffled.batch_rows = 3
    for rows in shuffled.rows.values():
        random.Random(7).shuffle(rows)

    write_index(tmp_path / "one", jam_factory())
    write_index(tmp_path / "other", shuffled)

    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_quantities_are_exact_to_the_sixth_place_and_to_twelve_digits(tmp_path: Path) -> None:
    amounts = [Decimal("999999999999.999999"), Decimal("-0.000001"), Decimal(0), None]
    plant = Plant()
    for place, amount in enumerate(amounts):
        plant.lot(f"{place}", total_qty=amount)

    lots = plant.index(tmp_path).table("trace_lots")

    assert lots.take("total_qty", ALL(4)) == amounts


def test_nodes_are_ordered_by_first_sight_then_id_and_unknown_times_come_last(
    tmp_path: Path,
) -> None:
    plant = Plant().lot("B").lot("A", first_seen_at="2026-02-01")
    plant.lot("D", first_seen_at="2026-01-01").lot("C", first_seen_at="2026-01-01").run("W")

    index = plant.index(tmp_path)

    assert index.table("trace_lots").take("lot_id", ALL(4)) == ["L-C", "L-D", "L-A", "L-B"]
    assert [index.lot_of(name) for name in ("L-C", "L-B", "L-X")] == [0, 3, None]
    assert (index.lot_count, index.run_count) == (4, 1)


@pytest.mark.parametrize(
    "code", ["批次-甲/01", "=1+1", "<b>", "00123", "1E5", "é" * 40, "a\tb", "'"]
)
def test_codes_come_back_letter_by_letter(tmp_path: Path, code: str) -> None:
    index = Plant().lot("X", lot_code=code).lot("Y").index(tmp_path)
    node = index.lot_of("L-X")
    assert index.table("trace_lots").take("lot_code", np.array([node])) == [code]


def test_an_empty_plant_has_an_index(tmp_path: Path) -> None:
    index = Plant().index(tmp_path)
    assert (index.lot_count, index.run_count, len(index.table("trace_events"))) == (0, 0, 0)
    assert index.lot_of("L-A") is None


def test_counts_say_how_many_edges_have_which_evidence(tmp_path: Path) -> None:
    plant = (
        Plant()
        .lots("A B")
        .edge("L-A", "L-B", "possible")
        .edge("L-A", "L-B")
        .lot("u", lot_code=None)
    )
    counts = write_index(tmp_path, plant)
    assert counts.edges_by_evidence == {"confirmed": 1, "probable": 0, "possible": 1}
    assert (counts.lots, counts.unknown_lots, counts.edges) == (3, 1, 2)
    assert counts.as_document()["rows"]["trace_edges"] == 2


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (Plant().lot("A").lot("A"), "does not hold each lot_id once"),
        (Plant().lot("A").edge("L-A", "R-GONE"), "R-GONE"),
        (Plant().lot("A").add("trace_stock", lot_id="L-GONE"), "L-GONE"),
        (Plant().lots("A B").edge("L-A", "L-B", "perhaps"), "perhaps"),
        (Plant().lots("A B").add("trace_edges", from_node_id="L-A", evidence="confirmed"), "end"),
        (Plant().lot("A").run("X", run_id="L-A"), "two of a lot, a run"),
    ],
)
def test_marts_that_contradict_one_another_make_no_index(
    tmp_path: Path, plant: Plant, told: str
) -> None:
    with pytest.raises(IntegrityError, match=told):
        write_index(tmp_path, plant)
    assert not (tmp_path / LAYOUT_FILE).exists()


def test_rows_without_an_owner_are_kept_but_belong_to_nobody(tmp_path: Path) -> None:
    plant = Plant().lot("A").add("trace_inspections", inspection_id="Q1")
    plant.add("trace_inspections", lot_id="L-A", inspection_id="Q2")

    table = plant.index(tmp_path).table("trace_inspections")

    assert len(table) == 2
    assert table.take("inspection_id", table.rows_of(np.array([0])).rows) == ["Q2"]


def test_a_torn_file_is_named(tmp_path: Path) -> None:
    jam_factory().index(tmp_path)
    arrays = tmp_path / "arrays.bin"
    arrays.write_bytes(arrays.read_bytes()[:-1])
    with pytest.raises(IntegrityError, match=re.escape(str(arrays))):
        GenealogyIndex(tmp_path)


def test_an_index_of_a_later_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    jam_factory().index(tmp_path)
    layout = tmp_path / LAYOUT_FILE
    layout.write_text(json.dumps(json.loads(layout.read_text()) | {"format_version": 99}))
    with pytest.raises(IntegrityError, match="format 99") as caught:
        GenealogyIndex(tmp_path)
    assert "Update Lotline" in caught.value.hint


def test_a_missing_index_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError, match="cannot be read"):
        GenealogyIndex(tmp_path / "gone")


def test_a_column_that_an_older_index_lacks_is_unknown(tmp_path: Path) -> None:
    index = Plant().lot("A").index(tmp_path)
    assert index.table("trace_lots").take("invented_later", ALL(1)) == [None]
    assert len(index.table("trace_invented_later")) == 0


def test_opening_reads_no_arrays(tmp_path: Path) -> None:
    """What is opened is a map: only the arrays asked for are looked at."""
    jam_factory().index(tmp_path)
    layout = json.loads((tmp_path / LAYOUT_FILE).read_text())
    layout["arrays"]["trace_events.lot_id"] = {"dtype": "int64", "offset": 10**9, "length": 1}
    (tmp_path / LAYOUT_FILE).write_text(json.dumps(layout))

    assert GenealogyIndex(tmp_path).lot_of("L-JAM") is not None


def test_the_checksum_in_the_layout_is_that_of_the_arrays(tmp_path: Path) -> None:
    import hashlib

    index = jam_factory().index(tmp_path)
    content = (tmp_path / "arrays.bin").read_bytes()
    assert index.layout.sha256 == hashlib.sha256(content).hexdigest()


def test_pools_are_numbered_after_runs_and_windows_are_counted(tmp_path: Path) -> None:
    plant = Plant().lots("A B").run("W").pool("p").edge("L-A", "S-p", "possible")
    plant.edge("S-p", "R-W", from_at=datetime(2026, 1, 5)).edge("R-W", "L-B")  # noqa: DTZ001
    index = plant.index(tmp_path)
    assert (index.lot_count, index.pool_start, index.graph.node_count) == (2, 3, 4)
    assert index.layout.counts["pools"] == 1
    assert index.layout.windows == {"opening": 1, "closing": 0}
    assert index.graph.windows is None
    assert index.array("edges.closes_at").tolist() == [OPEN] * 3
