"""What a person may write for a lot, and what they are told when it is not one lot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index_plant import Plant, jam_factory
from traceability.errors import AmbiguousError, NotFoundError, UsageError
from traceability.index.reader import GenealogyIndex
from traceability.services.name_candidates import lot_names
from traceability.services.resolve_question import name_unmade, resolve_question


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> GenealogyIndex:
    return jam_factory().index(tmp_path_factory.mktemp("index"))


def ids(index: GenealogyIndex, *asked: str, item: str | None = None) -> list[str]:
    nodes = resolve_question(index, asked, item)
    return sorted(lot.lot_id for lot in lot_names(index, nodes))


@pytest.mark.parametrize(
    ("asked", "lots"),
    [
        ("JAM", ["L-JAM"]),
        (" jam ", ["L-JAM"]),
        ("\uff2a\uff21\uff2d", ["L-JAM"]),
        ("L-lids", ["L-lids"]),
        ("JAM:JAM2", ["L-JAM2"]),
        ("L-OLDJAM", ["L-JAM"]),
        ("order:WO1", ["L-JAM"]),
        ("delivery:D2", ["L-BOX"]),
        ("receipt:RC1", ["L-FRUIT1", "L-FRUIT2"]),
        ("supplier-lot:s/sugar", ["L-SUGAR"]),
        ("serial:BOX", ["L-BOX"]),
        ("item:fruit", ["L-FRUIT1", "L-FRUIT2"]),
        ("item:FRUIT@2026-01-03..", ["L-FRUIT2"]),
        ("item:FRUIT@..2026-01-02", ["L-FRUIT1"]),
        ("machine:KETTLE@2026-01-05..2026-01-05", ["L-JAM"]),
        ("machine:KETTLE@2026-01-05T09:00:00Z..2026-01-05T09:30:00Z", ["L-JAM"]),
        ("operator:ann", ["L-JAM"]),
        ("line:LINE1@2026-01-05..2026-02-01", ["L-JAM"]),
        ("(01)04012345678901(10)BOX", ["L-BOX"]),
        ("010401234567890110BOX", ["L-BOX"]),
        ("]C1010401234567890110BOX\x1d11260101", ["L-BOX"]),
        ("https://id.gs1.org/01/04012345678901/10/BOX", ["L-BOX"]),
    ],
)
def test_every_way_to_name_a_lot(index: GenealogyIndex, asked: str, lots: list[str]) -> None:
    assert ids(index, asked) == lots


@pytest.mark.parametrize(
    "asked",
    [
        "nothing",
        "FRUIT:JAM",
        "order:WO9",
        "machine:KETTLE@2026-01-06..2026-01-07",
        "operator:BOB",
        "delivery:D",
        "(01)09999999999994(10)BOX",
        "(01)04012345678901",
    ],
)
def test_what_is_not_there_is_not_found(index: GenealogyIndex, asked: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_question(index, [asked])
    assert not isinstance(caught.value, AmbiguousError)
    assert caught.value.hint


def test_a_near_spelling_is_offered(index: GenealogyIndex) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_question(index, ["FRIUT1"])
    assert "L-FRUIT1" in [row["lot_id"] for row in caught.value.candidates]
    assert "Did you mean" in caught.value.hint


def test_a_scan_with_an_unknown_article_offers_the_lots_of_that_code(index: GenealogyIndex) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_question(index, ["(01)09999999999994(10)BOX"])
    assert [row["lot_id"] for row in caught.value.candidates] == ["L-BOX"]


def test_one_number_on_several_lots_is_ambiguous_until_the_item_is_named(tmp_path: Path) -> None:
    plant = Plant().lot("A", lot_code="0131", item_code="OIL").lot("B", lot_code="0131")
    plant.lot("C", lot_code="0131", item_code="OIL", lot_uid="69")
    index = plant.index(tmp_path)

    with pytest.raises(AmbiguousError) as caught:
        resolve_question(index, ["0131"])
    assert [row["lot_id"] for row in caught.value.candidates] == ["L-B", "L-A", "L-C"]
    assert set(caught.value.candidates[0]) == {"lot_id", "item_code", "lot_code", "lot_uid", "why"}
    assert ids(index, "ITEM:0131") == ["L-B"]
    assert ids(index, "0131", item="item") == ["L-B"]
    with pytest.raises(NotFoundError, match="of item SALT") as other:
        ids(index, "0131", item="SALT")
    assert len(other.value.candidates) == 3
    with pytest.raises(AmbiguousError):
        resolve_question(index, ["OIL:0131"])


def test_a_code_with_a_colon_is_read_as_a_code_and_as_item_and_lot(tmp_path: Path) -> None:
    plant = Plant().lot("A", lot_code="26:01").lot("B", lot_code="7", item_code="X:Y")
    index = plant.index(tmp_path)
    assert ids(index, "26:01") == ["L-A"]
    assert ids(index, "X:Y:7") == ["L-B"]


@pytest.mark.parametrize("code", ["=1+1", "<b>", "批次-甲", "*", "%", "' or 1=1 --", "../../etc"])
def test_a_lot_may_have_any_name(tmp_path: Path, code: str) -> None:
    index = Plant().lot("A", lot_code=code).lot("B").index(tmp_path)
    assert ids(index, code) == ["L-A"]
    assert ids(index, f"ITEM:{code}") == ["L-A"]


def test_the_exact_spelling_of_an_order_wins_and_a_like_one_is_ambiguous(tmp_path: Path) -> None:
    plant = Plant().lots("A B").order("W-1", "", "A").order("w-1", "", "B")
    index = plant.index(tmp_path)
    assert ids(index, "order:w-1") == ["L-B"]
    with pytest.raises(AmbiguousError) as caught:
        resolve_question(index, ["order:\uff37-1"])
    assert len(caught.value.candidates) == 2


def test_an_order_that_made_nothing_yet_says_so(tmp_path: Path) -> None:
    index = Plant().lot("A").order("W", "A").index(tmp_path)
    with pytest.raises(NotFoundError, match="no lot of it"):
        resolve_question(index, ["order:W"])


def test_an_operation_without_times_is_never_ruled_out(tmp_path: Path) -> None:
    plant = Plant().lots("A B").order("W", "A", "B")
    plant.add("trace_operations", work_order_code="W", operation_run_id="1", equipment_code="M")
    assert ids(plant.index(tmp_path), "machine:M@2026-01-01..2026-01-02") == ["L-B"]


def test_a_machine_that_only_consumptions_and_outputs_name_is_found(tmp_path: Path) -> None:
    plant = Plant().lots("A B C D").order("W", "A", "B").order("V", "A", "C").order("U", "A")
    day = {"begun_at": "2026-01-12T10:00:00Z", "ended_at": "2026-01-12T11:00:00Z"}
    for order in ("W", "U"):
        plant.add("trace_machine_work", equipment_code="M", work_order_code=order, **day)
    plant.add("trace_machine_work", equipment_code="M", work_order_code="V", begun_at=None)
    plant.add("trace_machine_work", equipment_code="M", lot_id="L-D", **day)
    plant.add("trace_machine_work", equipment_code="P", work_order_code="U", lot_id="L-D", **day)
    plant.add("trace_machine_work", equipment_code="M", record_count=3, **day)
    plant.add("trace_machine_work", equipment_code="m", work_order_code="W", **day)
    plant.add("trace_operations", work_order_code="V", operation_run_id="1", equipment_code="K")
    index = plant.index(tmp_path)

    assert ids(index, "machine:M@2026-01-12T10:30..2026-01-12T10:31") == ["L-B", "L-C", "L-D"]
    assert ids(index, "machine:M@2026-01-13..") == ["L-C"]
    assert ids(index, "machine:K") == ["L-C"]
    assert ids(index, "machine:P") == ["L-D"], "a part that came back is no link of its order"
    (note,) = name_unmade(index, ["machine:M"])
    assert note.is_note
    assert note.message == (
        "machine:M: 1 order ran there and made no lot on record (U); what they hold is not in this "
        "answer. Ask for their input lots too. machine:M: 3 records name neither an order nor a "
        "made lot; what was made there then is not in this answer. machine:M: it is also written "
        "m, which was not asked."
    )
    assert name_unmade(index, ["machine:K", "A"]) == ()
    with pytest.raises(AmbiguousError):
        resolve_question(index, ["machine:\uff2d"])


def test_a_handling_unit_means_every_lot_that_was_ever_packed_in_it(tmp_path: Path) -> None:
    plant = Plant().lots("A B C")
    for unit, lot in (("P-1", "B"), ("P-1", "A"), ("P-1", "A"), ("P-2", "C"), ("p-2", "B")):
        plant.add("trace_handling_units", handling_unit_code=unit, lot_id=f"L-{lot}")
    index = plant.index(tmp_path)
    assert ids(index, "hu:p\u20131") == ["L-A", "L-B"]
    assert ids(index, "hu:P-2") == ["L-C"]
    with pytest.raises(AmbiguousError) as caught:
        resolve_question(index, ["hu:\uff30-2"])
    assert {row["lot_id"] for row in caught.value.candidates} == {"L-B", "L-C"}
    with pytest.raises(NotFoundError, match="no handling unit P-3"):
        resolve_question(index, ["hu:P-3"])


@pytest.mark.parametrize(
    "asked", ["", "  ", "order:", "hu:", "item:X@yesterday", "item:X@2026-01-01"]
)
def test_half_a_question_is_a_usage_error(index: GenealogyIndex, asked: str) -> None:
    with pytest.raises(UsageError):
        resolve_question(index, [asked])
