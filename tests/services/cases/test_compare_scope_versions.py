"""What a later version of a scope says has changed, and why."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from traceability.services.cases.compare_scope_versions import compare_scope_versions


def document() -> dict[str, Any]:
    return {
        "snapshot": {"id": "S-1", "data_as_of": "2026-01-05T14:00:00Z", "built_at": "B-1"},
        "question": {"lots": [{"lot_id": "L-A"}]},
        "lots": [{"lot_id": "L-B", "evidence": "confirmed"}],
        "work_orders": [{"work_order_code": "WO1", "evidence": "confirmed"}],
        "shipments": [
            {"delivery_code": "D1", "line_no": "1", "lot_id": "L-B", "evidence": "confirmed"}
        ],
        "customers": [{"customer_code": "C1", "ship_to_code": None, "evidence": "confirmed"}],
        "actions": {
            "hold": [{"line_id": "hold:L-B@S1//", "evidence": "confirmed", "qty": 5}],
            "stop_orders": [],
            "stop_deliveries": [],
        },
    }


def later(**snapshot: str) -> dict[str, Any]:
    found = deepcopy(document())
    found["snapshot"] |= {"id": "S-2", "data_as_of": "2026-01-05T17:42:10Z"} | snapshot
    return found


def test_the_first_version_counts_what_there_is() -> None:
    found = compare_scope_versions(None, document())

    assert found["counts"] == {
        "lots": 2, "shipments": 1, "customers": 1, "stock": 1, "work_orders": 1,
        "stop_orders": 0, "stop_deliveries": 0,
    }  # fmt: skip
    assert found["change"]["lots"] == {"added": ["L-A", "L-B"], "removed": []}
    assert found["says"] == "1 customer, 2 lots, 1 shipment, 1 work order"


def test_newer_data_are_named_by_their_time() -> None:
    after = later()
    after["customers"].append(
        {"customer_code": "C2", "ship_to_code": "SHOP", "evidence": "probable"}
    )

    found = compare_scope_versions(document(), after)

    assert found["says"] == "+1 customer, because of data of 17:42"
    assert found["says_zh"] == "+1家客户，因为有17:42的数据"
    assert found["change"]["customers"] == {"added": ["C2/SHOP"], "removed": []}
    assert found["change"]["lots"] == {"added": [], "removed": []}


def test_another_day_is_named_with_its_date() -> None:
    after = later(data_as_of="2026-01-06T07:05:00Z")
    after["actions"]["hold"] = []

    told = compare_scope_versions(document(), after)["says"]

    assert told == "-1 place of stock, because of data of 2026-01-06 07:05"


def test_a_bare_date_is_named_as_it_is() -> None:
    told = compare_scope_versions(document(), later(data_as_of="2026-01-06"))["says"]

    assert told == "no line came or went, because of data of 2026-01-06"


def test_lots_that_became_surer_are_counted() -> None:
    after = later()
    after["lots"][0]["evidence"] = "possible"

    told = compare_scope_versions(document(), after)["says"]

    assert told == "1 lot with other evidence, because of data of 17:42"


def test_a_rebuild_with_no_newer_data_is_a_correction_or_a_late_record() -> None:
    after = later(data_as_of=document()["snapshot"]["data_as_of"], built_at="B-2")

    told = compare_scope_versions(document(), after)["says"]

    assert told == "no line came or went, because of what was recorded or corrected until B-2"


def test_another_question_is_named_as_the_reason() -> None:
    after = document()
    after["question"]["lots"].append({"lot_id": "L-Z"})

    told = compare_scope_versions(document(), after)["says"]

    assert told == "+1 lot, because another question was asked"


def test_the_same_question_on_the_same_data_can_only_be_other_code() -> None:
    told = compare_scope_versions(document(), document())["says"]

    assert told == "no line came or went, because Lotline reckons otherwise"


def test_what_is_to_be_stopped_and_amounts_are_changes_too() -> None:
    after = later()
    delivery = {"line_id": "delivery:D9/1/L-B", "evidence": "confirmed", "planned_qty": 1}
    after["actions"]["stop_deliveries"] = [delivery, delivery | {"line_id": "delivery:D9/2/L-B"}]
    after["actions"]["stop_orders"] = [{"line_id": "order:WO7", "evidence": "confirmed"}]
    after["actions"]["hold"][0]["qty"] = 500
    after["customers"][0]["evidence"] = "possible"

    found = compare_scope_versions(document(), after)

    assert found["says"] == (
        "+1 order to stop, +2 deliveries to stop, 1 customer with other evidence, "
        "1 place of stock with another amount, because of data of 17:42"
    )
    assert found["says_zh"] == (
        "+1个待停工单、+2个待停交货行、1家客户的证据等级改变、1处库存的数量改变，因为有17:42的数据"
    )
    assert found["change"]["stop_orders"] == {"added": ["order:WO7"], "removed": []}
