"""Balances of built homes: to the digit by hand, and against the movements they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dbt.test_genealogy import query
from traceability.contracts import balance_marts
from traceability.services.balance_lot import balance_lot
from traceability.settings import Settings
from traceability.store import snapshots

MARTS = {
    "balances": balance_marts.BALANCES,
    "balance_lines": balance_marts.BALANCE_LINES,
    "balance_records": balance_marts.BALANCE_RECORDS,
    "balance_units": balance_marts.BALANCE_UNITS,
}


@pytest.mark.parametrize("name", MARTS)
def test_the_balance_marts_have_the_columns_that_are_written_down(
    tryton: Settings, name: str
) -> None:
    built = query(
        snapshots.current(tryton).warehouse,
        "select column_name, lower(data_type) from information_schema.columns "
        f"where table_schema = 'marts' and table_name = '{name}' order by ordinal_position",
    )

    assert built == list(MARTS[name])


@pytest.mark.parametrize(
    ("asked", "reason", "figures"),
    [
        ("RAW-1", None, (100, 100, 0, 100)),
        ("MIX-1", None, (30, 30, 0, 100)),
        ("order:WO-1", None, (Decimal("30.5"), 30, Decimal("0.5"), Decimal("98.360656"))),
        ("order:WO-2", "no_common_unit", (None, None, None, None)),
    ],
)
def test_the_plant_of_five_lots_balances_to_the_digit(
    five_lots: Settings, asked: str, reason: str | None, figures: tuple[object, ...]
) -> None:
    (balance,) = balance_lot(five_lots, asked).balances

    found = (
        balance.in_qty,
        balance.accounted_qty,
        balance.residual_qty,
        balance.accounted_percent,
    )
    assert (balance.reason, found) == (reason, figures)


def test_every_known_lot_of_the_factory_and_every_order_with_records_has_a_balance(
    tryton: Settings,
) -> None:
    warehouse = snapshots.current(tryton).warehouse
    (counts,) = query(
        warehouse,
        "select count(*) filter (where subject_kind = 'lot'), "
        "count(*) filter (where subject_kind = 'order') from marts.balances",
    )
    expected = query(
        warehouse,
        "select count(*) from marts.trace_lots where not is_unknown union all "
        "select count(distinct work_order_code) from events.int_facts_of_record",
    )

    assert counts == tuple(number for (number,) in expected)


def test_the_lines_of_the_factory_add_up_to_its_residuals(tryton: Settings) -> None:
    warehouse = snapshots.current(tryton).warehouse
    apart = query(
        warehouse,
        "with sums as (select subject_kind, subject_id, "
        "sum(case side when 'in' then balance_qty when 'accounted' then -balance_qty end) as rest "
        "from marts.balance_lines group by all) "
        "select * from marts.balances as balances join sums using (subject_kind, subject_id) "
        "where residual_qty <> rest",
    )
    (assessed,) = query(
        warehouse, "select count(*) from marts.balances where residual_qty is not null"
    )

    assert apart == []
    assert assessed[0] > 100


def test_edges_of_an_item_that_weighs_nothing_known_have_no_mass(tryton: Settings) -> None:
    found = query(
        snapshots.current(tryton).warehouse,
        "select uom, count(*) filter (where mass_qty = qty), count(mass_qty) "
        "from marts.trace_edges where qty is not null group by all order by all",
    )

    assert [(uom, same > 0, known > 0) for uom, same, known in found] == [
        ("kg", True, True),
        ("l", False, False),
        ("m", False, False),
        ("u", False, False),
    ]
