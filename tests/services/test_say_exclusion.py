"""The reason for which time leaves a lot out, word by word."""

from __future__ import annotations

from typing import Any

import pytest

from traceability.domain.trace_details import Link
from traceability.services.say_exclusion import say_exclusion

EARLY, LATE = "2026-01-05T10:00:00Z", "2026-01-06T11:30:00Z"


def link(**told: Any) -> Link:
    known: dict[str, Any] = dict.fromkeys(Link.__slots__)
    known |= {"from_id": "P1", "to_id": "P2", "evidence": "possible"}
    return Link(**(known | told))


def reason(opened: Link, closed: Link, *asked: str) -> str:
    return say_exclusion("L9", set(asked or ("L1",)), opened, closed)


MOUNTED = link(
    from_id="L1",
    from_item_code="REEL",
    from_lot_code="B",
    to_id="R1",
    edge_kind="consumption",
    work_order_code="W1",
    place_code="F3",
    from_at=LATE,
)


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        (
            link(edge_kind="loss", from_id="L2", from_item_code="REEL"),
            "the count that misses it lies at",
        ),
        (
            link(edge_kind="loss", to_id="R2", work_order_code="W2"),
            "order W2, which may have used what a count misses, ended at",
        ),
        (
            link(edge_kind="origin", to_id="L7", to_item_code="DEV", to_lot_code="D7"),
            "lot DEV:D7, which nobody is recorded to have made, has its first record at",
        ),
        (
            link(edge_kind="gap", to_id="L8", to_item_code="REEL"),
            "what lacks its lot had happened at",
        ),
    ],
)
def test_what_had_ended_is_said_of_the_record_that_ended_it(closed: Link, told: str) -> None:
    ended = link(**{name: getattr(closed, name) for name in Link.__slots__} | {"until_at": EARLY})
    assert reason(MOUNTED, ended) == (
        f"mounted at F3 no earlier than 2026-01-06 11:30 UTC (order W1); {told} "
        "2026-01-05 10:00 UTC"
    )


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (
            link(edge_kind="origin", from_id="R2", work_order_code="W2"),
            "order W2 may have made it and began no earlier than",
        ),
        (
            link(edge_kind="origin", from_id="L5", from_item_code="DEV", work_order_code="W2"),
            "order W2 may have given it out again and began no earlier than",
        ),
        (
            link(edge_kind="origin", from_id="L5", from_item_code="DEV"),
            "an unknown lot of DEV (L5) was there no earlier than",
        ),
        (
            link(edge_kind="loss", to_id="R2", from_item_code="REEL", work_order_code="W2"),
            "order W2 may have used what a count misses and began no earlier than",
        ),
        (
            link(edge_kind="gap", from_item_code="REEL"),
            "REEL may have been used no earlier than",
        ),
    ],
)
def test_what_began_too_late_is_never_called_a_lot_it_is_not(opened: Link, told: str) -> None:
    began = link(**{name: getattr(opened, name) for name in Link.__slots__} | {"from_at": LATE})
    closed = link(edge_kind="candidate", until_at=EARLY)
    assert reason(began, closed).startswith(f"{told} 2026-01-06 11:30 UTC; ")


def test_of_several_lots_asked_for_the_one_that_came_too_late_is_named() -> None:
    closed = link(edge_kind="held", until_at=EARLY)
    assert reason(MOUNTED, closed, "L1", "L2").startswith("lot REEL:B mounted at F3")
    assert reason(MOUNTED, closed, "L1").startswith("mounted at F3")
