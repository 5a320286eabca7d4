"""Bugs of gaps and their candidates, of identity and of balances."""

from __future__ import annotations

from tests.planted.bug import Bug, of_model


def _gap(model: str, *told: str) -> Bug:
    return of_model("13 gaps", f"genealogy/candidates/{model}", *told)


def _name(model: str, *told: str) -> Bug:
    return of_model("16 identity", model, *told)


def _balance(model: str, *told: str) -> Bug:
    return of_model("17 balances", f"genealogy/balances/{model}", *told)


GAPS = (
    _gap(
        "int_shortages",
        "only a component without any row is short",
        "row_count > 0\n            and need_qty",
        "row_count < 0\n            and need_qty",
    ),
    _gap(
        "int_component_uses",
        "an amount that cannot be covers the need",
        "sum(case when not is_impossible then used_qty end)",
        "sum(used_qty)",
    ),
    _gap(
        "int_component_groups",
        "of several alternates only the most used counts",
        "cast(sum(used_qty / required_qty) as double)",
        "cast(max(used_qty / required_qty) as double)",
    ),
    _gap(
        "int_gap_facts",
        "a lot that the system guessed is no gap",
        "where capture_method = 'backflush' and not is_unknown_lot",
        "where capture_method = 'backflush' and is_unknown_lot",
    ),
    _gap(
        "int_lot_lives",
        "a lot without receipt is a candidate from its first record on",
        "= 0 and lots.origin in ('produced', 'received') as has_start",
        "= 0 as has_start",
    ),
    _gap(
        "int_lot_closings",
        "a book with a guess in it empties a lot",
        "        and (guessed.lot_id is null or movements.flow_kind = 'adjustment')\n",
        "",
    ),
    _gap(
        "int_lot_closings",
        "a book of zero empties a tank",
        "        heels.lot_id is null\n",
        "        true\n",
    ),
    _gap(
        "int_lots_counted_out",
        "a lot is gone when any of its places is counted empty",
        "and uncounted.lot_id is null\n",
        "\n",
    ),
    _gap(
        "int_fact_spans",
        "no booking is late",
        "'-(late_seconds + tolerance_seconds)'",
        "'-tolerance_seconds'",
    ),
    _gap(
        "int_candidates",
        "a lot whose end is unknown is a candidate of nothing",
        "where lots.closes_at is null\n",
        "where lots.closes_at is null and lots.from_at is null\n",
    ),
    _gap(
        "int_only_stocks",
        "a lot whose amounts are unknown is out of stock",
        " and running.stocked_count = 1 and untold.lot_id is null",
        " and running.stocked_count = 1",
    ),
    of_model(
        "13 gaps",
        "genealogy/pool_links",
        "the only lot in stock stands instead of its pool",
        "    event_month\nfrom links",
        "    event_month\nfrom links\nwhere edge_kind <> 'gap' or to_node_id not in "
        "(select to_node_id from links where rule_id = 'only_stock')",
    ),
    _gap(
        "int_candidate_reasons",
        "the likeliest candidate comes last",
        "            stock_fit asc nulls last,\n",
        "            stock_fit desc nulls last,\n",
    ),
    _gap(
        "int_lots_without_origin",
        "a lot from before the history lacks its origin",
        "origins.origin = 'unknown'",
        "origins.origin in ('unknown', 'before_history')",
    ),
    _gap(
        "int_origin_sources",
        "what came without a number stands behind no lot",
        "where lives.is_unknown",
        "where not lives.is_unknown",
    ),
    _gap(
        "int_stock_checks",
        "a count that differs by a rounding is a loss",
        "case when missing_qty > rounding_qty then 1 else 0 end as is_loss",
        "case when missing_qty > 0 then 1 else 0 end as is_loss",
    ),
    _gap(
        "int_loss_members",
        "a store that never uses an item loses none of it",
        "pools.site_code is null or used_at.item_code is null or",
        "pools.site_code is null or",
    ),
)
IDENTITY = (
    _name(
        "identity/int_crosswalk_pairs",
        "a crosswalk joins though nobody approved it",
        " and stg_crosswalks.approved_by is not null",
        "",
    ),
    _name(
        "identity/lot_references",
        "a spelling that one system alone normalised is exact",
        "local_method = 'normalised' or system_method = 'normalised'",
        "local_method = 'normalised' and system_method = 'normalised'",
    ),
    _name(
        "events/int_postings_identified",
        "a lot found by its spelling is certain",
        "or lot_references.match_method in ('normalised', 'supplier_lot')",
        "or lot_references.match_method = 'supplier_lot'",
    ),
    _name(
        "staging/int_code_pairs",
        "codes that a crosswalk gave other partners meet by their spelling",
        "    having count(tied_a.code_ref) + count(tied_b.code_ref) = 0\n",
        "",
    ),
    _name(
        "identity/int_former_lot_ids",
        "an id given under another spelling is forgotten",
        "having min(id_item_code) <> max(id_item_code)",
        "having min(id_item_code) is null",
    ),
    _name(
        "identity/unit_factors",
        "a general conversion is for no item",
        "and unit_paths.item_code in (units.item_code, '')",
        "and unit_paths.item_code = units.item_code",
    ),
    _name(
        "identity/unit_paths",
        "an item's conversion goes on by that of another item",
        "first_steps.item_code = second_steps.item_code\n",
        "true\n",
    ),
    _name(
        "events/int_loose_members",
        "a unit that was shipped by its own number may be in any shipment of its lot",
        "where gone.lot_id is null",
        "where true",
    ),
    _name(
        "events/lot_statuses",
        "any reason of a status change is a status",
        " and reason_code in {{ words }}",
        "",
    ),
)
BALANCES = (
    _balance(
        "int_balances",
        "a balance of unknown amounts has a percentage",
        "        when reason is null\n            then\n",
        "        when true\n            then\n",
    ),
    _balance(
        "int_lot_holdings",
        "an adjustment to a count is added to the count",
        "when flows.adjusted_qty = counted.counted_qty - flows.before_qty",
        "when false",
    ),
    _balance(
        "int_store_movements",
        "an issue and the use of it both leave the store",
        "where issued.lot_id is null",
        "where true",
    ),
    _balance(
        "common_unit",
        "a home is measured in pieces though it weighs",
        "                case when measures.measure is null then 1 else 0 end asc nulls last,\n",
        "",
    ),
)
BUGS = (*GAPS, *IDENTITY, *BALANCES)
