"""One break of every contract between layers, and which checks must notice it with which count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """SQL that spoils a built warehouse, and the failing rows it makes, by check."""

    name: str
    sql: str
    noticed: dict[str, int]


def _one(table: str, where: str = "true") -> str:
    return f"rowid = (select min(rowid) from {table} where {where})"


def _shift(table: str, column: str, where: str = "true") -> str:
    return f"update {table} set {column} = {column} + 1 where {_one(table, where)}"


def _drop(table: str, where: str = "true") -> str:
    return f"delete from {table} where {_one(table, where)}"


def _double(table: str) -> str:
    return f"insert into {table} select * from {table} limit 1"


_MANY = "cause_id in (select cause_id from marts.finding_causes where finding_count > 1)"

BREAKS = (
    Break(
        "a landed column is renamed",
        "alter table landing.erp_items rename extra to other",
        {"landing.columns_are_as_agreed": 2},
    ),
    Break(
        "a load tells another count",
        _shift("landing.loads", "row_count"),
        {"landing.every_load_is_whole": 1, "staging.every_load_is_staged": 2},
    ),
    Break(
        "a load has no manifest",
        _drop("landing.loads", "contract = 'erp_partners'"),
        {"landing.every_row_is_of_a_load": 19, "staging.every_load_is_staged": 1},
    ),
    Break(
        "a landed row forgets its line",
        f"update landing.erp_sites set source_row = null where {_one('landing.erp_sites')}",
        {"landing.every_row_names_its_source": 1},
    ),
    Break("a load is not staged", _drop("staging.stg_loads"), {"staging.every_load_is_staged": 1}),
    Break(
        "a row in force is not staged",
        _drop("staging.stg_erp__sites"),
        {"staging.every_row_in_force_is_staged": 1},
    ),
    Break(
        "a row is staged twice",
        _double("staging.stg_erp__sites"),
        {"staging.nothing_else_is_staged": 1},
    ),
    Break(
        "staging changes an amount",
        _shift("staging.stg_erp__receipts", "qty"),
        {"staging.codes_and_amounts_are_carried_over": 1},
    ),
    Break(
        "a row in quarantine comes from nowhere",
        "insert into staging.stg_quarantine (contract, reason) values ('erp_items', 'x')",
        {"staging.every_rejected_row_is_staged": 1, "marts.quarantine_are_whole": 1},
    ),
    Break(
        "a lot reference is lost",
        "delete from identity.lot_references where lot_id = (select lot_id from "
        "identity.lots order by lot_id limit 1)",
        {"identity.every_mention_is_a_lot": 2, "identity.a_lot_is_current_as_its_rows_are": 1},
    ),
    Break(
        "a lot counts as gone",
        f"update identity.lots set is_current = false where {_one('identity.lots')}",
        {"identity.a_lot_is_current_as_its_rows_are": 1, "genealogy.every_lot_is_a_node": 1},
    ),
    Break("an item is lost", _drop("identity.items"), {"identity.every_item_is_known": 1}),
    Break(
        "an order is lost", _drop("identity.work_orders"), {"identity.every_work_order_is_known": 1}
    ),
    Break(
        "a partner is lost",
        _drop("identity.partners"),
        {"identity.every_partner_is_known": 1, "marts.partners_are_whole": 1},
    ),
    Break(
        "a posting has another amount",
        _shift("events.int_postings", "qty"),
        {"events.every_booked_row_is_a_posting": 1},
    ),
    Break(
        "an order uses more than was booked",
        _shift("events.consumptions", "booked_qty", "not is_unknown_lot"),
        {
            "events.orders_keep_what_was_booked": 1,
            "links.every_consumption_and_output_is_one_link": 1,
        },
    ),
    Break(
        "an event of a lot is lost",
        _drop("events.lot_events", "contract = 'erp_deliveries'"),
        {"events.every_row_that_names_a_lot_is_an_event": 1, "marts.events_of_lots_are_whole": 1},
    ),
    Break(
        "a receipt is lost",
        _drop("events.receipts", "not is_unknown_lot"),
        {"events.every_received_lot_is_a_receipt": 1},
    ),
    Break(
        "a shipment is lost",
        _drop("events.shipments"),
        {"events.every_shipped_lot_is_a_shipment": 1, "marts.shipments_are_whole": 1},
    ),
    Break(
        "a fact names a line that is not there",
        f"update events.operations set source_row = 9999999 where {_one('events.operations')}",
        {"events.every_fact_rests_on_a_row": 1},
    ),
    Break(
        "a link has another amount",
        _shift("links.lot_run_links", "qty"),
        {
            "links.every_consumption_and_output_is_one_link": 1,
            "genealogy.every_link_is_one_edge": 1,
        },
    ),
    Break(
        "a link leads elsewhere",
        f"update links.lot_run_links set to_node_id = 'R' where {_one('links.lot_run_links')}",
        {
            "links.runs_are_linked_to_the_lots_of_their_facts": 1,
            "genealogy.every_link_is_one_edge": 2,
        },
    ),
    Break(
        "two lots are linked without a fact",
        "insert into links.lot_lot_links select * replace ('split' as edge_kind) "
        "from links.lot_run_links limit 1",
        {"links.every_lot_change_is_one_link": 1, "genealogy.every_link_is_one_edge": 1},
    ),
    Break(
        "a split is linked to another lot",
        "insert into events.lot_transformations by name select 'f' as fact_id, 'L1' as from_lot_id,"
        " 'L2' as to_lot_id, 'split' as transformation_kind, false as is_unknown_from_lot, "
        "false as is_unknown_to_lot, source_system, contract, source_file, source_row "
        "from events.consumptions limit 1;"
        "insert into links.lot_lot_links by name select 'f' as fact_id, "
        "'L1' as from_node_id, 'L3' as to_node_id, 'split' as edge_kind, source_system, contract, "
        "source_file, source_row from events.consumptions limit 1",
        {"links.lots_are_linked_as_their_facts_say": 1, "genealogy.every_link_is_one_edge": 1},
    ),
    Break(
        "an edge is lost",
        _drop("genealogy.edges"),
        {"genealogy.every_link_is_one_edge": 1, "marts.edges_are_whole": 1},
    ),
    Break(
        "a lot is no node",
        _drop("genealogy.nodes", "node_kind = 'lot'"),
        {"genealogy.every_lot_is_a_node": 1, "marts.lots_are_whole": 1},
    ),
    Break(
        "a run is no node",
        _drop("genealogy.nodes", "node_kind = 'run'"),
        {"genealogy.every_run_is_a_node": 2, "marts.runs_are_whole": 1},
    ),
    Break(
        "an unknown lot is no node",
        _drop("genealogy.nodes", "node_kind = 'unknown_lot'"),
        {"genealogy.every_unknown_lot_is_a_node": 1, "marts.lots_are_whole": 1},
    ),
    Break(
        "an unknown lot counts wrong",
        _shift("genealogy.unknown_lots", "record_count"),
        {"genealogy.every_row_without_lot_is_an_unknown_lot": 1},
    ),
    Break(
        "a supply has another amount",
        _shift("genealogy.supplies", "qty"),
        {"genealogy.every_receipt_is_a_supply": 1, "marts.supplies_are_whole": 1},
    ),
    Break(
        "a mart column is renamed",
        "alter table marts.trace_runs rename line_code to line",
        {"marts.columns_are_as_agreed": 2},
    ),
    Break("an edge is printed twice", _double("marts.trace_edges"), {"marts.edges_are_whole": 1}),
    Break("a lot is printed twice", _double("marts.trace_lots"), {"marts.lots_are_whole": 1}),
    Break("a run is not printed", _drop("marts.trace_runs"), {"marts.runs_are_whole": 1}),
    Break(
        "a shipment is printed with another amount",
        _shift("marts.trace_shipments", "qty"),
        {"marts.shipments_are_whole": 1},
    ),
    Break("a return is not printed", _drop("marts.trace_returns"), {"marts.returns_are_whole": 1}),
    Break(
        "a supply is printed twice",
        _double("marts.trace_supplies"),
        {"marts.supplies_are_whole": 1},
    ),
    Break(
        "stock is printed with another amount",
        _shift("marts.trace_stock", "qty"),
        {"marts.stock_are_whole": 1},
    ),
    Break("a gap is not printed", _drop("marts.trace_gaps"), {"marts.gaps_are_whole": 1}),
    Break(
        "an operation is printed twice",
        _double("marts.trace_operations"),
        {"marts.operations_are_whole": 1},
    ),
    Break(
        "a parameter is invented",
        "insert into marts.trace_parameters (operation_run_id) values ('x')",
        {"marts.parameters_are_whole": 1},
    ),
    Break(
        "an inspection is invented",
        "insert into marts.trace_inspections (lot_id) values ('x')",
        {"marts.inspections_are_whole": 1},
    ),
    Break(
        "a former id is invented",
        "insert into marts.trace_aliases values ('L0', 'L1')",
        {"marts.aliases_are_whole": 1},
    ),
    Break(
        "a partner is printed twice",
        _double("marts.trace_partners"),
        {"marts.partners_are_whole": 1},
    ),
    Break(
        "a rejected row is invented",
        "insert into marts.trace_quarantine (reason) values ('x')",
        {"marts.quarantine_are_whole": 1},
    ),
    Break(
        "an event is printed twice",
        _double("marts.trace_events"),
        {"marts.events_of_lots_are_whole": 1},
    ),
    Break(
        "a finding has a severity of its own",
        f"update marts.findings set severity = 'S9' where {_one('marts.findings', _MANY)}",
        {"marts.every_finding_is_of_a_known_rule": 1, "marts.every_cause_counts_its_findings": 3},
    ),
    Break(
        "a cause counts wrong",
        _shift("marts.finding_causes", "record_count"),
        {"marts.every_cause_counts_its_findings": 1},
    ),
    Break(
        "a finding names a line that is not there",
        "update marts.finding_records set source_row = 9999999 "
        f"where {_one('marts.finding_records')}",
        {"marts.every_record_of_a_finding_is_landed": 1},
    ),
)
