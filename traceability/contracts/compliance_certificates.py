"""What certificates ask: food safety schemes and the automotive standard."""

from __future__ import annotations

from traceability.contracts.compliance import Basis, Requirement, Threshold, Unit

_SECONDARY = "paraphrased from secondary sources"
_OLDER = "paraphrased from secondary sources on an earlier edition; this edition was not read"

_ALL = Threshold(100, Unit.PERCENT, Basis.EXAMPLE)
_FOUR_HOURS = Threshold(240, Unit.MINUTES, Basis.SECONDARY)
_TWO_HOURS = Threshold(120, Unit.MINUTES, Basis.EXAMPLE)

_BRCGS = (
    Requirement(
        "brcgs-chain",
        "brcgs",
        "3.9",
        "Every lot of raw material and primary packaging can be followed from its supplier "
        "through all steps to dispatch, and back.",
        "每批原料和内包材都能从供应商经各工序追踪到发货，并能反向溯源。",
        _SECONDARY,
        (
            *("supplier_lot_known", "used_lot_known", "packaging_lot_known"),
            *("made_lot_known", "shipped_lot_known", "customer_known"),
        ),
        _ALL,
    ),
    Requirement(
        "brcgs-status",
        "brcgs",
        "3.9",
        "Material says what it is at every stage, also where it is under investigation.",
        "各阶段物料均有标识，包括待调查的物料。",
        _SECONDARY,
        ("status_known",),
        _ALL,
    ),
    Requirement(
        "brcgs-test",
        "brcgs",
        "3.9",
        "The system is tested at least yearly over the product groups, in both directions.",
        "每年至少一次按产品组双向测试追溯系统。",
        _SECONDARY,
        ("drills_both_ways",),
        _ALL,
    ),
    Requirement(
        "brcgs-quantity",
        "brcgs",
        "3.9",
        "A test reckons what came in against what became of it, and explains the difference.",
        "测试应核对投入与去向数量，并说明差异。",
        _SECONDARY,
        ("drill_balanced",),
        _ALL,
    ),
    Requirement(
        "brcgs-time",
        "brcgs",
        "3.9",
        "A test, its quantity check among it, is through within four hours.",
        "测试（含数量核对）应在四小时内完成。",
        _SECONDARY,
        ("drill_done_in_time",),
        _FOUR_HOURS,
    ),
    Requirement(
        "brcgs-rework",
        "brcgs",
        "3.9",
        "Rework stays traceable.",
        "返工物料保持可追溯。",
        _SECONDARY,
        ("rework_lot_known",),
        _ALL,
    ),
    Requirement(
        "brcgs-results",
        "brcgs",
        "3.9",
        "Results of tests are kept.",
        "测试结果应保存。",
        _SECONDARY,
        ("results_kept",),
        _ALL,
    ),
)

_IFS = (
    Requirement(
        "ifs-lots",
        "ifs",
        "4.18",
        "Product lots are tied to the lots of raw material and of packaging in contact with them, "
        "over receipt, processing and distribution.",
        "产品批次与原料及接触性包材批次在收货、加工、配送各环节相关联。",
        _OLDER,
        ("received_lot_known", "used_lot_known", "packaging_lot_known", "made_lot_known"),
        _ALL,
    ),
    Requirement(
        "ifs-delivery",
        "ifs",
        "4.18",
        "Lots can be followed until they are delivered.",
        "批次可追踪至交付。",
        _OLDER,
        ("shipped_lot_known", "customer_known"),
        _ALL,
    ),
    Requirement(
        "ifs-test",
        "ifs",
        "4.18",
        "Tracing and withdrawal are tested yearly.",
        "每年测试追溯与撤回。",
        _OLDER,
        ("drills_both_ways",),
        _ALL,
    ),
    Requirement(
        "ifs-withdrawal",
        "ifs",
        "4.18",
        "A withdrawal would reach whom it must: it can be carried out and is effective.",
        "撤回可行且有效：能通知到应通知的对象。",
        _OLDER,
        ("customer_reachable",),
        _ALL,
    ),
)

_SQF = (
    Requirement(
        "sqf-customer",
        "sqf",
        "2.6",
        "Finished product can be followed to the customer, one step up.",
        "成品可向下追踪一级至客户。",
        _SECONDARY,
        ("shipped_lot_known", "customer_known"),
        _ALL,
    ),
    Requirement(
        "sqf-supplier",
        "sqf",
        "2.6",
        "Raw material, packaging and other inputs lead to their supplier and day of receipt, one "
        "step back.",
        "原料、包材及其他投入物可向上溯源一级至供应商和收货日期。",
        _SECONDARY,
        ("supplier_known",),
        _ALL,
    ),
    Requirement(
        "sqf-rework",
        "sqf",
        "2.6",
        "The trace holds through rework.",
        "返工过程保持可追溯。",
        _SECONDARY,
        ("rework_lot_known",),
        _ALL,
    ),
    Requirement(
        "sqf-test",
        "sqf",
        "2.6",
        "The trace is tested at least yearly, in both directions.",
        "每年至少双向测试一次追溯。",
        _SECONDARY,
        ("drills_both_ways",),
        _ALL,
    ),
    Requirement(
        "sqf-records",
        "sqf",
        "2.6",
        "Records of receipt, use and dispatch are kept; here they are compared with paper or "
        "screen by lot, too.",
        "保存收货、使用和发货记录；此处另有抽样与纸面或屏幕比对。",
        _SECONDARY,
        ("records_audited",),
        _ALL,
    ),
)

_IATF = (
    Requirement(
        "iatf-identify",
        "iatf",
        "8.5.2.1 a",
        "Suspect product can be identified.",
        "可疑产品能够识别。",
        _SECONDARY,
        ("made_lot_known", "shipped_lot_known"),
        _ALL,
    ),
    Requirement(
        "iatf-segregate",
        "iatf",
        "8.5.2.1 b",
        "Suspect product can be set apart; here: the stock was on hold in time.",
        "可疑产品能够隔离；此处指库存按时冻结。",
        _SECONDARY,
        ("drill_hold_in_time",),
        _TWO_HOURS,
    ),
    Requirement(
        "iatf-response",
        "iatf",
        "8.5.2.1 c",
        "The answer comes within the time that customers or authorities ask for; here: the scope "
        "of the last drills was known in time.",
        "在客户或法规要求的时间内答复；此处指最近演练按时确定范围。",
        _SECONDARY,
        ("drill_in_time",),
        _TWO_HOURS,
    ),
    Requirement(
        "iatf-records",
        "iatf",
        "8.5.2.1 d",
        "Records are kept in a form that makes the answer possible; here: signed cases are whole, "
        "and a second person decides what is corrected.",
        "记录以便于答复的形式保存；此处指已签案件完整，更正由第二人决定。",
        _SECONDARY,
        ("results_kept", "corrections_by_two"),
        _ALL,
    ),
    Requirement(
        "iatf-serials",
        "iatf",
        "8.5.2.1 e",
        "Single units are identified where that is asked for.",
        "在有要求时对单件产品进行标识。",
        _SECONDARY,
        ("serial_known",),
        _ALL,
    ),
    Requirement(
        "iatf-suppliers",
        "iatf",
        "8.5.2.1 f",
        "It reaches parts from outside that bear on safety.",
        "延伸至有安全特性的外供件。",
        _SECONDARY,
        ("supplier_lot_known",),
        _ALL,
    ),
)

CERTIFICATES = (*_BRCGS, *_IFS, *_SQF, *_IATF)
