"""What standards ask, in our own words: the shape of a requirement, and what its evidence is.

No text of a standard is quoted. Nothing here is legal advice, and nothing says that a house obeys a
standard: a requirement is met, not met, or there is no evidence yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

COMPLIANCE_MEASURES: tuple[tuple[str, str], ...] = (
    ("measure", "varchar"),
    ("site_code", "varchar"),
    ("numerator", "bigint"),
    ("denominator", "bigint"),
    ("first_date", "varchar"),
    ("last_date", "varchar"),
)
"""Relation `marts.compliance_measures`: the evidence that the warehouse has, by measure and site.

site_code: empty = unknown, and for customers. first_date, last_date: days of the first and the last
of what is judged; null where it has none.
"""

MEASURES: dict[str, tuple[str, str]] = {
    "supplier_known": (
        "receipts with supplier and day / receipts",
        "有供应商和日期的收货 / 收货",
    ),
    "supplier_lot_known": (
        "receipts with the supplier's lot / receipts",
        "有供应商批号的收货 / 收货",
    ),
    "received_lot_known": ("receipts under a lot / receipts", "有批号的收货 / 收货"),
    "used_lot_known": ("uses under a lot / uses", "有批号的投料 / 投料"),
    "packaging_lot_known": (
        "uses of packaging under a lot / uses of packaging",
        "有批号的包材投料 / 包材投料",
    ),
    "made_lot_known": ("outputs under a lot / outputs", "有批号的产出 / 产出"),
    "rework_lot_known": (
        "uses and outputs of rework under a lot / all of them",
        "有批号的返工投料和产出 / 全部返工投料和产出",
    ),
    "shipped_lot_known": ("shipments under a lot / shipments", "有批号的发货 / 发货"),
    "customer_known": (
        "shipments with customer and day / shipments",
        "有客户和日期的发货 / 发货",
    ),
    "serial_known": (
        "outputs and shipments of items with serials that name one / all of them",
        "有序列号的产出和发货 / 按序列号管理物料的产出和发货",
    ),
    "status_known": (
        "lots on hand with a status / lots on hand",
        "有质量状态的在库批次 / 在库批次",
    ),
    "customer_reachable": (
        "customers shipped to with telephone or e-mail / customers shipped to",
        "有电话或邮箱的收货客户 / 收货客户",
    ),
    "listed_receiving": (
        "receipts of listed foods with every field asked for / receipts of listed foods",
        "字段齐全的清单食品收货 / 清单食品收货",
    ),
    "listed_transformation": (
        "uses and outputs of listed foods with every field asked for / all of them",
        "字段齐全的清单食品投料和产出 / 清单食品投料和产出",
    ),
    "listed_shipping": (
        "shipments of listed foods with every field asked for / shipments of listed foods",
        "字段齐全的清单食品发货 / 清单食品发货",
    ),
}
"""The measures of `marts.compliance_measures`: numerator / denominator, English and Chinese."""

STATE_EVIDENCE: dict[str, tuple[str, str]] = {
    "drills_both_ways": (
        (
            "product families that passed their last drill forward and backward in the time / "
            "product families of finished lots"
        ),
        "期间内最近一次双向演练均通过的产品族 / 有成品批次的产品族",
    ),
    "drill_in_time": (
        "last drills of each family and direction with the scope known in time / these drills",
        "按时确定范围的最近演练 / 各产品族各方向的最近演练",
    ),
    "drill_done_in_time": (
        (
            "last drills of each family and direction with the balance closed, else the case "
            "signed, in time / these drills"
        ),
        "按时完成平衡核对（或签署）的最近演练 / 各产品族各方向的最近演练",
    ),
    "drill_hold_in_time": (
        "last drills of each family and direction with the stock on hold in time / these drills",
        "按时冻结库存的最近演练 / 各产品族各方向的最近演练",
    ),
    "drill_balanced": (
        (
            "last drills of each family and direction with every balance within its mark / these "
            "drills"
        ),
        "物料平衡均在限内的最近演练 / 各产品族各方向的最近演练",
    ),
    "results_kept": (
        "signed cases whose kept record still has its own hash / signed cases",
        "存档记录哈希一致的已签案件 / 已签案件",
    ),
    "corrections_by_two": (
        "decided corrections that another person than the proposer signed / decided corrections",
        "由提出人以外的人签署的已决更正 / 已决更正",
    ),
    "records_audited": (
        "audits of records in the time, every field of which was compared / audits drawn in it",
        "期间内逐项比对完毕的记录审核 / 期间内抽取的记录审核",
    ),
    "records_reach_back": (
        "months that landed records reach back",
        "已落地记录可回溯的月数",
    ),
}
"""Evidence that the state database has, cases above all."""


class Unit(StrEnum):
    """What a threshold counts."""

    PERCENT = "percent"
    MINUTES = "minutes"
    MONTHS = "months"


class Basis(StrEnum):
    """Where a threshold comes from."""

    RULE = "rule"
    SECONDARY = "secondary_source"
    EXAMPLE = "shipped_example"
    HOUSE = "setting_of_this_home"

    @property
    def says(self) -> str:
        """For people."""
        return _BASES[self]


_BASES = {
    Basis.RULE: "from the rule",
    Basis.SECONDARY: "paraphrased from secondary sources",
    Basis.EXAMPLE: "example shipped with Lotline",
    Basis.HOUSE: "set in compliance.yml",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which value on evidence meets a requirement; minutes: up to which."""

    value: int
    unit: Unit
    basis: Basis

    @property
    def says(self) -> str:
        """Such as `at most 240 minutes (paraphrased from secondary sources)`."""
        bound = "at most" if self.unit is Unit.MINUTES else "at least"
        if self.unit is Unit.PERCENT:
            return f"{bound} {self.value} % ({self.basis.says})"
        return f"{bound} {self.value} {self.unit} ({self.basis.says})"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a standard asks for. evidence: names of MEASURES and STATE_EVIDENCE, all needed.

    source: how we know what it asks; a paraphrase is never the standard's own words. window_months:
    how old evidence out of cases may be.
    """

    requirement_id: str
    standard: str
    clause: str
    says: str
    says_zh: str
    source: str
    evidence: tuple[str, ...]
    threshold: Threshold
    window_months: int = 12

    @property
    def queries(self) -> tuple[str, ...]:
        """What answers each evidence."""
        return tuple(query_of(name) for name in self.evidence)


def query_of(evidence: str) -> str:
    """The query or the read that an evidence is answered by, in one line."""
    if evidence in MEASURES:
        return f"select * from marts.compliance_measures where measure = '{evidence}'"
    return f"state database: {STATE_EVIDENCE[evidence][0]}"
