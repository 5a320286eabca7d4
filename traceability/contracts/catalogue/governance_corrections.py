"""What people change: whether a correction stands on two persons, and whether rows vanish."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "GV-01",
        "governance",
        ("S1",),
        "Correction without reason or second person",
        "更正无理由或无第二人",
        "An approved correction names no reason, or not both who proposed and who approved it. It "
        "is not applied.",
        "已批准的更正没有理由，或未同时写明提出人与批准人。该更正不生效。",
        "Run `lotline doctor`: the state database refuses such a correction, so it was changed "
        "from outside. Propose it anew.",
        "运行 `lotline doctor`：状态数据库本会拒绝此类更正，说明它曾被外部改动。请重新提出。",
        "finding",
    ),
    CatalogueCheck(
        "GV-02",
        "governance",
        ("S1",),
        "Correction approved by its proposer",
        "更正由提出人自行批准",
        "One person both proposed and approved a correction. It is not applied.",
        "同一人既提出又批准了更正。该更正不生效。",
        "Run `lotline doctor`: the state database refuses such an approval, so it was changed "
        "from outside. Have a second person decide anew.",
        "运行 `lotline doctor`：状态数据库本会拒绝此类批准，说明它曾被改动。请由第二人再次决定。",
        "finding",
    ),
    CatalogueCheck(
        "GV-03",
        "governance",
        ("S1",),
        "Changed after it was approved",
        "批准后被改动",
        "A correction no longer says what was signed, or the source sent another value for a row "
        "after its correction was proposed, or withdrew the row. The correction is not applied; it "
        "never overrides news.",
        "更正内容与签署时不符；或在提出更正之后，数据源为该行发来了另一个值，或撤回了该行。该更正不生效，"
        "更正从不覆盖新数据。",
        "Compare the row with its source. If the source is right now, take the correction back; "
        "else propose it anew.",
        "将该行与数据源核对。若数据源现已正确，撤销该更正；否则重新提出。",
        "finding",
    ),
    CatalogueCheck(
        "GV-04",
        "governance",
        ("S1",),
        "Posted facts vanished",
        "已过账记录消失",
        "A load that says that it holds everything of its period lacks rows of posted facts that "
        "an earlier load had. Masters, plans, open deliveries and counts may go.",
        "声明包含其期间全部数据的装载，缺少先前装载中已有的已过账记录。主数据、计划、未发货单和盘点可以消失。",
        "Ask who deleted them, or why the extract lacks them. If the extract is no full one, load "
        "it again as a delta.",
        "查明是谁删除的，或抽取为何缺少它们。若抽取并非全量，请以增量方式重新导入。",
        "finding",
    ),
)
