"""The trace as one recursive query over rows of edges: the second, independent implementation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tests.index.naive_walk import Edge

_REACH = """
with recursive

visits as (
    select
        node,
        cast(null as bigint) as moment,
        scope_rank
    from seeds cross join (values (0), (1), (2)) as ranks (scope_rank)
    union
    select
        {far} as node,
        case
            when not {timed} then visits.moment
            when visits.moment is null then {sets}
            when {sets} is null then visits.moment
            else {best}(visits.moment, {sets})
        end as moment,
        visits.scope_rank
    from visits
    inner join edges on visits.node = {near} and edges.evidence <= visits.scope_rank
    where
        not {timed}
        or visits.moment is null
        or {checks} is null
        or {checks} {fits} visits.moment
)

select node, min(scope_rank) as evidence from visits group by node order by node
"""
_FORWARD = {
    "near": "edges.from_node",
    "far": "edges.to_node",
    "sets": "edges.from_at",
    "best": "greatest",
    "checks": "edges.closes_at",
    "fits": ">=",
}
_BACKWARD = {
    "near": "edges.to_node",
    "far": "edges.from_node",
    "sets": "edges.closes_at",
    "best": "least",
    "checks": "edges.from_at",
    "fits": "<=",
}


def evidence_by_sql(
    connection: Any,
    edges: Collection[Edge],
    seeds: Collection[int],
    *,
    forward: bool,
    timed: bool,
    open_end: int,
) -> dict[int, int]:
    """Every reached node and the strongest rank whose walk reaches it; open ends are nulls."""
    rows = [
        (
            edge.source,
            edge.target,
            edge.rank,
            None if edge.from_at == -open_end else edge.from_at,
            None if edge.closes_at == open_end else edge.closes_at,
        )
        for edge in edges
    ]
    columns = "from_node int, to_node int, evidence int, from_at bigint, closes_at bigint"
    connection.execute(f"create or replace temp table edges ({columns})")
    connection.execute("create or replace temp table seeds (node int)")
    if rows:
        connection.execute("insert into edges values " + ", ".join(map(_values, rows)))
    if seeds:
        connection.execute("insert into seeds values " + ", ".join(f"({one})" for one in seeds))
    words = _FORWARD if forward else _BACKWARD
    query = _REACH.format(**words, timed="true" if timed else "false")
    return dict(connection.execute(query).fetchall())


def _values(row: tuple[int | None, ...]) -> str:
    return "(" + ", ".join("null" if one is None else str(one) for one in row) + ")"
