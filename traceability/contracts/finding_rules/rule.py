"""What a rule over a plant's records is: what it judges, and the words of its findings' causes."""

from __future__ import annotations

from dataclasses import dataclass

from traceability.contracts.catalogue import catalogued

SEVERITIES = ("S1", "S2", "S3")
"""S1: breaks or falsifies a trace. S2: an amount, a time or a status is wrong, or a record is poor
where the plant promises no better. S3: legal, and worth a look."""


@dataclass(frozen=True, slots=True)
class CauseWords:
    """The sentence of a cause of one severity: `before_item`, then the item, then `after_item`."""

    severity: str
    before_item: str
    after_item: str


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One rule over one kind of subject.

    rule_id: a check of the catalogue, which has its title. subject_kind: what one finding is about.
    causes: how its causes are told, one for each severity its findings may have, worst first.
    meaning: what is found, and when not. remedy: the next step of a person. clear: the one setting,
    crosswalk or profile line that would clear such a cause; empty where only data does. In it,
    {item}, {site} and {source} stand for those of the cause. needs:
    contracts, or columns such as `erp_partners.email`, without which the rule is silent and nothing
    is assessable; of each inner tuple, one must have landed rows, or a column rows that fill it.
    """

    rule_id: str
    subject_kind: str
    causes: tuple[CauseWords, ...]
    meaning: str
    meaning_zh: str
    remedy: str
    remedy_zh: str
    clear: str = ""
    needs: tuple[tuple[str, ...], ...] = ()

    @property
    def severities(self) -> tuple[str, ...]:
        """Those its findings may have, worst first."""
        return tuple(words.severity for words in self.causes)

    @property
    def title(self) -> str:
        """A few words, as the catalogue has them."""
        return catalogued(self.rule_id).title

    @property
    def title_zh(self) -> str:
        """The title in Chinese."""
        return catalogued(self.rule_id).title_zh

    @property
    def check_key(self) -> str:
        """The name of the rule among checks, such as `LK-01.consumption`."""
        return f"{self.rule_id}.{self.subject_kind}"


def without_lot(before_item: str) -> tuple[CauseWords, ...]:
    """Causes of a missing lot: S1 where the item is tracked by lot, S2 where nothing says so."""
    return (
        CauseWords("S1", before_item, " without a lot, though it is tracked by lot."),
        CauseWords("S2", before_item, " without a lot; nothing says that it is tracked by lot."),
    )


NOTE_LOT = "Find the lot in the source documents, enter it in the source system and load it again."
NOTE_LOT_ZH = "在原始单据中找到批号，在源系统补录并重新导入。"
MEND_TIME = (
    "Find out which of the two records has the wrong time or lot, and correct it in its source."
)
MEND_TIME_ZH = "查明两条记录中哪一条的时间或批号有误，并在其源系统更正。"
NO_LOT_BY_RULE = (
    "`is_lot_managed: false` for {item} in `erp_items` if it has no lots; else the column that "
    "holds the lot in the profile of {source}."
)
