"""Columns of a hold, stop or release request: the file that a site's own system can load."""

from __future__ import annotations

REQUEST_COLUMNS: tuple[tuple[str, str], ...] = (
    ("request_id", "Case and number of the request: C-12/3."),
    ("request_kind", "hold, stop or release."),
    ("is_drill", "true: nothing is to be done with goods."),
    ("case_no", "C-12."),
    ("scope_version", "Version of the case's scope."),
    ("line_id", "What a release takes back bears the same."),
    ("action", "hold_stock, stop_order or stop_delivery."),
    ("site_code", "Empty: under way, or not recorded."),
    ("location", "The bin; empty: the whole site."),
    ("handling_unit_code", "Pallet, case or container."),
    ("item_code", "The item."),
    ("lot_code", "The lot's number as it is printed."),
    ("lot_id", "The lot in Lotline."),
    ("qty", "Empty: not known. Hold what is there."),
    ("uom", "Its unit."),
    ("stock_status", "As the records have it."),
    ("place_kind", "stock, work_in_process, subcontractor, in_transit or unknown."),
    ("work_order_code", "The order to stop."),
    ("line_code", "Where it runs."),
    ("delivery_code", "The delivery to stop."),
    ("delivery_line_no", "Its line."),
    ("customer_code", "Whom it is for."),
    ("evidence", "confirmed, probable or possible."),
    ("reason", "Why the line is asked for, or why it is released."),
    ("requested_by", "Who signed it."),
    ("requested_at", "UTC, as 2026-11-23T07:08:09.123456Z."),
)
"""Name and meaning, in the order of the file; every column is in every file."""
