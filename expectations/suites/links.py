"""What links make of facts: one link each, between what the fact names, with its amount."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import conserved, united

_RECORD = "source_system, contract, source_file, source_row"


def _fact(table: str, kind: str, ends: tuple[str, str], qty: str, unit: str) -> str:
    return (
        f"select fact_id, {kind} as edge_kind, {ends[0]} as from_node_id, {ends[1]} as to_node_id, "
        f"{qty} as qty, {unit} as uom, {_RECORD} from {table}"
    )


_CONSUMPTIONS = _fact(
    "events.consumptions", "'consumption'", ("lot_id", "run_id"), "booked_qty", "booked_uom"
)
_OUTPUTS = (
    _fact("events.outputs", "'output'", ("run_id", "lot_id"), "booked_qty", "booked_uom")
    + " anti join (select fact_id from links.int_disassembly_returns where not is_changed)"
    " using (fact_id)"
)
_TRANSFORMATIONS = _fact(
    "events.lot_transformations",
    "transformation_kind",
    ("from_lot_id", "to_lot_id"),
    "booked_qty",
    "booked_uom",
)
_MEMBERS = _fact(
    "events.serial_memberships", "'member'", ("lot_id", "serial_lot_id"), "null", "null"
)
_WITH_RUNS = united((_CONSUMPTIONS, _OUTPUTS))
_TIES = _fact("events.lot_ties", "tie_kind", ("from_lot_id", "to_lot_id"), "null", "null")
_BETWEEN_LOTS = united((_TRANSFORMATIONS, _MEMBERS, _TIES))
_OF_FACTS = "select * from examined where edge_kind in ('consumption', 'output')"
_KEY = ("fact_id", "edge_kind", "source_system", "contract", "source_file", "source_row")


def _other_ends(facts: str) -> str:
    return f"""select facts.fact_id, facts.edge_kind, facts.source_system, facts.contract,
    facts.source_file, facts.source_row, examined.from_node_id, examined.to_node_id, examined.uom
from ({facts}) as facts
inner join examined using (fact_id, edge_kind)
where facts.from_node_id is distinct from examined.from_node_id
    or facts.to_node_id is distinct from examined.to_node_id
    or facts.uom is distinct from examined.uom"""


LINKS = (
    Check(
        "links.every_consumption_and_output_is_one_link",
        "links.lot_run_links",
        "Every consumption and output makes one link with its amount; a part that only came back "
        "from a product taken apart makes none.",
        conserved(_WITH_RUNS, _OF_FACTS, _KEY, "qty"),
    ),
    Check(
        "links.runs_are_linked_to_the_lots_of_their_facts",
        "links.lot_run_links",
        "A link joins the lot and the run that its fact names.",
        _other_ends(_WITH_RUNS),
    ),
    Check(
        "links.every_lot_change_is_one_link",
        "links.lot_lot_links",
        "Every split, merge, relabelling, serial membership and tie of two lots makes one link "
        "with its amount.",
        conserved(_BETWEEN_LOTS, "select * from examined", _KEY, "qty"),
    ),
    Check(
        "links.lots_are_linked_as_their_facts_say",
        "links.lot_lot_links",
        "A link between lots joins the two that its fact names.",
        _other_ends(_BETWEEN_LOTS),
    ),
)
