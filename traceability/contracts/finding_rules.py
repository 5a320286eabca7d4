"""The rules that judge a plant's records: one entry for each rule and kind of thing it speaks of.

The findings themselves are `marts.findings`. A rule without any is still checked, and only this
list knows that it exists. dbt names the same rules in its model int_finding_rules; a test compares
both.
"""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("S1", "S2", "S3")
"""S1: breaks or falsifies a trace. S2: an amount, a time or a status is wrong, or a record is poor
where the plant promises no better. S3: legal, and worth a look."""


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One rule over one kind of subject.

    rule_id: keeps its meaning for ever. subject_kind: what one finding is about. severities: those
    its findings may have, worst first. title: a few words. meaning: what is found, and when not.
    remedy: the next step of a person.
    """

    rule_id: str
    subject_kind: str
    severities: tuple[str, ...]
    title: str
    meaning: str
    remedy: str

    @property
    def check_key(self) -> str:
        """The name of the rule among checks, such as `LK-01.consumption`."""
        return f"{self.rule_id}.{self.subject_kind}"


_BY_ITEM = ("S1", "S2")
_NOTE_LOT = "Find the lot in the source documents, enter it in the source system and load it again."
_MEND_TIME = (
    "Find out which of the two records has the wrong time or lot, and correct it in its source."
)

FINDING_RULES: tuple[FindingRule, ...] = (
    FindingRule(
        "LK-01",
        "consumption",
        _BY_ITEM,
        "Consumption without lot",
        "A work order used an item, and the record names no lot.",
        _NOTE_LOT,
    ),
    FindingRule(
        "LK-02",
        "work_order",
        ("S1",),
        "Output without consumption",
        "A work order made lots, and no consumption is recorded for it.",
        "Book what the work order used, with its lots, and load it again.",
    ),
    FindingRule(
        "LK-03",
        "work_order",
        ("S1",),
        "Consumption without output",
        "A closed work order used lots, and no output is recorded for it.",
        "Book what the work order made, with its lots, and load it again.",
    ),
    FindingRule(
        "LK-05",
        "component",
        ("S1",),
        "Component short",
        "A work order made more than its recorded use of a component tracked by lot allows, or the "
        "recorded amounts cannot be.",
        "Book what the work order used of the component, with its lots, and load it again.",
    ),
    FindingRule(
        "LK-08",
        "shipment",
        _BY_ITEM,
        "Shipment without lot",
        "A delivery shipped an item, and the record names no lot.",
        _NOTE_LOT,
    ),
    FindingRule(
        "LK-14",
        "lot",
        ("S3",),
        "Self loop",
        "A work order took a lot in and gave it out under its own number. This is legal.",
        "Check that the lot was only repacked; a lot that other material went into needs a number "
        "of its own.",
    ),
    FindingRule(
        "LK-15",
        "transformation",
        _BY_ITEM,
        "Split, merge or relabelling with one lot",
        "A split, merge or relabelling names only one of its two lots.",
        _NOTE_LOT,
    ),
    FindingRule(
        "LK-19",
        "run",
        ("S1",),
        "Use or output without work order",
        "An item was used or made, and the record names no work order.",
        "Find the work order, enter it in the source system and load it again.",
    ),
    FindingRule(
        "ID-01",
        "output",
        _BY_ITEM,
        "Output without lot",
        "A work order made an item, and the record names no lot.",
        _NOTE_LOT,
    ),
    FindingRule(
        "ID-01",
        "receipt",
        _BY_ITEM,
        "Receipt without lot",
        "A receipt brought an item, and the record names no lot.",
        _NOTE_LOT,
    ),
    FindingRule(
        "ID-01",
        "customer_return",
        _BY_ITEM,
        "Customer return without lot",
        "A customer sent an item back, and the record names no lot.",
        _NOTE_LOT,
    ),
    FindingRule(
        "ID-02",
        "lot_code",
        ("S1",),
        "One code on several lots",
        "One source system bears several lots under one code: who scans it meets them all.",
        "Ask by item, and have the system that prints the codes give each lot a code of its own.",
    ),
    FindingRule(
        "ID-09",
        "lot",
        ("S1",),
        "Lot without origin",
        "A lot was used, shipped, moved or counted, and no record says that it was received or "
        "made; or more left of it than any record brings.",
        "Find the receipt or the output that brought the lot, or the code that was meant, and "
        "correct it in its source.",
    ),
    FindingRule(
        "TM-01",
        "consumption",
        ("S1",),
        "Used before it came",
        "A lot was used before any record says that it was received, made or on hand, however the "
        "times are read.",
        _MEND_TIME,
    ),
    FindingRule(
        "TM-02",
        "shipment",
        ("S1",),
        "Shipped before it was made",
        "A delivery shipped a lot before any record says that it was received, made or on hand, "
        "however the times are read.",
        _MEND_TIME,
    ),
    FindingRule(
        "QT-09",
        "consumption",
        ("S2",),
        "Lot by backflush",
        "A work order used an item by backflush: nobody chose the lot.",
        "Have the lot scanned where the item is used.",
    ),
    FindingRule(
        "QT-12",
        "count",
        ("S2",),
        "Stock found missing",
        "A count found less of a lot than the book says, or an adjustment took some away.",
        "Find out which work order took the missing stock, and book it there.",
    ),
)
