"""Cases of uses and shipments around the time at which their lot came to be (TM-01, TM-02)."""

from __future__ import annotations

from tests.dbt.finding_case import D12, D13, D14, D15, S1, S3, Case


def early_uses() -> list[Case]:
    """Consumptions before, on and after the day of the receipt or output."""
    early = ("TM-01", "consumption", S1, 1)
    return [
        Case("used before received").used(".A", D12).bought(".A", D13).must_find(early),
        Case("used twice too early")
        .used(".A", D12)
        .used(".A", D12)
        .used(".A", D14)
        .bought(".A", D13, qty="3")
        .must_find(early, early),
        Case("used on the day").used(".A", D13).bought(".A", D13),
        Case("used in the hour").used(".A", f"{D13}T10:00:00").bought(".A", f"{D13}T10:09:00"),
        Case("used hours before")
        .used(".A", f"{D13}T10:00:00")
        .bought(".A", f"{D13}T15:00:00")
        .must_find(early),
        Case("midnight by default").used(".A", f"{D13}T00:00:00").bought(".A", f"{D13}T15:00:00"),
        Case("used until later").used(".A", D12, ended_at=D14).bought(".A", D13),
        Case("received without date").used(".A", D12).bought(".A", D13).bought(".A", None),
        Case("used without date").used(".A", None).bought(".A", D13),
        Case("never received").used(".A", D12),
        Case("received twice").used(".A", D13).bought(".A", D12).bought(".A", D14),
        Case("counted before")
        .used(".A", D13)
        .bought(".A", D14)
        .add("wms_stock", counted_at=D12, site_code=".S", lot_code=".A"),
        Case("seen before")
        .used(".A", D13)
        .bought(".A", D14)
        .add("wms_stock", counted_at=D12, site_code=".S", lot_code=".A", qty=None),
        Case("taken back whole")
        .used(".A", D12)
        .used(".A", D12, consumption_kind="return")
        .bought(".A", D14),
        Case("used before it was made")
        .used(".A", D12, work_order_code=".V")
        .used(".raw", item_code=".oat")
        .made(".A", D14, item_code="")
        .must_find(early),
        Case("reworked in its own order")
        .used(".A", D12)
        .made(".A", D14)
        .must_find(("ID-09", "lot", S1, 2), ("LK-14", "lot", S3, 2)),
    ]


def passed_on() -> list[Case]:
    """Lots that were split, merged, or moved between sites around their use."""
    early = ("TM-01", "consumption", S1, 1)
    return [
        Case("split off in time")
        .bought(".A", D12)
        .moved("split", ".A", D13, to_lot_code=".B")
        .used(".B", D13),
        Case("used before its split")
        .bought(".A", D12)
        .moved("split", ".A", D14, to_lot_code=".B")
        .used(".B", D13)
        .must_find(early),
        Case("split before it came")
        .moved("split", ".A", D12, to_lot_code=".B")
        .bought(".A", D14)
        .used(".B", D15)
        .must_find(early),
        Case("merged back")
        .moved("split", ".A", D13, to_lot_code=".B")
        .moved("merge", ".B", D14, to_lot_code=".A")
        .used(".A", D12)
        .must_find(("QT-01", "lot", S1, 2)),
        Case("came over")
        .moved("transfer_in", ".A", D12, site_code=".S2")
        .used(".A", D13)
        .bought(".A", D14),
        Case("sent on before it came")
        .moved("transfer_out", ".A", D12, site_code=".S1")
        .moved("transfer_in", ".A", D12, site_code=".S2")
        .used(".A", D13)
        .bought(".A", D14)
        .must_find(early),
        Case("sent back later")
        .moved("transfer_in", ".A", D12, site_code=".S2")
        .used(".A", D13)
        .moved("transfer_out", ".A", D14, site_code=".S2")
        .bought(".A", D15),
    ]


def early_shipments() -> list[Case]:
    """Deliveries before, while and after their lots were made."""
    early = ("TM-02", "shipment", S1, 1)
    return [
        Case("shipped before made")
        .used(".R", item_code=".raw")
        .made(".A", D13)
        .shipped(".A", D12)
        .must_find(early),
        Case("shipped on the day").used(".R", item_code=".raw").made(".A", D12).shipped(".A", D12),
        Case("shipped while made")
        .used(".R", item_code=".raw")
        .made(".A", D14, started_at=D12)
        .shipped(".A", D13),
        Case("shipped while its order ran")
        .add("erp_work_orders", work_order_code=".W", started_at=D12)
        .used(".R", item_code=".raw")
        .made(".A", D14)
        .shipped(".A", D13),
        Case("shipped the day before its order")
        .add("erp_work_orders", work_order_code=".W", started_at=D13)
        .used(".R", item_code=".raw")
        .made(".A", D14)
        .shipped(".A", D12)
        .must_find(early),
        Case("two lines")
        .used(".R", item_code=".raw")
        .made(".A", D13)
        .made(".B", D13)
        .shipped(".A", D12)
        .shipped(".B", D12)
        .must_find(("TM-02", "shipment", S1, 2)),
        Case("came back and repacked")
        .shipped(".A", D12)
        .moved("customer_return", ".A", D13)
        .used(".A", D14)
        .made(".A", D14)
        .must_find(("ID-09", "lot", S1, 4), ("LK-10", "lot", S1, 1), ("LK-14", "lot", S3, 2)),
        Case("shipped under its new label")
        .bought(".A", D12)
        .moved("relabel", ".A", D13, to_lot_code=".B")
        .shipped(".B", D13),
        Case("shipped before its new label")
        .bought(".A", D12)
        .moved("relabel", ".A", D14, to_lot_code=".B")
        .shipped(".B", D13)
        .must_find(early),
        Case("ordered early").bought(".A", D13).shipped(".A", D12, delivery_status="open"),
        Case("a unit of a lot")
        .bought(".A", D12)
        .shipped(".A", D13, serial_code=".1")
        .add("wms_movements", movement_type="receipt", occurred_at=D14, serial_code=".1"),
    ]


def back_again() -> list[Case]:
    """Lots of which a part came back on the day of its use: it came after it."""
    early = ("TM-01", "consumption", S1, 1)
    return [
        Case("taken back in part")
        .used(".A", D12, qty="10")
        .used(".A", D12, qty="2", consumption_kind="return")
        .bought(".A", D14, qty="10")
        .must_find(early),
        Case("sent back in part")
        .shipped(".A", D12, qty="5")
        .shipped(".A", D12, qty="-2")
        .bought(".A", D14, qty="5")
        .must_find(("TM-02", "shipment", S1, 1)),
        Case("taken back and used")
        .used(".A", D12, work_order_code=".V", consumption_kind="return")
        .used(".A", D13)
        .bought(".A", D14),
    ]


def before_history() -> list[Case]:
    """Lots that appear before their receipts were kept (from D14 on)."""
    early = ("TM-01", "consumption", S1, 1)
    return [
        Case("older than its history")
        .used(".A", D12)
        .used(".A", D14)
        .bought(".A", D15, source="young"),
        Case("younger than its history")
        .used(".A", D14)
        .bought(".A", D15, source="young")
        .must_find(early),
    ]
