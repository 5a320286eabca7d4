"""What `case customers` tells people."""

from __future__ import annotations

from typing import Any

from traceability.cli.tabulate_consignees import consignee_lines


def section(*told: str | None) -> dict[str, Any]:
    customers = [
        {"customer_code": f"C{place}", "ship_to_code": None, "notified_at": one}
        for place, one in enumerate(told)
    ]
    progress = {"says": "Told.", "over_count": 0, "silent": [], "untold": [], "partly": []}
    return {
        "customers": customers,
        "progress": progress,
        "checks": {"level": None},
        "status": {"time_frame": None},
    }


def test_who_is_still_to_be_told_is_named_after_every_call() -> None:
    assert consignee_lines(section("2026-03-02T09:00", None, None), "C-1") == [
        "C-1: Told.",
        "Not told yet: C1, C2.",
    ]
    assert consignee_lines(section("2026-03-02T09:00"), "C-1") == ["C-1: Told."]
    many = consignee_lines(section(*[None] * 12), "C-1")
    assert many[1].endswith("C8, C9 and 2 more.")
