"""What the marts print of the layers below: every row, once, with the agreed columns."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.suites.check import Check
from expectations.suites.columns import differing_columns
from expectations.suites.comparison import conserved, lacking, landed_rows
from expectations.suites.genealogy import POOLS
from traceability.contracts import balance_marts, compliance, metrics
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS
from traceability.contracts.recall_marts import MARTS as RECALL_MARTS

_TYPES = {
    "text": "varchar",
    "quantity": "decimal(18,6)",
    "integer": "bigint",
    "boolean": "boolean",
    "instant": "timestamp",
}
_TRACE = {
    name: tuple((column, _TYPES[kind]) for column, kind in mart.columns)
    for name, mart in RECALL_MARTS.items()
}
_RECORD = ("contract", "source_file", "source_row")
_AMOUNT = "* exclude (qty, uom), booked_qty as qty, booked_uom as uom"
_DELIVERIES = " union all ".join(
    "select lot_id, delivery_code, line_no, customer_code, item_code, booked_qty as qty, "
    f"booked_uom as uom, delivery_status, contract, source_file, source_row from events.{table}"
    for table in ("shipments", "open_deliveries")
)
_LOT_NODES = (
    "select node_id as lot_id, item_code, lot_code, node_kind = 'unknown_lot' as is_unknown "
    "from genealogy.nodes where node_kind in ('lot', 'unknown_lot')"
)
_RUN_NODES = (
    "select node_id as run_id, work_order_code, output_group "
    "from genealogy.nodes where node_kind = 'run'"
)
_CANDIDATES = (
    "select links.to_node_id as pool_id, links.from_node_id as lot_id, source_file, source_row "
    "from genealogy.pool_links as links "
    "semi join genealogy.nodes as lots on links.from_node_id = lots.node_id "
    "and lots.node_kind in ('lot', 'unknown_lot') "
    "where edge_kind = 'candidate' and rule_id = 'candidate_of_gap'"
)

_PRINTED: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    (
        "trace_edges",
        "edge of the genealogy",
        "select * from genealogy.edges",
        (
            *("from_node_id", "to_node_id", "edge_kind", "evidence", "rule_id", "from_at"),
            *("until_at", "closes_at", "time_basis", "uom", "work_order_code", "place_code"),
            *("is_returned", "source_system", *_RECORD),
        ),
        "qty",
    ),
    (
        "trace_lots",
        "lot and unknown lot",
        _LOT_NODES,
        ("lot_id", "item_code", "lot_code", "is_unknown"),
        "",
    ),
    ("trace_runs", "run", _RUN_NODES, ("run_id", "work_order_code", "output_group"), ""),
    (
        "trace_pools",
        "pool and state of a place",
        POOLS,
        ("pool_id", "pool_kind", "item_code", "site_code", "place_code"),
        "",
    ),
    (
        "trace_candidates",
        "lot that a gap may mean",
        _CANDIDATES,
        ("pool_id", "lot_id", "source_file", "source_row"),
        "",
    ),
    (
        "trace_handling_units",
        "content of a handling unit",
        "select *, unit_code as handling_unit_code from events.unit_contents",
        ("handling_unit_code", "lot_id", "item_code", "uom", "source_system", *_RECORD),
        "qty",
    ),
    (
        "trace_shipments",
        "shipment and open delivery",
        _DELIVERIES,
        (
            *("lot_id", "delivery_code", "line_no", "customer_code", "item_code", "uom"),
            *("delivery_status", *_RECORD),
        ),
        "qty",
    ),
    (
        "trace_returns",
        "customer return",
        f"select {_AMOUNT} from events.customer_returns",
        ("lot_id", "customer_code", "item_code", "uom", "source_file", "source_row"),
        "qty",
    ),
    (
        "trace_supplies",
        "supply of a lot",
        "select * from genealogy.supplies",
        (
            *("lot_id", "supplier_code", "supplier_lot_code", "receipt_code", "uom", "evidence"),
            *_RECORD,
        ),
        "qty",
    ),
    (
        "trace_stock",
        "amount in stock, by the larger of book and count,",
        "select * from genealogy.lot_stock semi join identity.lots using (lot_id) where is_larger",
        ("lot_id", "site_code", "location", "uom", "stock_status", "basis"),
        "qty",
    ),
    (
        "trace_gaps",
        "gap",
        "select * from genealogy.gaps",
        ("node_id", "rule_id", "message", "item_code", "work_order_code"),
        "record_count",
    ),
    (
        "trace_operations",
        "run of an operation",
        "select * from events.operations",
        ("work_order_code", "operation_run_id", "operation_no", "equipment_code", "operator_code"),
        "good_qty",
    ),
    (
        "trace_machine_work",
        "order or lot that a machine worked on",
        "select * from events.machine_work",
        ("equipment_code", "work_order_code", "lot_id"),
        "record_count",
    ),
    (
        "trace_parameters",
        "measured parameter",
        "select * from events.parameters",
        ("operation_run_id", "parameter_name", "value", "unit"),
        "",
    ),
    (
        "trace_inspections",
        "inspection of a lot",
        "select * from events.inspections where lot_id is not null",
        ("lot_id", "inspection_id", "characteristic", "result_value", "verdict"),
        "",
    ),
    (
        "trace_aliases",
        "former id of a lot",
        "select * from identity.lot_aliases",
        ("alias_id", "lot_id"),
        "",
    ),
    (
        "trace_partners",
        "partner",
        "select * from identity.partners",
        ("partner_code", "partner_name", "phone", "email"),
        "",
    ),
    (
        "trace_quarantine",
        "row in quarantine",
        "select * from staging.stg_quarantine",
        ("source_system", "rule_id", "reason", "mentions", *_RECORD),
        "",
    ),
)
"""Mart, what a row of it is, its rows a layer earlier, what they have in common, the amount."""


def _printed() -> Iterator[Check]:
    for mart, thing, before, keys, amount in _PRINTED:
        yield Check(
            f"marts.{mart}_are_whole".replace("trace_", "", 1),
            f"marts.{mart}",
            f"Every {thing} is printed once, and nothing else is.",
            conserved(before, "select * from examined", keys, amount),
        )


_STOCK = """select lot_id, site_code, basis, uom, sum(qty) as qty,
    bool_or(qty is null) as is_unknown
from {} group by lot_id, site_code, basis, uom"""
_STOCK_KEPT_BACK = f"""select owed.* from (
    {_STOCK.format("genealogy.lot_stock semi join identity.lots using (lot_id)")}
) as owed
anti join ({_STOCK.format("examined")}) as printed
    on owed.lot_id = printed.lot_id
    and owed.site_code is not distinct from printed.site_code
    and owed.uom is not distinct from printed.uom
    and (not owed.is_unknown or printed.is_unknown)
    and coalesce(printed.qty, 0) >= coalesce(owed.qty, 0)
where owed.is_unknown or owed.qty > 0"""
"""Stock by book or by count that the hold list shows no amount as large as."""

_EVENT = ("lot_id", "event_kind", "source_system", "source_file", "source_row")
_REGISTERED = ", ".join(
    f"('{rule.rule_id}', '{rule.subject_kind}', '{severity}')"
    for rule in FINDING_RULES
    for severity in rule.severities
)

MARTS = (
    Check(
        "marts.columns_are_as_agreed",
        "catalog",
        "The marts that the index and the services read have the agreed columns and types.",
        differing_columns(
            "marts",
            {
                **_TRACE,
                "findings": FINDINGS,
                "finding_records": FINDING_RECORDS,
                "finding_causes": FINDING_CAUSES,
                "balances": balance_marts.BALANCES,
                "balance_lines": balance_marts.BALANCE_LINES,
                "balance_records": balance_marts.BALANCE_RECORDS,
                "balance_units": balance_marts.BALANCE_UNITS,
                "metrics": metrics.METRIC_COLUMNS,
                "metric_lots": metrics.METRIC_LOTS,
                "metric_runs": metrics.METRIC_RUNS,
                "open_gaps": metrics.OPEN_GAPS,
                "compliance_measures": compliance.COMPLIANCE_MEASURES,
            },
            knows_others=True,
        ),
    ),
    *_printed(),
    Check(
        "marts.no_stock_is_kept_back",
        "marts.trace_stock",
        "Of what book and count say of a lot at a site the larger is printed, and an amount that "
        "one of them does not know is printed as unknown.",
        _STOCK_KEPT_BACK,
    ),
    Check(
        "marts.events_of_lots_are_whole",
        "marts.trace_events",
        "Every event of a known lot is printed once.",
        conserved(
            "select * exclude (qty), booked_qty as qty from (select *, null as qty "
            "from events.lot_events) as told "
            "where lot_id in (select lot_id from identity.lots where is_current)",
            "select * from examined "
            "where lot_id in (select lot_id from identity.lots where is_current)",
            _EVENT,
            "qty",
        ),
    ),
    Check(
        "marts.every_finding_is_of_a_known_rule",
        "marts.findings",
        "Every finding is of a rule, a subject and a severity that the list of rules knows, so "
        "that a check judges it.",
        "select finding_id, rule_id, subject_kind, severity, message from examined "
        f"where (rule_id, subject_kind, severity) not in ({_REGISTERED}) "
        "or rule_id is null or subject_kind is null or severity is null",
    ),
    Check(
        "marts.every_cause_counts_its_findings",
        "marts.finding_causes",
        "Every finding has one cause, and a cause counts its findings and their records.",
        conserved(
            "select cause_id, rule_id, subject_kind, severity, count(*) as finding_count, "
            "sum(record_count) as record_count from marts.findings "
            "group by cause_id, rule_id, subject_kind, severity",
            "select * from examined",
            ("cause_id", "rule_id", "subject_kind", "severity", "finding_count"),
            "record_count",
        ),
    ),
    Check(
        "marts.every_record_of_a_finding_is_landed",
        "marts.finding_records",
        "Every record behind a finding is a row of a landed file.",
        lacking(
            "select * from examined",
            landed_rows("source_system, source_file, source_row"),
            ("contract", "source_system", "source_file", "source_row"),
        ),
    ),
)
