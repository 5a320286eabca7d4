"""Sum up the balances of a level: measures together, pieces of each item by themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.scope import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
_POSSIBLE = EVIDENCE[-1]
_MILLIONTH = Decimal(1).scaleb(-6)


def total_level(
    level: str,
    rows: list[Row],
    lines: list[Row],
    subjects: dict[str, str],
    measures: frozenset[str],
) -> Iterator[Row]:
    """Totals of a level; `subjects` of each are the ids it sums up.

    subjects: every lot or order of the level with its evidence; the first total counts all that
    has no balance too. A percentage is never clipped, a residual has its sign; missing_qty and
    excess_qty are its two parts, which cancel in it.
    """
    groups: dict[tuple[str | None, str | None], list[Row]] = {(None, None): []}
    for row in rows:
        groups.setdefault(_group(row, measures), []).append(row)
    told = {row["subject_id"] for row in rows}
    bare = [subject for subject in subjects if subject not in told]
    measured = [key for key in groups if key[0] is None and key[1] is not None]
    rest = groups.pop((None, None))
    if not measured and not groups:
        groups[None, None] = []
    order = sorted(groups, key=lambda key: tuple((part is not None, part or "") for part in key))
    for place, key in enumerate(order):
        found = groups[key] + (rest if place == 0 else [])
        ids = [row["subject_id"] for row in found] + (bare if place == 0 else [])
        yield _total(level, key, found, ids, lines, subjects)


def _group(row: Row, measures: frozenset[str]) -> tuple[str | None, str | None]:
    """Item and unit; no item where amounts of others may be added, neither where none is known."""
    uom = row["uom"]
    if row["reason"] is not None or uom is None:
        return None, None
    return (None if uom.lower() in measures else row["item_code"] or "", uom)


def _total(  # noqa: PLR0917 - what a total is made of
    level: str,
    key: tuple[str | None, str | None],
    rows: list[Row],
    ids: list[str],
    lines: list[Row],
    subjects: dict[str, str],
) -> Row:
    sure = [
        row for row in rows if row["reason"] is None and subjects[row["subject_id"]] != _POSSIBLE
    ]
    counted = {row["subject_id"] for row in sure}
    in_qty = sum((row["in_qty"] for row in sure), Decimal(0)) if sure else None
    accounted = sum((row["accounted_qty"] for row in sure), Decimal(0)) if sure else None
    rests = [row["in_qty"] - row["accounted_qty"] for row in sure]
    sums: dict[str, Decimal | None] = {}
    for line in lines:
        if line["subject_id"] in counted:
            known, more = sums.get(line["line"], Decimal(0)), line["balance_qty"]
            sums[line["line"]] = None if known is None or more is None else known + more
    percent = None
    if in_qty and accounted is not None:
        percent = (100 * accounted / in_qty).quantize(_MILLIONTH)
    return {
        "level": level,
        "item_code": key[0],
        "uom": key[1],
        "subject_count": len(ids),
        "assessed_count": len(sure),
        "counted_count": sum(row["on_hand_basis"] == "counted" for row in sure),
        "only_possible_count": sum(subjects[one] == _POSSIBLE for one in ids),
        "in_qty": in_qty,
        "accounted_qty": accounted,
        "accounted_percent": percent,
        "residual_qty": None if in_qty is None or accounted is None else in_qty - accounted,
        "missing_qty": sum((rest for rest in rests if rest > 0), Decimal(0)),
        "excess_qty": -sum((rest for rest in rests if rest < 0), Decimal(0)),
        "lines": dict(sorted(sums.items())),
        "subjects": counted,
    }
