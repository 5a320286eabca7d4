"""Quantities: whether the amounts of a lot can be (QT)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "QT-09",
        "quantities",
        ("S2",),
        "Lot by backflush",
        "倒冲批次",
        "A work order used an item by backflush: nobody chose the lot.",
        "工单以倒冲方式用料：批次并非由人选定。",
        "Have the lot scanned where the item is used.",
        "在用料处扫描批号。",
        "finding",
    ),
    CatalogueCheck(
        "QT-12",
        "quantities",
        ("S2",),
        "Stock found missing",
        "盘亏",
        "A count found less of a lot than the book says, or an adjustment took some away.",
        "盘点数量少于账面，或调整减少了该批次。",
        "Find out which work order took the missing stock, and book it there.",
        "查明哪张工单用掉了缺失的库存，并补录。",
        "finding",
    ),
)
