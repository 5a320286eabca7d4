"""The metrics of completeness: their names, what each measure says, the columns of their marts."""

from __future__ import annotations

from dataclasses import dataclass

METRIC_COLUMNS: tuple[tuple[str, str], ...] = (
    ("metric_id", "varchar"),
    ("measure", "varchar"),
    ("dimension", "varchar"),
    ("dimension_value", "varchar"),
    ("weight", "varchar"),
    ("uom", "varchar"),
    ("numerator", "decimal(38,6)"),
    ("denominator", "decimal(38,6)"),
    ("assessable_count", "bigint"),
    ("subject_count", "bigint"),
    ("median_score", "double"),
    ("p95_score", "double"),
    ("most_score", "double"),
)
"""Relation `marts.metrics`: the figures that the warehouse can count."""

METRIC_LOTS: tuple[tuple[str, str], ...] = (
    ("lot_id", "varchar"),
    ("site_code", "varchar"),
    ("line_code", "varchar"),
    ("shift_code", "varchar"),
    ("product_family", "varchar"),
    ("event_month", "varchar"),
    ("origin", "varchar"),
    ("is_unknown", "boolean"),
    ("item_type", "varchar"),
    ("has_supplier", "boolean"),
    ("is_shipped", "boolean"),
    ("shipped_uom", "varchar"),
    ("shipped_qty", "decimal(38,6)"),
    ("uom", "varchar"),
    ("total_qty", "decimal(38,6)"),
    ("shipped_value", "decimal(38,6)"),
    ("currency", "varchar"),
)
"""Relation `marts.metric_lots`: what the figures over the index count a lot as."""

METRIC_RUNS: tuple[tuple[str, str], ...] = (
    ("run_id", "varchar"),
    ("is_assessable", "boolean"),
    ("is_covered", "boolean"),
)
"""Relation `marts.metric_runs`: whether the components of a run's order are on record."""

OPEN_GAPS: tuple[tuple[str, str], ...] = (
    ("subject_kind", "varchar"),
    ("subject_code", "varchar"),
    ("site_code", "varchar"),
    ("line_code", "varchar"),
    ("item_code", "varchar"),
    ("rule_id", "varchar"),
    ("message", "varchar"),
)
"""Relation `marts.open_gaps`: what would stay open if it were closed or shipped as recorded."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. measures: each with what its numerator and denominator are, as a sentence part.

    unit: what a ratio is read as: a share (percent), or a mean of something.
    """

    metric_id: str
    title: str
    title_zh: str
    measures: tuple[tuple[str, str], ...]
    means: frozenset[str] = frozenset()


METRICS: tuple[Metric, ...] = (
    Metric(
        "backward_completeness",
        "Backward completeness",
        "溯源完整率",
        (
            (
                "shipped_lots",
                (
                    "shipped lots whose every way back ends at a receipt with supplier and "
                    "supplier lot, through orders with a lot of every mandatory component / "
                    "shipped lots"
                ),
            ),
        ),
    ),
    Metric(
        "forward_completeness",
        "Forward completeness",
        "追踪完整率",
        (
            (
                "received_lots",
                (
                    "received lots that are accounted for, none used by a closed order that "
                    "made nothing / received lots old enough that their records should be there"
                ),
            ),
        ),
    ),
    Metric(
        "link_coverage",
        "Link coverage",
        "关联覆盖率",
        (
            (
                "components",
                (
                    "mandatory components of closed orders with a recorded lot / all of them; by "
                    "quantity: what is recorded under lots, at most the need / the need"
                ),
            ),
        ),
    ),
    Metric(
        "shipment_coverage",
        "Shipment lot coverage",
        "发货批号覆盖率",
        (("shipments", "shipped with a lot / shipped"),),
    ),
    Metric(
        "mass_balance",
        "Mass balance",
        "物料平衡",
        tuple(
            (
                measure,
                (
                    f"{what} accounted for within the tolerance / {what}; by quantity: accounted "
                    "for / in; median and 95th percentile of the unaccounted share, without sign"
                ),
            )
            for measure, what in (
                ("received_lots", "received lots"),
                ("orders", "closed orders"),
                ("made_lots", "lots made"),
            )
        ),
    ),
    Metric(
        "timeliness",
        "Timeliness",
        "记录及时率",
        (
            (
                "entries",
                (
                    "records entered within their target / records; median and 95th percentile "
                    "of the delay in seconds"
                ),
            ),
            (
                "before_shipment",
                (
                    "records of orders whose goods were shipped, entered in time or before it / "
                    "all of them"
                ),
            ),
        ),
    ),
    Metric(
        "system_agreement",
        "Agreement of systems",
        "系统一致率",
        tuple(
            (
                flow,
                (
                    f"lots of {what} that both systems name / that one of them names; by quantity: "
                    "what both tell / the larger of what each tells"
                ),
            )
            for flow, what in (
                ("consumption", "uses"),
                ("output", "outputs"),
                ("receipt", "receipts"),
                ("shipment", "shipments"),
            )
        ),
    ),
    Metric(
        "identity_quality",
        "Quality of identity",
        "标识质量",
        (
            ("usual_shape", "lots whose code is shaped as the others of its item / lots"),
            ("one_spelling", "lots whose code is spelled in one way / lots"),
            ("own_code", "lots whose code no lot of another item bears / lots"),
            ("no_double", "lots whose code is not nearly that of another / lots"),
            ("history", "lots known from where they came, and that moved / lots"),
        ),
    ),
    Metric(
        "dispersion",
        "Dispersion",
        "批次分散度",
        (
            ("downward", "finished lots that a lot from outside went into, mean over these lots"),
            ("upward", "lots from outside that are in a finished lot, mean over finished lots"),
        ),
        frozenset({"downward", "upward"}),
    ),
    Metric(
        "breadth_depth",
        "Breadth, depth, precision, access",
        "追溯广度、深度、精度与速度",
        (
            ("receipts", "key fields of receipts that are filled / key fields"),
            ("consumptions", "key fields of uses that are filled / key fields"),
            ("outputs", "key fields of outputs that are filled / key fields"),
            ("shipments", "key fields of shipments that are filled / key fields"),
            ("reaches_supplier", "shipped lots of which a supplier is found / shipped lots"),
            ("reaches_customer", "lots from outside of which a customer is found / these lots"),
            ("tiers", "steps from a lot from outside to the nearest shipped lot, mean and most"),
            ("precision", "uses tied to a part of the order's output / uses"),
            ("lot_size", "amount of a finished lot, mean over finished lots"),
            ("access_ms", "milliseconds that a trace takes, mean over the lots tried"),
        ),
        frozenset({"tiers", "lot_size", "access_ms"}),
    ),
    Metric(
        "exposure",
        "Exposure",
        "风险敞口",
        (
            (
                "whole_lot",
                (
                    "shipped of all lots that a lot from outside is in, whole lots, mean over "
                    "these lots"
                ),
            ),
            (
                "proportional",
                (
                    "shipped of the material of a lot from outside, by its share in each lot, mean "
                    "over these lots"
                ),
            ),
        ),
        frozenset({"whole_lot", "proportional"}),
    ),
    Metric(
        "scope_inflation",
        "Inflation of scope",
        "召回范围放大",
        (
            ("whole_lot", "exposure by whole lots / by share of material"),
            ("unsure_links", "lots reached by all links / by confirmed links alone"),
        ),
        frozenset({"whole_lot", "unsure_links"}),
    ),
    Metric(
        "recall_size",
        "Size of a recall",
        "召回规模",
        (
            (
                "quantity",
                "shipped that a recall of one lot from outside calls back, mean and largest",
            ),
            ("value", "the same as money, where items have a value, mean and largest"),
        ),
        frozenset({"quantity", "value"}),
    ),
    Metric(
        "ambiguity",
        "Ambiguity",
        "关联确定性",
        (
            ("scanned", "links by scan or machine / links"),
            ("manual", "links typed by a person / links"),
            ("backflushed", "links booked by default / links"),
            ("imputed", "links that no record alone states / links"),
            ("unstated", "links of which nobody says how they were captured / links"),
            ("unsure_exposure", "exposure that rests on links not confirmed / exposure"),
        ),
    ),
    Metric(
        "correction_health",
        "Health of corrections",
        "更正状况",
        (
            ("decided", "corrections decided / corrections proposed; age in days of the others"),
            ("rejected", "corrections rejected / corrections decided"),
            ("reopened", "approved corrections taken back / corrections approved"),
            ("backfilled", "gaps that data resolved / gaps that any build found"),
        ),
    ),
)
"""All metrics that need no drill, in the order in which they are told."""

METRIC_BY_ID = {metric.metric_id: metric for metric in METRICS}
