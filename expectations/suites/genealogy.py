"""What genealogy makes of links and facts: an edge of each link, a node of each thing."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import conserved, lacking, united

_RECORD = ("source_system", "contract", "source_file", "source_row")
_EDGE = (
    *("fact_id", "edge_kind", "from_node_id", "to_node_id", "evidence", "time_basis"),
    *("rule_id", "from_at", "until_at", "closes_at", "place_code"),
    *("uom", "work_order_code", "is_returned", *_RECORD),
)
_LINKS = united(
    f"select * from {table}"
    for table in (
        *("links.lot_run_links", "links.lot_lot_links", "links.place_links"),
        "genealogy.pool_links",
    )
)

_RECORDED = "'recorded', 'output_group', 'handling_unit', 'transfer', 'in_tank'"
"""Rules of links that a record tells; every other one is a guess or a weaker identity."""

POOLS = "select * from genealogy.pools union all select * from links.place_states"

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
        "select lot_id, 0 as record_count from genealogy.int_shortages",
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
        "Every link is one edge with its ends, window, evidence and amount, and there is no other "
        "edge.",
        conserved(_LINKS, "select * from examined", _EDGE, "qty"),
    ),
    Check(
        "genealogy.what_a_gap_may_mean_is_a_guess",
        "genealogy.pool_links",
        "A link that stands for a missing record is possible, or probable for the only lot in "
        "stock; none is of a kind that a record makes.",
        "select * from examined\nwhere edge_kind not in ('candidate', 'gap', 'origin', 'loss') "
        "or edge_kind is null\n    or evidence is distinct from "
        "case when rule_id = 'only_stock' then 'probable' else 'possible' end",
    ),
    Check(
        "genealogy.no_guess_is_called_confirmed",
        "genealogy.edges",
        "Confirmed is only a link whose record names both ends, and every link says by which rule "
        "it is there (GV-05).",
        "select * from examined\nwhere rule_id is null or evidence is null\n"
        f"    or (evidence = 'confirmed' and rule_id not in ({_RECORDED}))",
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
        "Every fact without a lot number keeps its place as an unknown lot, which counts it; so "
        "does every shortage, which no row tells of.",
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
        "genealogy.every_pool_is_a_node",
        "genealogy.nodes",
        "Every pool and every state of a place is one node, and there is no node of another kind.",
        conserved(
            f"select pool_id as node_id, item_code, site_code from ({POOLS}) as pools",
            "select * from examined "
            "where coalesce(node_kind, '') not in ('lot', 'unknown_lot', 'run')",
            ("node_id", "item_code", "site_code"),
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
