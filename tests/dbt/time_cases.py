"""Cases of the rules over times, with the findings they must make and no other."""

from __future__ import annotations

from tests.dbt.finding_case import D12, D13, D14, D15, S1, S2, S3, Case

HERE = {"site_code": ".S"}
TICKING = {"source": "ticking"}
"""A source of its own that tells the time of its rows, so that a day alone stands out."""


def at(clock: str, day: str = D13) -> str:
    """An instant of a day."""
    return f"{day}T{clock}"


def _order_cases() -> list[Case]:
    return [
        Case("made before fed")
        .bought(".A", D12)
        .used(".A", D14)
        .made(".F1", D13, item_code=".F")
        .must_find(("TM-03", "work_order", S1, 1)),
        Case("fed by backflush")
        .bought(".A", D12)
        .used(".A", D14, capture_method="backflush")
        .made(".F1", D13, item_code=".F")
        .must_find(("QT-09", "consumption", S2, 1)),
        Case("after its end")
        .add("erp_work_orders", work_order_code=".W", started_at=D12, closed_at=D12)
        .bought(".A", D12)
        .used(".A", "2026-01-18")
        .must_find(("TM-09", "work_order", S2, 1)),
        Case("booked late after its end")
        .add("erp_work_orders", work_order_code=".W", started_at=D12, closed_at=D12)
        .bought(".A", D12)
        .used(".A", D14),
        Case("second step first")
        .add("mes_operations", operation_run_id=".1", work_order_code=".W", operation_no="10",
             started_at=at("10:00:00"), item_code=None, qty=None)
        .add("mes_operations", operation_run_id=".2", work_order_code=".W", operation_no="20",
             started_at=at("08:00:00"), item_code=None, qty=None)
        .must_find(("TM-17", "operation", S2, 1)),
    ]  # fmt: skip


def _status_cases() -> list[Case]:
    released = {"inspection_id": ".I", "inspection_type": "incoming", "verdict": "pass"}
    released |= {"new_lot_status": "released", "lot_code": ".A", "qty": None, "uom": None}
    return [
        Case("used before release")
        .bought(".A", D12)
        .used(".A", D13)
        .add("mes_inspections", **released, inspected_at=D14)
        .must_find(("TM-04", "consumption", S1, 1)),
        Case("released and used within a day")
        .bought(".A", D12)
        .used(".A", D13)
        .add("mes_inspections", **released, inspected_at=D13),
        Case("shipped before release")
        .bought(".A", D12)
        .shipped(".A", D13)
        .add("mes_inspections", **released, inspected_at=D14)
        .must_find(("TM-04", "shipment", S1, 1)),
        Case("held and used")
        .bought(".A", D12)
        .moved("status_change", ".A", D13, reason_code="hold")
        .used(".A", D15)
        .must_find(("TM-05", "consumption", S1, 1)),
        Case("held, freed and used")
        .bought(".A", D12)
        .moved("status_change", ".A", D12, reason_code="hold")
        .moved("status_change", ".A", D13, reason_code="released")
        .used(".A", D15),
        Case("rejected and shipped")
        .bought(".A", D12)
        .moved("status_change", ".A", D13, reason_code="rejected")
        .shipped(".A", D15)
        .must_find(("TM-05", "shipment", S1, 1)),
        Case("used after expiry")
        .bought(".A", D12, expires_at=D13)
        .used(".A", D15)
        .must_find(("TM-06", "consumption", S1, 1)),
        Case("used on its last day").bought(".A", D12, expires_at=D13).used(".A", D13),
        Case("shipped after expiry")
        .bought(".A", D12, expires_at=D13)
        .shipped(".A", D15)
        .must_find(("TM-06", "shipment", S1, 1)),
        _passed_over(),
    ]


def _passed_over() -> Case:
    case = Case("older lot left")
    for lot, ends in ((".A", "2026-03-01"), (".B", "2026-02-01")):
        case.bought(lot, at("08:00:00", D12), expires_at=ends, qty="5", **HERE, **TICKING)
        case.add("wms_lots", lot_code=lot, expires_at=ends, **HERE)
    case.used(".A", at("08:00:00"), **HERE, **TICKING)
    case.moved("customer_return", ".B", at("08:30:00"), **HERE, **TICKING)
    case.used(".B", at("09:00:00"), **HERE, **TICKING)
    return case.must_find(("TM-18", "lot", S3, 1))


def _column_cases() -> list[Case]:
    return [
        Case("not yet").bought(".A", "2026-03-01", **HERE).must_find(("TM-07", "column", S2, 1)),
        Case("long ago").bought(".A", "1900-01-01", **HERE).must_find(("TM-08", "column", S2, 1)),
        Case("some day").bought(".A", D12, **HERE, **TICKING).must_find(("TM-12", "column", S2, 1)),
    ]


def _entry_cases() -> list[Case]:
    scan = {"capture_method": "scan", **HERE}
    return [
        Case("typed in later")
        .bought(".A", D12)
        .used(".A", at("08:00:00"), recorded_at=at("09:00:00"), **scan)
        .must_find(("TM-13", "site", S2, 1)),
        Case("typed in soon")
        .bought(".A", D12)
        .used(".A", at("08:00:00"), recorded_at=at("08:10:00"), **scan),
        Case("put into December")
        .bought(".A", "2025-12-01")
        .used(".A", "2025-12-20T08:00:00", recorded_at=at("08:00:00"), **HERE)
        .must_find(("TM-13", "site", S2, 1), ("TM-15", "month", S2, 1)),
        Case("written after it left")
        .bought(".A", "2026-01-10")
        .used(".A", "2026-01-11T08:00:00", recorded_at=at("08:00:00"), **HERE)
        .made(".F1", "2026-01-11T09:00:00", item_code=".F")
        .shipped(".F1", at("08:00:00", D12), item_code=".F")
        .must_find(("TM-13", "site", S2, 1), ("TM-14", "work_order", S2, 1)),
        _stations("clock ahead", "07:30:00").must_find(("TM-10", "station", S2, 3)),
        _stations("clock of summer", "07:00:00").must_find(("TM-11", "station", S2, 3)),
        _stations("clock right", "08:00:05"),
        _two_places(),
    ]


def _stations(name: str, entered: str) -> Case:
    """Three scans of a station at eight o'clock."""
    case = Case(name).bought(".A", D12, qty="9")
    for _ in range(3):
        case.used(".A", at("08:00:00"), recorded_at=at(entered), capture_method="scan",
                  equipment_code=".E", **HERE)  # fmt: skip
    return case


def _two_places() -> Case:
    case = Case("one badge, two sites")
    for number, site in enumerate((".S1", ".S2")):
        case.bought(f".A{number}", D12, site_code=site)
        case.used(f".A{number}", at("08:00:00"), recorded_at=at("08:00:04"), capture_method="scan",
                  operator_code=".P", site_code=site, work_order_code=f".W{number}")  # fmt: skip
    return case.must_find(("TM-16", "operator", S3, 2))


TIME_CASES: list[Case] = [
    *_order_cases(),
    *_status_cases(),
    *_column_cases(),
    *_entry_cases(),
]
