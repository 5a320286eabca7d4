"""Sections of a made-up case: balances, consignees, drill, signatures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def balances(lots: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [
        {
            "lot_id": lot["lot_id"],
            "item_code": lot["item_code"],
            "lot_code": lot["lot_code"],
            "evidence": lot["evidence"],
            "uom": "kg",
            "in_qty": Decimal("120.5"),
            "accounted_qty": Decimal("120.5"),
            "residual_qty": Decimal(0),
            "accounted_percent": Decimal(100),
            "reason": None,
            "explanation": None,
            "lines": {"shipped": Decimal("100.5"), "on_hand": Decimal(20)},
        }
        for lot in lots
    ]
    total = {
        "level": "finished",
        "uom": "kg",
        "in_qty": Decimal("120.5") * len(lots),
        "accounted_qty": Decimal("122.1") * len(lots),
        "is_within_marks": False,
        "residual_qty": Decimal("-1.6") * len(lots),
        "accounted_percent": Decimal("101.33"),
        "lines": {"shipped": Decimal(2400), "on_hand": Decimal(480)},
        "suspects": ["Lot J-2026-00009: a count found 1.6 kg more than the book."],
    }
    marks = {"finished_low_percent": {"value": 100, "is_example": True}}
    return {
        "unit": "kg",
        "raw": rows[:1],
        "orders": [],
        "finished": rows,
        "totals": [total],
        "marks": marks,
    }


def consignees(sent: list[dict[str, Any]]) -> dict[str, Any]:
    ledger = [
        {
            name: row[name]
            for name in ("customer_code", "ship_to_code", "item_code", "lot_code", "lot_id", "uom")
        }
        | {
            "shipped_qty": row["qty"],
            "notified_by": "mei",
            "notified_at": "2026-11-22T16:16:00Z" if number % 3 else None,
            "method": "e-mail",
            "responded_at": "2026-11-22T16:18:00Z" if number % 3 == 1 else None,
            "on_hand_qty": Decimal(10) if number % 3 == 1 else None,
            "returned_qty": None,
            "destroyed_qty": None,
            "sold_on_qty": None,
            "accounted_qty": None,
            "note": None,
        }
        for number, row in enumerate(sent)
    ]
    checks = {
        "level": "A",
        "required": 6,
        "done": 2,
        "effective": 2,
        "coverage_percent": Decimal("33.3"),
    }
    return {"ledger": ledger, "status": {"notified": 4}, "checks": checks}


def drill() -> dict[str, Any]:
    mark = {
        "name": "minutes_to_scope",
        "value": Decimal("1.03"),
        "mark": 120,
        "unit": "minutes",
        "is_met": True,
        "is_example": True,
        "says": "1 of 120 minutes",
        "says_zh": "1 分钟",
    }
    return {
        "draw_no": 3,
        "drawn_by": "sampler",
        "seed": 7,
        "is_blind": True,
        "direction": "forward",
        "family": "jam",
        "drawn_from": "drawn from 61 lots of family jam",
        "retest_of": None,
        "difficulty": {"value": Decimal("2.5"), "lots": 24, "customers": 6},
        "score": {
            "is_passed": True,
            "seconds_to_scope": Decimal(62),
            "marks": [mark],
            "confirmed": {"lots": 8, "of": 24, "percent": Decimal("33.3")},
        },
        "truth": {
            "scopes": {
                "probable": {
                    "sensitivity": Decimal("0.96"),
                    "precision": Decimal("0.9"),
                    "true": 23,
                    "found": 22,
                    "lost": ["F-JAM-01:J-1"],
                    "extra_count": 2,
                },
                "possible": {
                    "sensitivity": Decimal(1),
                    "precision": Decimal("0.7"),
                    "true": 23,
                    "found": 23,
                    "lost": [],
                    "extra_count": 10,
                },
            }
        },
    }


def signatures() -> list[dict[str, Any]]:
    people = [
        ("lead", "Mei Chen 陈梅", "mei", "16:19:40"),
        ("approver", "Tom Ott", "tom", "16:20:21"),
    ]
    return [
        {
            "meaning": meaning,
            "full_name": name,
            "role": "quality",
            "user_name": user,
            "signed_at": f"2026-11-22T{at}Z",
            "timezone": "Europe/Berlin",
            "content_sha256": "e" * 64,
        }
        for meaning, name, user, at in people
    ]
