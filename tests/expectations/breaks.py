"""One break of every contract between layers, and which checks must notice it with which count."""

from __future__ import annotations

from tests.expectations.breaking import Break, double, drop, one, shift
from tests.expectations.mart_breaks import MART_BREAKS

BREAKS = (
    Break(
        "a landed column is renamed",
        "alter table landing.erp_items rename extra to other",
        {"landing.columns_are_as_agreed": 2},
    ),
    Break(
        "a load tells another count",
        shift("landing.loads", "row_count"),
        {"landing.every_load_is_whole": 1, "staging.every_load_is_staged": 2},
    ),
    Break(
        "a load has no manifest",
        drop("landing.loads", "contract = 'erp_partners'"),
        {"landing.every_row_is_of_a_load": 19, "staging.every_load_is_staged": 1},
    ),
    Break(
        "a landed row forgets its line",
        f"update landing.erp_sites set source_row = null where {one('landing.erp_sites')}",
        {"landing.every_row_names_its_source": 1},
    ),
    Break(
        "a code has no keys",
        drop("landing.code_keys", "kind = 'person'"),
        {"landing.every_code_has_its_keys": 1},
    ),
    Break("a load is not staged", drop("staging.stg_loads"), {"staging.every_load_is_staged": 1}),
    Break(
        "a row in force is not staged",
        drop("staging.stg_erp__sites"),
        {"staging.rows_in_force_are_staged": 1},
    ),
    Break(
        "a row is staged twice",
        double("staging.stg_erp__sites"),
        {"staging.rows_in_force_are_staged": 1},
    ),
    Break(
        "staging changes an amount",
        shift("staging.stg_erp__receipts", "qty"),
        {"staging.codes_and_amounts_are_carried_over": 1},
    ),
    Break(
        "staging takes a row to another site",
        f"update staging.stg_erp__sites set site_code = 'X' where {one('staging.stg_erp__sites')}",
        {"staging.codes_and_amounts_are_carried_over": 1},
    ),
    Break(
        "a correction that nobody approved changes a row",
        "insert into staging.int_mended_values (correction_no, contract, source_system, row_key) "
        "values (1, 'mes_consumptions', 'tryton', 'x')",
        {"staging.only_approved_corrections_change_rows": 1},
    ),
    Break(
        "two persons are taken for one",
        "insert into staging.int_code_map by name select kind, source_system, min(code) as code, "
        "max(code) as canonical_code from landing.code_keys where kind = 'person' group by all",
        {"staging.a_code_gives_way_to_a_code_of_its_thing": 1},
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
        f"update identity.lots set is_current = false where {one('identity.lots')}",
        {"identity.a_lot_is_current_as_its_rows_are": 1, "genealogy.every_lot_is_a_node": 1},
    ),
    Break("an item is lost", drop("identity.items"), {"identity.every_item_is_known": 1}),
    Break(
        "an order is lost", drop("identity.work_orders"), {"identity.every_work_order_is_known": 1}
    ),
    Break(
        "a partner is lost",
        drop("identity.partners"),
        {"identity.every_partner_is_known": 1, "marts.partners_are_whole": 1},
    ),
    Break(
        "a posting has another amount",
        shift("events.int_postings", "qty"),
        {"events.every_booked_row_is_a_posting": 1},
    ),
    Break(
        "an order uses more than was booked",
        shift("events.consumptions", "booked_qty", "not is_unknown_lot"),
        {
            "events.orders_keep_what_was_booked": 1,
            "links.every_consumption_and_output_is_one_link": 1,
        },
    ),
    Break(
        "an event of a lot is lost",
        drop("events.lot_events", "contract = 'erp_deliveries'"),
        {"events.every_row_that_names_a_lot_is_an_event": 1, "marts.events_of_lots_are_whole": 1},
    ),
    Break(
        "a receipt is lost",
        drop("events.receipts", "not is_unknown_lot"),
        {"events.every_received_lot_is_a_receipt": 1},
    ),
    Break(
        "a shipment is lost",
        drop("events.shipments"),
        {"events.every_shipped_lot_is_a_shipment": 1, "marts.shipments_are_whole": 1},
    ),
    Break(
        "a fact names a line that is not there",
        f"update events.operations set source_row = 9999999 where {one('events.operations')}",
        {"events.every_fact_rests_on_a_row": 1},
    ),
    Break(
        "a link has another amount",
        shift("links.lot_run_links", "qty"),
        {
            "links.every_consumption_and_output_is_one_link": 1,
            "genealogy.every_link_is_one_edge": 1,
        },
    ),
    Break(
        "a link leads elsewhere",
        f"update links.lot_run_links set to_node_id = 'R' where {one('links.lot_run_links')}",
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
        "a tie of two lots is no link",
        "insert into events.lot_ties (fact_id, tie_kind) values ('f', 'same_lot')",
        {"links.every_lot_change_is_one_link": 1},
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
        drop("genealogy.edges"),
        {"genealogy.every_link_is_one_edge": 1, "marts.edges_are_whole": 1},
    ),
    Break(
        "an edge has another window",
        f"update genealogy.edges set closes_at = '1999-01-01' where {one('genealogy.edges')}",
        {"genealogy.every_link_is_one_edge": 2, "marts.edges_are_whole": 2},
    ),
    Break(
        "a guess is taken for a record",
        f"update genealogy.pool_links set evidence = 'confirmed' "
        f"where {one('genealogy.pool_links')}",
        {"genealogy.what_a_gap_may_mean_is_a_guess": 1, "genealogy.every_link_is_one_edge": 2},
    ),
    Break(
        "a candidate stands among the confirmed",
        "update genealogy.edges set evidence = 'confirmed' where "
        + one("genealogy.edges", "edge_kind = 'candidate'"),
        {
            "genealogy.no_guess_is_called_confirmed": 1,
            "genealogy.every_link_is_one_edge": 2,
            "marts.edges_are_whole": 2,
        },
    ),
    Break(
        "a pool is no node",
        drop("genealogy.nodes", "node_kind = 'pool'"),
        {"genealogy.every_pool_is_a_node": 1},
    ),
    Break(
        "a shortage is no unknown lot",
        "insert into genealogy.int_shortages (lot_id) values ('L0')",
        {"genealogy.every_row_without_lot_is_an_unknown_lot": 1},
    ),
    Break(
        "a lot is no node",
        drop(
            "genealogy.nodes",
            "node_kind = 'lot' and node_id not in (select lot_id from marts.trace_candidates)",
        ),
        {"genealogy.every_lot_is_a_node": 1, "marts.lots_are_whole": 1},
    ),
    Break(
        "a run is no node",
        drop("genealogy.nodes", "node_kind = 'run'"),
        {"genealogy.every_run_is_a_node": 2, "marts.runs_are_whole": 1},
    ),
    Break(
        "an unknown lot is no node",
        drop("genealogy.nodes", "node_kind = 'unknown_lot'"),
        {"genealogy.every_unknown_lot_is_a_node": 1, "marts.lots_are_whole": 1},
    ),
    Break(
        "an unknown lot counts wrong",
        shift("genealogy.unknown_lots", "record_count"),
        {"genealogy.every_row_without_lot_is_an_unknown_lot": 1},
    ),
    Break(
        "a supply has another amount",
        shift("genealogy.supplies", "qty"),
        {"genealogy.every_receipt_is_a_supply": 1, "marts.supplies_are_whole": 1},
    ),
    *MART_BREAKS,
)
