"""What genealogy makes of links and facts: an edge of each link, a node of each thing."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import conserved, lacking, united

_RECORD = ("source_system", "contract", "source_file", "source_row")
_EDGE = (
    *("fact_id", "edge_kind", "from_node_id", "to_node_id", "evidence", "time_basis"),
    *("uom", "work_order_code", "is_returned", *_RECORD),
)

_UNKNOWN = united(
    [
        *(
            f"select lot_id, 1 as record_count from events.{table} where is_unknown_lot"
            for table in ("consumptions", "outputs", "receipts", "shipments", "customer_returns")
        ),
        *(
            f"select {side}_lot_id as lot_id, 1 as record_count from events.lot_transformations "
            f"where is_unknown_{side}_lot"
            for side in ("from", "to")
        ),
        "select lot_id, 0 as record_count from events.open_deliveries where is_unknown_lot",
    ]
)
_RUNS = """select node_id, work_order_code, output_group from (
    select run_id as node_id, min(work_order_code) as work_order_code,
        min(output_group) as output_group
    from (
        select run_id, work_order_code, output_group from events.consumptions
        union all
        select run_id, work_order_code, output_group from events.outputs
    ) as facts
    group by run_id
) as runs"""

GENEALOGY = (
    Check(
        "genealogy.every_link_is_one_edge",
        "genealogy.edges",
        "Every link is one edge with its ends, evidence and amount, and there is no other edge.",
        conserved(
            "select * from links.lot_run_links union all select * from links.lot_lot_links",
            "select * from examined",
            _EDGE,
            "qty",
        ),
    ),
    Check(
        "genealogy.every_lot_is_a_node",
        "genealogy.nodes",
        "Every lot that a row in force names is one node, and no other lot is.",
        conserved(
            "select lot_id as node_id, item_code, lot_code from identity.lots where is_current",
            "select * from examined where node_kind = 'lot'",
            ("node_id", "item_code", "lot_code"),
        ),
    ),
    Check(
        "genealogy.every_run_is_a_node",
        "genealogy.nodes",
        "Every run of a fact and every work order is a node.",
        f"select * from ({lacking(_RUNS, 'select * from examined', ('node_id',))}) as of_facts\n"
        "union all\nselect * from ("
        + lacking(
            "select null as node_id, work_order_code, null as output_group "
            "from identity.work_orders",
            "select * from examined where node_kind = 'run' and output_group is null",
            ("work_order_code",),
        )
        + ") as of_orders",
    ),
    Check(
        "genealogy.every_row_without_lot_is_an_unknown_lot",
        "genealogy.unknown_lots",
        "Every fact without a lot number keeps its place as an unknown lot, which counts it.",
        conserved(
            f"select lot_id, sum(record_count) as record_count from ({_UNKNOWN}) as facts "
            "group by lot_id",
            "select * from examined",
            ("lot_id",),
            "record_count",
        ),
    ),
    Check(
        "genealogy.every_unknown_lot_is_a_node",
        "genealogy.nodes",
        "Every unknown lot is one node, and no other node is one.",
        conserved(
            "select lot_id as node_id, item_code from genealogy.unknown_lots",
            "select * from examined where node_kind = 'unknown_lot'",
            ("node_id", "item_code"),
        ),
    ),
    Check(
        "genealogy.every_receipt_is_a_supply",
        "genealogy.supplies",
        "Every received lot leads to its supplier, with the received amount.",
        conserved(
            "select * exclude (qty), booked_qty as qty from events.receipts",
            "select * from examined",
            ("lot_id", "receipt_code", "supplier_code", *_RECORD),
            "qty",
            is_after_wider=True,
        ),
    ),
)
