"""The master data of the second factory, as rows of its tables."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.recall.second_factory.world import (
    BOUGHT,
    CUSTOMER,
    DROP,
    LOST,
    PARTIES,
    PRODUCTS,
    RENTAL,
    SOLD,
    SUBCONTRACTOR,
    SUPPLIER,
    TRANSIT,
    UNITS,
    WAREHOUSES,
    Row,
)


class Masters:
    """Tables that hold partners, products, units, places and routings."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self.master()

    def document(self, table: str, **values: Any) -> int:
        rows = self.tables[table]
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def master(self) -> None:
        self.parties()
        self.products()
        self.places()

    def parties(self) -> None:
        for number, (code, name) in enumerate(PARTIES, 1):
            self.document("party_party", code=code, name=name, active=True)
            self.document(
                "party_address", party=number, city="Köln", street_name='A "b", c', active=True
            )
        for company in (1, 2):
            self.document("company_company", party=company, currency=1, timezone="")
            self.document(
                "production_work_center",
                name=f"Linie {company}",
                company=company,
                active=True,
                warehouse=10,
            )
        self.document("company_employee", party=17, company=1)

    def products(self) -> None:
        for symbol, (_, category, factor, rate) in UNITS.items():
            self.document(
                "product_uom", name=symbol, symbol=symbol, category=category, factor=factor,
                rate=rate, digits=2, rounding="0.01", active=True,
            )  # fmt: skip
        for name in ("Units", "Weight", "Length"):
            self.document("product_uom_category", name=name)
        for name, (code, unit, _, kind, _) in PRODUCTS.items():
            self.document(
                "product_template", name=f"{name} «é»", code=code, type="goods",
                default_uom=UNITS[unit][0],
                active=True, producible=name not in BOUGHT, purchasable=name in BOUGHT,
                salable=name in SOLD,
                lot_required="[]" if kind in {"none", "some"} else '["storage","supplier"]',
                consumable=False,
            )  # fmt: skip
            self.document(
                "product_product",
                template=len(self.tables["product_template"]),
                code=code,
                active=True,
            )
        self.document(
            "product_template",
            name="Assembly service",
            code="SVC",
            type="service",
            default_uom=1,
            active=True,
        )
        self.document("product_product", template=len(PRODUCTS) + 1, code="SVC", active=True)
        self.document("production_routing", name="Inside", supplier=None, active=True)
        self.document(
            "production_routing", name="Outside", supplier=SUBCONTRACTOR, active=True,
            supplier_service=len(PRODUCTS) + 1, supplier_quantity="1.0",
        )  # fmt: skip
        self.document("production_routing_operation", name="Löten 焊接", active=True)

    def places(self) -> None:
        rows = self.tables["stock_location"]
        for at, kind, name in (
            (SUPPLIER, "supplier", "Supplier"), (CUSTOMER, "customer", "Customer"),
            (LOST, "lost_found", "Lost"), (DROP, "drop", "Drop"), (TRANSIT, "storage", "Transit"),
            (RENTAL, "rental", "Rental"), (7, "view", "All"),
        ):  # fmt: skip
            rows.append({"id": at, "type": kind, "name": name, "active": True, "parent": None})
        for w in WAREHOUSES:
            rows.append({
                "id": w.id, "type": "warehouse", "name": "Lager", "active": True, "parent": 7,
                "input_location": w.input, "output_location": w.output,
                "lost_found_location": LOST,
                "storage_location": w.storage, "production_location": w.production,
                "code": "WH" if w.id < 30 else None,
            })  # fmt: skip
            for at, kind, name in (
                (w.input, "storage", "In"), (w.storage, "storage", "Sto"),
                (w.output, "storage", "Out"), (w.production, "production", "Prod"),
            ):  # fmt: skip
                rows.append({"id": at, "type": kind, "name": name, "active": True, "parent": w.id})
            rows.append(
                {
                    "id": w.bin,
                    "type": "storage",
                    "name": "Bin, 1",
                    "active": True,
                    "parent": w.storage,
                }
            )
