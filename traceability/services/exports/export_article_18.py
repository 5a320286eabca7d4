"""The list of EU regulation 178/2002, article 18: one step back, one step forward."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from traceability.services.exports.choose_extent import choose_extent
from traceability.services.exports.stamp_export import stamp
from traceability.services.exports.write_lists import (
    Field,
    ListSheet,
    beside,
    check_ending,
    write_lists,
)
from traceability.store import exported_lists
from traceability.store.exported_facts import open_facts

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.services.exports.choose_extent import ExportRequest
    from traceability.settings import Settings


def _partner(word: str) -> tuple[Field, ...]:
    return (
        Field(f"{word} code", f"Our code of the {word}.", "partner_code", is_required=True),
        Field(f"{word} name", "Business name.", "partner_name", is_required=True),
        Field(f"{word} address", "Address.", "partner_address", is_required=True),
        Field(f"{word} country", "Country.", "partner_country"),
        Field(f"{word} phone", "Telephone.", "partner_phone"),
        Field(f"{word} location", "Our code of its place, where recorded.", "place_code"),
    )


_PRODUCT = (
    Field("product code", "Our code of the product.", "item_code", is_required=True),
    Field("product", "Name of the product.", "item_name", is_required=True),
    Field("lot", "Code of the lot in our own systems.", "lot_code", is_required=True),
)
_REST = (
    Field("quantity", "Amount as recorded; negative = taken back.", "qty", is_required=True),
    Field("unit", "Unit of the amount.", "uom", is_required=True),
    Field("date", "Day at the site, ISO 8601.", "day", is_required=True),
    Field("site", "Our code of the site.", "site_code"),
    Field("document", "Number of the receipt or delivery.", "document_code"),
    Field("evidence", "confirmed = recorded; probable = see the docs.", "evidence"),
    Field("source system", "System that recorded it.", "source_system"),
    Field("source file", "Extract that holds the record.", "source_file"),
    Field("source row", "Row in that file.", "source_row"),
)
SUPPLIER_LOT = Field("supplier lot", "Code of the lot at the supplier.", "supplier_lot_code")
SUPPLIERS = (*_partner("supplier"), *_PRODUCT, SUPPLIER_LOT, *_REST)
CUSTOMERS = (*_partner("customer"), *_PRODUCT, *_REST)
SHEETS = (
    (ListSheet, "Suppliers", SUPPLIERS, exported_lists.RECEIVED),
    (ListSheet, "Customers", CUSTOMERS, exported_lists.SHIPPED),
    (beside, "Suppliers", SUPPLIERS, exported_lists.RECEIVED_LISTED),
    (beside, "Customers", CUSTOMERS, exported_lists.SHIPPED_LISTED),
)


def export_article_18(settings: Settings, request: ExportRequest, path: Path) -> dict[str, Any]:
    """Write who supplied and who was supplied; what the file says of itself comes back.

    Raises what `choose_extent` and `write_lists` raise.
    """
    check_ending(path)
    extent = choose_extent(settings, request)
    with open_facts(
        extent.snapshot.warehouse, settings, lot_ids=extent.lot_ids, days=extent.days
    ) as connection:
        exported_lists.prepare_lists(connection, only_listed=False)
        sheets = [
            make(title, fields, partial(exported_lists.list_rows, connection, query))
            for make, title, fields, query in SHEETS
        ]
        return write_lists(path, sheets, stamp(extent, "EU 178/2002 article 18"), ())
