"""Times: whether things happened in an order in which they can (TM)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "TM-01",
        "times",
        ("S1",),
        "Used before it came",
        "先用后到",
        "A lot was used before any record says that it was received, made or on hand, however "
        "the times are read.",
        "无论如何解读时间，批次的使用都早于其收货、产出或在库的任何记录。",
        "Find out which of the two records has the wrong time or lot, and correct it in its "
        "source.",
        "查明两条记录中哪一条的时间或批号有误，并在其源系统更正。",
        "finding",
    ),
    CatalogueCheck(
        "TM-02",
        "times",
        ("S1",),
        "Shipped before it was made",
        "先发后产",
        "A delivery shipped a lot before any record says that it was received, made or on hand, "
        "however the times are read.",
        "无论如何解读时间，发货都早于该批次收货、产出或在库的任何记录。",
        "Find out which of the two records has the wrong time or lot, and correct it in its "
        "source.",
        "查明两条记录中哪一条的时间或批号有误，并在其源系统更正。",
        "finding",
    ),
)
