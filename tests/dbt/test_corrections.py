"""Corrections in a build: what a preview foresaw over one plant is what the other one became."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import jinja2
import numpy as np
import pytest

from tests.dbt.corrections_plant import (
    CASES,
    Case,
    correction_of,
    plant_of,
)
from tests.dbt.finding_case import Case as FindingCase
from tests.dbt.governance_cases import GOVERNANCE_CASES
from tests.dbt.landing_plant import PROJECT, landed_row
from traceability.contracts.column import LOT_CODES
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import landed_columns
from traceability.domain.correction_impact import ScopeChange
from traceability.domain.corrections import UID_OF, Action
from traceability.domain.scope import Scope
from traceability.index.kernel import walk
from traceability.index.reader import GenealogyIndex
from traceability.index.writer import write_index
from traceability.services.foresee_balances import foresee_balances
from traceability.services.foresee_correction import foresee_correction
from traceability.services.preview_correction import changed_scopes
from traceability.services.propose_correction import NOT_CORRECTED
from traceability.settings import Settings
from traceability.store.landed_rows import LandedRow
from traceability.store.marts import WarehouseMarts

Scopes = dict[str, frozenset[str]]
PARTS = ("lots", "deliveries", "customers", "suppliers")


@pytest.fixture(scope="module")
def index(first_build: Path, tmp_path_factory: pytest.TempPathFactory) -> GenealogyIndex:
    folder = tmp_path_factory.mktemp("corrected") / "index"
    with duckdb.connect(str(first_build), read_only=True) as connection:
        write_index(folder, WarehouseMarts(connection))
    return GenealogyIndex(folder)


def rows(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def landed(warehouse: Path, case: Case, prefix: str) -> LandedRow:
    """The row of a case as the plant of this prefix landed it."""
    row = plant_of(case, prefix).row(case.contract, **case.wanted)
    key = landed_row(case.contract, row)["row_key"]
    ((file, line),) = rows(
        warehouse,
        f"select source_file, source_row from landing.{case.contract} where row_key = '{key}'",
    )
    values = {name: None if value is None else str(value) for name, value in row.items()}
    return LandedRow(case.contract, f"fix {case.contract[:3]}", key, "", "", file, line, values)


def foreseen(index: GenealogyIndex, warehouse: Path, case: Case) -> tuple[ScopeChange, ...]:
    """What the preview says of the plant that was left as it is."""
    correction = correction_of(case, plant_of(case, "keep"), 0)
    told = foresee_correction(index, correction, [landed(warehouse, case, "keep")])
    scopes, unlisted = changed_scopes(told)
    assert not unlisted
    return scopes


def scope_of(index: GenealogyIndex, lot: str, *, forward: bool) -> Scopes:
    """The probable scope of ITEM:LOT by plain means: what a trace lists."""
    lots = index.table("trace_lots")
    cards = list(lots.records(("item_code", "lot_code"), np.arange(index.lot_count)))
    item, _, code = lot.partition(":")
    seeds = np.array([node for node, card in enumerate(cards) if card == (item, code)], np.int64)
    if not len(seeds):
        return dict.fromkeys(PARTS, frozenset())
    nodes = walk(index.graph, seeds, forward=forward, rank=Scope.PROBABLE.rank).nodes
    reached = nodes[nodes < index.lot_count]
    shipments, supplies = index.table("trace_shipments"), index.table("trace_supplies")
    sent = shipments.rows_of(reached).rows if forward else np.empty(0, np.int64)
    came = np.empty(0, np.int64) if forward else supplies.rows_of(reached).rows
    unknown = lots.numbers("is_unknown")
    return {
        "lots": frozenset(
            ":".join(cards[node])
            for node in reached.tolist()
            if node not in seeds.tolist() and not unknown[node]
        ),
        "deliveries": frozenset(shipments.take("delivery_code", sent)),
        "customers": frozenset(shipments.take("customer_code", sent)),
        "suppliers": frozenset(supplies.take("supplier_code", came)),
    }


def lots_of_plant(index: GenealogyIndex, name: str) -> set[str]:
    """ITEM:LOT of every lot of a plant."""
    lots = index.table("trace_lots")
    cards = lots.records(("item_code", "lot_code"), np.arange(index.lot_count))
    return {f"{item}:{code}" for item, code in cards if item and code and item.startswith(name)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_build_does_to_every_scope_what_the_preview_said_and_nothing_else(
    index: GenealogyIndex, first_build: Path, case: Case
) -> None:
    keep, mend = (f"{prefix} {CASES.index(case)}." for prefix in ("keep", "mend"))
    told = {
        (scope.lot.item_code, scope.lot.lot_code, scope.direction): scope
        for scope in foreseen(index, first_build, case)
    }

    lots = lots_of_plant(index, keep) | {
        lot.replace(mend, keep) for lot in lots_of_plant(index, mend)
    }
    for lot in sorted(lots):
        for direction in ("forward", "backward"):
            forward = direction == "forward"
            before = scope_of(index, lot, forward=forward)
            corrected = lot.replace(keep, mend).replace("B-typed", "B")  # joined lots are one
            after = scope_of(index, corrected, forward=forward)
            item, _, code = lot.partition(":")
            change = told.get((item, code, direction))
            for part in PARTS:
                wanted = frozenset(name.replace(mend, keep) for name in after[part])
                moves = getattr(change, part) if change else None
                seen = before[part]
                if moves is not None:
                    seen = (seen - set(moves.leaving)) | set(moves.entering)
                assert seen == wanted, (lot, direction, part)


def balances_of(warehouse: Path, item: str) -> dict[str, tuple[Any, ...]]:
    """In, accounted and residual of the lots of an item, by code; those that are assessable."""
    found = rows(
        warehouse,
        "select lot_code, in_qty, accounted_qty, residual_qty from marts.balances "
        f"where subject_kind = 'lot' and item_code = '{item}' and reason is null",
    )
    return {code: tuple(figures) for code, *figures in found}


MOVING = [case for case in CASES if case.action not in {Action.JOIN_LOTS, Action.PART_LOTS}]


@pytest.mark.parametrize("case", MOVING, ids=lambda case: case.name)
def test_balances_become_what_the_preview_said(
    index: GenealogyIndex, first_build: Path, case: Case
) -> None:
    keep, mend = (f"{prefix} {CASES.index(case)}." for prefix in ("keep", "mend"))
    correction = correction_of(case, plant_of(case, "keep"), 0)
    told = foresee_correction(index, correction, [landed(first_build, case, "keep")])

    for change in foresee_balances(
        Settings(home=first_build.parent), first_build, correction, told
    ):
        lot = change.lot
        before = balances_of(first_build, str(lot.item_code))
        after = balances_of(first_build, str(lot.item_code).replace(keep, mend))
        if change.in_after is None:
            assert str(lot.lot_code).replace(keep, mend) not in after
            continue
        seen = (change.in_before, change.accounted_before, change.residual_before)
        then = (change.in_after, change.accounted_after, change.residual_after)
        assert before[str(lot.lot_code)] == seen
        assert after[str(lot.lot_code).replace(keep, mend)] == then


STATES = {
    "another value came": "suspended",
    "the same came again": "in_force",
    "the source mended it": "settled",
    "taken back": "reverted",
    "corrected by one": "refused",
    "changed after signing": "refused",
}


@pytest.mark.parametrize(("name", "state"), STATES.items())
def test_a_correction_holds_while_the_source_says_the_old_value_and_never_overrides_news(
    first_build: Path, name: str, state: str
) -> None:
    found = rows(
        first_build,
        f"select state from marts.corrections where row_key = '{name}.c' and revert_of is null",
    )
    ((lot,),) = rows(
        first_build,
        f"select lot_code from staging.stg_mes__consumptions where consumption_id = '{name}.c'",
    )

    assert found == [(state,)]
    news = {"suspended": "C", "settled": "B", "in_force": "B"}
    assert lot == f"{name}.{news.get(state, 'A')}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("voided too", [("set_lot", "without_effect"), ("void_row", "in_force")]),
        ("named by one system", [("part_lots", "without_effect")]),
    ],
)
def test_a_correction_that_changes_nothing_says_so(
    first_build: Path, name: str, told: list[tuple[str, str]]
) -> None:
    found = rows(
        first_build,
        f"select action, state from marts.corrections where row_key = '{name}.c' order by action",
    )

    assert found == told


@pytest.mark.parametrize("case", GOVERNANCE_CASES, ids=lambda case: case.name)
def test_a_correction_that_is_not_applied_is_a_finding_and_so_are_facts_that_vanish(
    first_build: Path, case: FindingCase
) -> None:
    found = rows(
        first_build,
        "select rule_id, subject_kind, severity, record_count from marts.findings "
        f"where rule_id like 'GV-%' and item_code = '{case.name}' order by all",
    )

    assert found == sorted(case.finds)


def test_a_corrected_row_still_leads_to_the_text_that_its_source_sent(first_build: Path) -> None:
    """The landed row is what it was; only staging says what a person put right."""
    landed_lots = rows(
        first_build,
        "select lot_code from landing.mes_consumptions where consumption_id = 'mend 0.c2'",
    )
    ((staged, file),) = rows(
        first_build,
        "select lot_code, source_file from staging.stg_mes__consumptions "
        "where consumption_id = 'mend 0.c2'",
    )

    assert landed_lots == [("mend 0.A",)]
    assert staged == "mend 0.B"
    assert file


def test_the_types_in_which_a_mended_value_is_cast_are_those_of_landing() -> None:
    text = (PROJECT / "macros" / "mended.sql").read_text(encoding="utf-8")
    coded = (PROJECT / "macros" / "coded.sql").read_text(encoding="utf-8")
    module: Any = jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(coded + text).module
    for contract in EXTRACTS.values():
        if contract.name in NOT_CORRECTED:
            continue
        types = dict(landed_columns(contract))
        for word in module.coded_columns(contract.name).split():
            name, _, kind = word.partition(":")
            told = module.column_type(name, kind).strip().replace("string", "varchar")
            assert told.replace(" ", "") == types[name], (contract.name, name)


def test_columns_that_name_a_lot_have_the_same_ids_in_both_languages() -> None:
    text = (PROJECT / "macros" / "mended.sql").read_text(encoding="utf-8")
    module: Any = jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(text).module
    named = {name: module.lot_id_column(name) for name in LOT_CODES}

    assert {name: uid for name, uid in named.items() if uid} == UID_OF
