"""Breaks of what the marts print, for the contracts of the last layer."""

from __future__ import annotations

from tests.expectations.breaking import Break, double, drop, one, shift

_MANY = "cause_id in (select cause_id from marts.finding_causes where finding_count > 1)"

MART_BREAKS = (
    Break(
        "a mart column is renamed",
        "alter table marts.trace_runs rename line_code to line",
        {"marts.columns_are_as_agreed": 2},
    ),
    Break("an edge is printed twice", double("marts.trace_edges"), {"marts.edges_are_whole": 1}),
    Break("a lot is printed twice", double("marts.trace_lots"), {"marts.lots_are_whole": 1}),
    Break("a run is not printed", drop("marts.trace_runs"), {"marts.runs_are_whole": 1}),
    Break(
        "a shipment is printed with another amount",
        shift("marts.trace_shipments", "qty"),
        {"marts.shipments_are_whole": 1},
    ),
    Break("a return is not printed", drop("marts.trace_returns"), {"marts.returns_are_whole": 1}),
    Break(
        "a supply is printed twice",
        double("marts.trace_supplies"),
        {"marts.supplies_are_whole": 1},
    ),
    Break(
        "stock is printed with another amount",
        shift("marts.trace_stock", "qty"),
        {"marts.stock_are_whole": 1},
    ),
    Break(
        "stock is kept back",
        "update genealogy.lot_stock set is_larger = false where lot_id = "
        "(select min(lot_id) from marts.trace_stock where qty > 0);"
        "delete from marts.trace_stock where lot_id = "
        "(select min(lot_id) from marts.trace_stock where qty > 0)",
        {"marts.no_stock_is_kept_back": 1},
    ),
    Break(
        "a pool is printed twice, a candidate is not, a handling unit is invented",
        "insert into marts.trace_pools select * from marts.trace_pools limit 1;"
        f"{drop('marts.trace_candidates')};"
        "insert into marts.trace_handling_units (handling_unit_code) values ('x')",
        {
            "marts.pools_are_whole": 1,
            "marts.candidates_are_whole": 1,
            "marts.handling_units_are_whole": 1,
        },
    ),
    Break("a gap is not printed", drop("marts.trace_gaps"), {"marts.gaps_are_whole": 1}),
    Break(
        "an operation is printed twice",
        double("marts.trace_operations"),
        {"marts.operations_are_whole": 1},
    ),
    Break(
        "work of a machine is invented",
        "insert into marts.trace_machine_work (equipment_code) values ('x')",
        {"marts.machine_work_are_whole": 1},
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
        double("marts.trace_partners"),
        {"marts.partners_are_whole": 1},
    ),
    Break(
        "a rejected row is invented",
        "insert into marts.trace_quarantine (reason) values ('x')",
        {"marts.quarantine_are_whole": 1},
    ),
    Break(
        "an event is printed twice",
        double("marts.trace_events"),
        {"marts.events_of_lots_are_whole": 1},
    ),
    Break(
        "a finding has a severity of its own",
        f"update marts.findings set severity = 'S9' where {one('marts.findings', _MANY)}",
        {"marts.every_finding_is_of_a_known_rule": 1, "marts.every_cause_counts_its_findings": 3},
    ),
    Break(
        "a cause counts wrong",
        shift("marts.finding_causes", "record_count"),
        {"marts.every_cause_counts_its_findings": 1},
    ),
    Break(
        "a finding names a line that is not there",
        "update marts.finding_records set source_row = 9999999 "
        f"where {one('marts.finding_records')}",
        {"marts.every_record_of_a_finding_is_landed": 1},
    ),
)
