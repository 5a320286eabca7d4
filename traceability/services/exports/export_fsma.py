"""The sortable spreadsheet of FSMA 204: one sheet per critical tracking event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from traceability.errors import DataMissingError
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

_LOT = (
    Field(
        "traceability lot code",
        "Code of the lot under the rule: the supplier's for a lot that was received, ours for one "
        "that was made here; empty where no single one is recorded.",
        "traceability_lot_code",
        is_required=True,
    ),
    Field("internal lot", "Code of the lot in our own systems.", "lot_code"),
    Field("item", "Our code of the product.", "item_code"),
    Field("GTIN", "GS1 number of the product, where one is recorded.", "gtin"),
    Field(
        "product description",
        "Name, brand and pack size.",
        "product_description",
        is_required=True,
    ),
    Field("quantity", "Amount as recorded; negative = taken back.", "qty", is_required=True),
    Field("unit", "Unit of the amount.", "uom", is_required=True),
)
_SOURCE = Field(
    "traceability lot code source",
    "Where the code was assigned: place, or the reference that was recorded.",
    "tlc_source",
    is_required=True,
)
_DOCUMENT = (
    Field("reference type", "Kind of the reference document.", "document_type", is_required=True),
    Field("reference number", "Number of that document.", "document_code", is_required=True),
)
_RECORD = (
    Field("evidence", "confirmed = recorded; probable = see the docs.", "evidence"),
    Field("source system", "System that recorded it.", "source_system"),
    Field("source file", "Extract that holds the record.", "source_file"),
    Field("source row", "Row in that file.", "source_row"),
)


def _partner(word: str) -> tuple[Field, ...]:
    return (
        Field(f"{word} code", f"Our code of the {word}.", "partner_code", is_required=True),
        Field(f"{word} name", "Business name.", "partner_name", is_required=True),
        Field(f"{word} address", "Address.", "partner_address", is_required=True),
        Field(f"{word} country", "Country.", "partner_country"),
        Field(f"{word} phone", "Telephone.", "partner_phone", is_required=True),
        Field(f"{word} location code", "Our code of its place, where recorded.", "place_code"),
        Field(f"{word} location name", "Name of that place.", "place_name"),
        Field(f"{word} location address", "Address of that place.", "place_address"),
        Field(f"{word} location phone", "Telephone of that place.", "place_phone"),
    )


def _site(word: str) -> tuple[Field, ...]:
    return (
        Field(f"{word} code", "Our code of the site.", "site_code", is_required=True),
        Field(f"{word} name", "Name of the site.", "site_name", is_required=True),
        Field(f"{word} address", "Address of the site.", "site_address", is_required=True),
        Field(f"{word} phone", "Telephone of the site.", "site_phone", is_required=True),
        Field(f"{word} GLN", "GS1 number of the site, where one is recorded.", "site_gln"),
    )


def _day(word: str) -> Field:
    return Field(f"{word} date", "Day at the place, ISO 8601.", "day", is_required=True)


RECEIVING = (
    *_LOT,
    *_partner("previous source"),
    *_site("receiving location"),
    _day("receiving"),
    _SOURCE,
    *_DOCUMENT,
    *_RECORD,
)
TRANSFORMATION = (
    Field("used or made", "used = input of the run, made = output of the run.", "side"),
    *_LOT,
    *_site("transformation location"),
    _day("use or completion"),
    _SOURCE,
    *_DOCUMENT,
    Field("run", "Part of the work order that used and made together, where told.", "output_group"),
    *_RECORD,
)
SHIPPING = (
    *_LOT,
    *_partner("next recipient"),
    *_site("shipping location"),
    _day("shipping"),
    _SOURCE,
    *_DOCUMENT,
    *_RECORD,
)
SHEETS = (
    (ListSheet, "Receiving", RECEIVING, exported_lists.RECEIVED),
    (ListSheet, "Transformation", TRANSFORMATION, exported_lists.TRANSFORMED),
    (ListSheet, "Shipping", SHIPPING, exported_lists.SHIPPED),
    (beside, "Receiving", RECEIVING, exported_lists.RECEIVED_LISTED),
    (beside, "Shipping", SHIPPING, exported_lists.SHIPPED_LISTED),
)


def export_fsma(
    settings: Settings, request: ExportRequest, path: Path, *, all_items: bool = False
) -> dict[str, Any]:
    """Write the spreadsheet and its provenance; what it says of itself comes back.

    Raises DataMissingError where no item is known to be on the list, and what `choose_extent` and
    `write_lists` raise.
    """
    check_ending(path)
    extent = choose_extent(settings, request)
    with open_facts(
        extent.snapshot.warehouse, settings, lot_ids=extent.lot_ids, days=extent.days
    ) as connection:
        counts = exported_lists.count_listed_items(connection)
        if not all_items and counts["listed_count"] == 0:
            raise DataMissingError(
                f"None of {counts['item_count']} items is known to be on the Food Traceability "
                f"List; {counts['silent_count']} do not say.",
                hint="Deliver is_on_food_traceability_list with erp_items, or add --all-items.",
            )
        exported_lists.prepare_lists(connection, only_listed=not all_items)
        sheets = [
            make(title, fields, partial(exported_lists.list_rows, connection, query))
            for make, title, fields, query in SHEETS
        ]
        told = stamp(extent, "FSMA 204 sortable spreadsheet")
        told["filters"] = {**told["filters"], "all_items": all_items}
        return write_lists(path, sheets, told, _says(counts, all_items=all_items))


def _says(counts: dict[str, int], *, all_items: bool) -> list[str]:
    if all_items:
        return ["All items are given, whether they are on the Food Traceability List or not."]
    says = [f"Items on the list: {counts['listed_count']} of {counts['item_count']}."]
    if counts["silent_count"]:
        says.append(f"Items that do not say, left out: {counts['silent_count']}.")
    return says
