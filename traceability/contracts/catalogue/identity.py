"""Identity: whether a code stands for one lot, and a lot for one code (ID)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck
from traceability.contracts.catalogue.identity_codes import CODES
from traceability.contracts.catalogue.identity_parties import PARTIES

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "ID-01",
        "identity",
        ("S1", "S2"),
        "Lot missing",
        "缺少批号",
        "A record of an item tracked by lot names no lot.",
        "按批次管理的物料，其记录没有批号。",
        "Find the lot in the source documents, enter it in the source system and load it again.",
        "在原始单据中找到批号，在源系统补录并重新导入。",
        "finding",
    ),
    CatalogueCheck(
        "ID-02",
        "identity",
        ("S1",),
        "One code on several lots",
        "一码多批",
        "One source system bears several lots under one code: who scans it meets them all.",
        "同一源系统中多个批次共用一个批号：扫码会同时命中它们。",
        "Ask by item, and have the system that prints the codes give each lot a code of its own.",
        "查询时注明物料，并让打印批号的系统为每个批次生成各自的批号。",
        "finding",
    ),
    CatalogueCheck(
        "ID-09",
        "identity",
        ("S1",),
        "Lot without origin",
        "批次无来源",
        "A lot was used, shipped, moved or counted, and no record brings any of it. One of which "
        "some came, and more left, is QT-01 or QT-02.",
        "批次已被使用、发货、移动或盘点，却没有任何来源记录。有来源而流出更多的批次见QT-01、QT-02。",
        "Find the receipt or the output that brought the lot, or the code that was meant, and "
        "correct it in its source.",
        "找到带来该批次的收货或产出，或真正的批号，并在其源系统更正。",
        "finding",
    ),
    *CODES,
    *PARTIES,
)
