"""What `common` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable, many

if TYPE_CHECKING:
    from traceability.domain.comparison import Comparison, Feature


def common_lines(found: Comparison) -> list[str]:
    """The verdict, and what it was drawn from."""
    others = found.comparable - len(found.lots)
    basis = (
        f"{many(len(found.lots), 'lot')} compared with {many(others, 'other')} of the same items "
        f"and origin, scope {found.scope}; {found.tested} of "
        f"{many(found.feature_count, 'feature')} tested."
    )
    lines = [found.verdict, basis]
    if found.left_out:
        lots = many(found.left_out, "lot")
        lines.append(
            f"{lots} without a number {'was' if found.left_out == 1 else 'were'} left out."
        )
    if len(found.features) < found.total:
        lines.append(
            f"Listed: {len(found.features)} of {found.total} shared features; "
            f"`--rows {found.total}` lists all."
        )
    stamp = found.snapshot
    lines.append(
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}."
    )
    return lines


def common_tables(found: Comparison) -> list[TextTable]:
    """The features, the most surprising first."""
    columns = ("kind", "code", "item_code", "shared", "of all", "times expected", "p", "q", "")
    rows = tuple(_row(feature, found) for feature in found.features)
    return [TextTable("In common", columns, rows)] if rows else []


def _row(feature: Feature, found: Comparison) -> tuple[str, ...]:
    among = "" if feature.comparable is None else f"{feature.comparable}/{found.comparable}"
    return (
        feature.kind,
        feature.code,
        feature.item_code or "",
        f"{feature.shared}/{len(found.lots)}",
        among,
        "" if feature.enrichment is None else f"{feature.enrichment:.2f}",
        "" if feature.p_value is None else f"{feature.p_value:.2g}",
        "" if feature.q_value is None else f"{feature.q_value:.2g}",
        "more than chance" if feature.is_significant else "",
    )
