"""Case documents of the agreed shape, small and readable or of any size, without any database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.services.reports.case_rows import (
    call,
    hold,
    lot,
    order,
    shipment,
    stock,
    stop_delivery,
    stop_order,
    supplier,
)
from tests.services.reports.case_sections import balances, consignees, drill, signatures

SNAPSHOT = {
    "id": "20261122T160000Z-1a2b3c4d",
    "built_at": "2026-11-22T16:05:00Z",
    "data_as_of": "2026-11-22T16:00:00Z",
    "code_version": "0.1.0+abc1234",
    "sources": [
        {"source_system": "erp", "data_as_of": "2026-11-22T16:00:00Z"},
        {"source_system": "wms", "data_as_of": "2026-11-22T15:48:00Z"},
    ],
}


def case_document(
    *,
    lots: int = 24,
    shipments: int = 40,
    customers: int = 6,
    kind: str = "drill",
    signed: bool = True,
    class_value: str | None = "II",
) -> dict[str, Any]:
    """A document whose lists have these lengths; the same arguments give the same."""
    names = [lot(number) for number in range(lots)]
    sent = [shipment(number, names, customers) for number in range(shipments)]
    return {
        "schema_version": 1,
        "case": _case(kind, class_value, signed=signed),
        "snapshot": SNAPSHOT,
        "clock": _clock(),
        "scope": _scope(),
        "first_line": {
            "says": f"Hold {lots} lots now. Call {customers} customers now. 9 missing records "
            "decide on 5 more: check them first.",
            "says_zh": f"立即冻结 {lots} 个批次。立即联系 {customers} 个客户。"
            "9 条缺失记录决定另外 5 个：先查它们。",
            "hold_lots": lots,
            "call_customers": customers,
            "missing_records": 9,
        },
        "lots": names,
        "work_orders": [order(number) for number in range(max(lots // 5, 2))],
        "shipments": sent,
        "stock": [stock(number, lot) for number, lot in enumerate(names)],
        "actions": {
            "hold": [hold(number, lot) for number, lot in enumerate(names)],
            "stop_orders": [stop_order(number) for number in range(2)],
            "stop_deliveries": [stop_delivery(number, names) for number in range(3)],
            "call": [call(number, sent) for number in range(customers)],
        },
        "balances": balances(names),
        "consignees": consignees(sent),
        "holds": [
            {
                "request_no": 1,
                "site_code": "S1",
                "kind": "hold",
                "lines": lots,
                "file_name": "hold-S1.csv",
                "sha256": "c" * 64,
                "requested_by": "mei",
                "requested_at": "2026-11-22T16:12:00Z",
                "moved": [],
            },
        ],
        "drill": drill() if kind == "drill" else None,
        "signatures": signatures() if signed else [],
        **asked(),
        **kept(),
    }


def _case(kind: str, class_value: str | None, *, signed: bool) -> dict[str, Any]:
    return {
        "case_no": 12,
        "kind": kind,
        "class_scheme": "fda" if class_value else None,
        "class_value": class_value,
        "title": "Honey lot IVK-8316A",
        "scenario": "Foreign body",
        "reason": "Glass found in honey of one supplier lot",
        "state": "signed" if signed else "open",
        "is_simulated": False,
        "opened_by": "mei",
        "opened_at": "2026-11-22T16:10:00Z",
        "closed_at": "2026-11-22T16:20:21Z" if signed else None,
        "outcome": "no_defect" if signed else None,
        "outcome_reason": "drill" if signed else None,
    }


def _clock() -> list[dict[str, Any]]:
    events = [
        ("T0", "trigger", 0),
        ("T1", "scope known", 62),
        ("T2", "stock on hold", 180),
        ("T3", "customers listed", 300),
        ("T4", "balance closed", 420),
        ("T5", "sign-off", 561),
    ]
    return [
        {
            "event": event,
            "meaning": meaning,
            "person": "mei",
            "seconds_since_start": Decimal(second),
            "occurred_at": f"2026-11-22T16:{10 + second // 60:02d}:{second % 60:02d}Z",
            "note": None,
        }
        for event, meaning, second in events
    ]


def _scope() -> dict[str, Any]:
    first = {
        "version": 1,
        "snapshot_id": SNAPSHOT["id"],
        "frozen_by": "mei",
        "frozen_at": "2026-11-22T16:11:02Z",
        "why": "first scope",
        "sha256": "a" * 64,
    }
    second = first | {"version": 2, "frozen_at": "2026-11-22T16:17:00Z", "sha256": "b" * 64}
    says = "v2: +1 customer, because of data of 16:00"
    versions = [
        first | {"counts": {}, "says": "v1", "change": {}},
        second | {"counts": {}, "says": says, "change": {"customers": {"added": ["C1"]}}},
    ]
    return second | {"versions": versions}


def _exclusion() -> dict[str, Any]:
    return {
        "line_id": "hold:L00008@S3/A-8/",
        "list": "hold",
        "what": "A-8 F-JAM-08:J-2026-00008",
        "reason": "sealed before the order began",
        "basis": "missing_record",
        "proposed_by": "mei",
        "proposed_at": "2026-11-22T16:13:00Z",
        "decided_by": "tom",
        "decided_at": "2026-11-22T16:13:30Z",
        "is_approved": True,
    }


def asked() -> dict[str, Any]:
    """Sections about the question and its answer."""
    return {
        "code_version": "0.1.0+abc1234",
        "settings": {"tolerance_minutes": 10, "stale_after_hours": 168},
        "bounds": [
            {
                "site_code": "S1",
                "place_code": None,
                "bound_name": "tolerance_minutes",
                "value": 10,
                "unit": "minutes",
                "basis": "default",
            },
        ],
        "pauses": [
            {
                "paused_at": "2026-11-22T16:14:00Z",
                "resumed_at": "2026-11-22T16:15:00Z",
                "by": "mei",
                "reason": "fire bell",
            },
        ],
        "elapsed_seconds": Decimal(561),
        "machine_seconds": {"scope": Decimal("0.412"), "hold requests": Decimal("1.37")},
        "question": {
            "asked": ["R-HON:IVK-8316A"],
            "item": None,
            "lots": [
                {"lot_id": "L00", "item_code": "R-HON", "lot_code": "IVK-8316A", "lot_uid": None}
            ],
        },
        "open_deliveries": [],
        "customers": [],
    }


def kept() -> dict[str, Any]:
    """Sections about what was left out, checked and kept."""
    return {
        "suppliers": [],
        "origins": {"lots": [], "work_orders": [], "suppliers": [supplier()], "gaps": []},
        "excluded_by_time": [
            {"lot_id": "L77", "item_code": "F-JAM", "lot_code": "J-77", "reason": "made before"},
        ],
        "gaps": [
            {
                "rule_id": "LK-01",
                "message": "Order W-3 consumed R-SUG without a lot.",
                "item_code": "R-SUG",
                "lot_code": None,
                "work_order_code": "W-3",
                "record_count": 2,
            },
        ],
        "exclusions": [_exclusion()],
        "cut_off": [
            {
                "source_system": "wms",
                "data_as_of": "2026-11-22T15:48:00Z",
                "age_minutes": 12,
                "usual_deliveries": Decimal("3.5"),
                "check_by_telephone": ["Ask the dock of S1: what left since 15:48?"],
            },
        ],
        "telephone_answers": [],
        "actions_to_take": [
            {
                "action_no": 1,
                "case_no": 12,
                "what": "Scan the honey lot at feeder 2",
                "owner": "production",
                "due_on": "2026-12-15",
                "state": "open",
            },
        ],
        "files": [
            {
                "name": "coa.pdf",
                "sha256": "d" * 64,
                "size": 1234,
                "attached_by": "mei",
                "attached_at": "2026-11-22T16:16:00Z",
                "note": "certificate",
            },
        ],
        "log": [
            {"at": "2026-11-22T16:10:00Z", "person": "mei", "what": "opened", "basis": "drill"},
            {"at": "2026-11-22T16:11:02Z", "person": "mei", "what": "froze v1", "basis": "scope"},
        ],
    }
