"""List the figures of a build, or of all builds one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.contracts.metrics import METRIC_BY_ID, METRICS
from traceability.domain.metrics import ALL, DIMENSIONS
from traceability.errors import DataMissingError, UsageError
from traceability.services.measure_build import measure_build
from traceability.store import snapshots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.metrics import MeasuredBuild, MetricValue
    from traceability.settings import Settings

_PLACES = {metric.metric_id: place for place, metric in enumerate(METRICS)}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is told.

    ratio: numerator over denominator; None = not assessable. is_mean: it is a mean, no share.
    """

    snapshot_id: str
    metric_id: str
    title: str
    title_zh: str
    measure: str
    says: str
    dimension: str
    dimension_value: str | None
    weight: str
    uom: str | None
    numerator: Any
    denominator: Any
    ratio: float | None
    is_mean: bool
    assessable_count: int
    subject_count: int
    assessable_share: float | None
    median: float | None
    p95: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that were asked for, and the builds they are of, oldest first.

    is_kept: they are those the build kept; else the snapshot was measured for this answer.
    """

    snapshot_ids: tuple[str, ...]
    dimension: str
    is_kept: bool
    figures: tuple[Figure, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "snapshots": self.snapshot_ids,
            "by": self.dimension,
            "kept": self.is_kept,
            "metrics": self.figures,
        }


def list_metrics(
    settings: Settings,
    *,
    by: str | None = None,
    trend: bool = False,
    snapshot_id: str | None = None,
) -> Figures:
    """Figures over all or by a dimension, of one snapshot or of all builds that were measured.

    A snapshot that was pruned still has the figures its build kept. Raises UsageError for an
    unknown dimension, DataMissingError when nothing was measured.
    """
    dimension = _dimension(by)
    if trend:
        return _trend(settings, dimension)
    kept = _kept(settings, snapshot_id, dimension) if _has_state(settings) else None
    if kept is not None:
        return kept
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    values = measure_build(settings, found, None)
    if values is None:
        raise DataMissingError(
            f"Snapshot {found.id} was built by models that measure nothing.",
            hint="Run `lotline build`.",
        )
    told = ((found.id, value) for value in values if value.dimension == dimension)
    return Figures((found.id,), dimension, is_kept=False, figures=_figures(told))


def _trend(settings: Settings, dimension: str) -> Figures:
    builds, values = _read(settings, None, dimension) if _has_state(settings) else ([], [])
    if not builds:
        raise DataMissingError("No build was measured yet.", hint="Run `lotline build`.")
    ids = tuple(build.snapshot_id for build in builds)
    return Figures(ids, dimension, is_kept=True, figures=_figures(values))


def _kept(settings: Settings, snapshot_id: str | None, dimension: str) -> Figures | None:
    wanted = snapshot_id or snapshots.current(settings).id
    builds, values = _read(settings, wanted, dimension)
    if all(build.snapshot_id != wanted for build in builds):
        return None
    return Figures((wanted,), dimension, is_kept=True, figures=_figures(values))


def _read(
    settings: Settings, snapshot_id: str | None, dimension: str
) -> tuple[list[MeasuredBuild], list[tuple[str, MetricValue]]]:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.metrics import read_metric_builds, read_values  # noqa: PLC0415

    with open_state(settings).read() as read:
        values = read_values(read, snapshot_id=snapshot_id, dimension=dimension)
        return read_metric_builds(read), values


def _figures(values: Iterable[tuple[str, MetricValue]]) -> tuple[Figure, ...]:
    """In the order of the metrics and their measures; of one measure the oldest build first."""
    told = [_figure(snapshot_id, value) for snapshot_id, value in values]
    told.sort(
        key=lambda one: (
            _PLACES[one.metric_id],
            _measure_place(one.metric_id, one.measure),
            one.weight,
            one.uom or "",
            one.dimension_value or "",
            one.snapshot_id,
        )
    )
    return tuple(told)


def _figure(snapshot_id: str, value: MetricValue) -> Figure:
    metric = METRIC_BY_ID[value.metric_id]
    return Figure(
        snapshot_id,
        value.metric_id,
        metric.title,
        metric.title_zh,
        value.measure,
        dict(metric.measures)[value.measure],
        value.dimension,
        value.dimension_value or None,
        value.weight,
        value.uom or None,
        value.numerator,
        value.denominator,
        _rounded(value.ratio),
        value.measure in metric.means,
        value.assessable_count,
        value.subject_count,
        _rounded(value.assessable_share),
        _rounded(value.median),
        _rounded(value.p95),
        _rounded(value.most),
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)


def _measure_place(metric_id: str, measure: str) -> int:
    return [name for name, _ in METRIC_BY_ID[metric_id].measures].index(measure)


def _dimension(by: str | None) -> str:
    if by is None:
        return ALL
    if by not in DIMENSIONS:
        raise UsageError(
            f"Figures are not laid out by {by}.", hint=f"They are by {', '.join(DIMENSIONS[1:])}."
        )
    return by


def _has_state(settings: Settings) -> bool:
    """Whether a state database was ever made; to ask must not make one."""
    return bool(settings.state_url) or settings.state_file.exists()
