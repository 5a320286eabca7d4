"""What laws and national standards ask: the food law of the EU, FSMA 204, GB/T 38155."""

from __future__ import annotations

from traceability.contracts.compliance import Basis, Requirement, Threshold, Unit

_SECONDARY = "paraphrased from secondary sources"
_UNREAD = "paraphrased from secondary sources; the text of the clauses could not be read"
_RULE = "paraphrased from the text of the rule (eCFR of 2026-06-11)"
_ALL = Threshold(100, Unit.PERCENT, Basis.EXAMPLE)
_FOUR_HOURS = Threshold(240, Unit.MINUTES, Basis.EXAMPLE)
_ONE_DAY = Threshold(1440, Unit.MINUTES, Basis.RULE)
_TWO_YEARS = Threshold(24, Unit.MONTHS, Basis.RULE)

_EU = (
    Requirement(
        "eu178-supplier",
        "eu178",
        "art. 18(2)",
        "An operator can say from whom it was supplied with any food, feed or ingredient.",
        "经营者能够说明任何食品、饲料或配料的供应方。",
        _SECONDARY,
        ("supplier_known",),
        _ALL,
    ),
    Requirement(
        "eu178-customer",
        "eu178",
        "art. 18(3)",
        "An operator can say to which businesses its products went.",
        "经营者能够说明其产品供给了哪些企业。",
        _SECONDARY,
        ("customer_known",),
        _ALL,
    ),
    Requirement(
        "eu178-demand",
        "eu178",
        "art. 18(2), (3)",
        "Systems hand this to the authority on demand; the article names no time. Here: the scope "
        "of the last drills was known in time.",
        "系统能应主管机关要求提供上述信息；条文未规定时限。此处指最近演练按时确定范围。",
        _SECONDARY,
        ("drill_in_time",),
        _FOUR_HOURS,
    ),
    Requirement(
        "eu178-label",
        "eu178",
        "art. 18(4)",
        "What is put on the market bears what makes it traceable.",
        "投放市场的产品带有可供追溯的标识。",
        _SECONDARY,
        ("shipped_lot_known",),
        _ALL,
    ),
)

_FSMA = (
    Requirement(
        "fsma-receiving",
        "fsma",
        "21 CFR 1.1345(a)",
        "Of each listed food received: lot code and where it was given, amount, description, "
        "previous source, place, day, reference document.",
        "每次收到清单食品：追溯批号及其来源、数量、品名、上一来源、地点、日期、参考单据。",
        _RULE,
        ("listed_receiving",),
        _ALL,
    ),
    Requirement(
        "fsma-transformation",
        "fsma",
        "21 CFR 1.1350(a)",
        "Of each transformation: lot code, description and amount used of each lot that went in; "
        "lot code, place, day, description, amount and reference document of what came out.",
        "每次加工转化：投入各批的追溯批号、品名、用量；产出的追溯批号、地点、日期、品名、数量、参考单据。",
        _RULE,
        ("listed_transformation",),
        _ALL,
    ),
    Requirement(
        "fsma-shipping",
        "fsma",
        "21 CFR 1.1340",
        "Of each listed food shipped: lot code and where it was given, amount, description, next "
        "recipient, place, day, reference document.",
        "每次发出清单食品：追溯批号及其来源、数量、品名、下一接收方、地点、日期、参考单据。",
        _RULE,
        ("listed_shipping",),
        _ALL,
    ),
    Requirement(
        "fsma-day",
        "fsma",
        "21 CFR 1.1455(c)",
        "The records are handed over within 24 hours of a request, sortable; here: the scope of "
        "the last drills was known in time, and `lotline export fsma` writes the spreadsheet.",
        "应在收到要求后 24 小时内以可排序的形式提供记录；此处指最近演练按时确定范围，"
        "表格由 `lotline export fsma` 生成。",
        _RULE,
        ("drill_in_time",),
        _ONE_DAY,
    ),
    Requirement(
        "fsma-years",
        "fsma",
        "21 CFR 1.1455",
        "Records are kept for two years; here: how far back what was landed reaches.",
        "记录保存两年；此处指已落地记录的回溯时长。",
        _RULE,
        ("records_reach_back",),
        _TWO_YEARS,
    ),
)

_GBT = (
    Requirement(
        "gbt-unit",
        "gbt",
        "GB/T 38155",
        "Each traceable unit is identified.",
        "每个追溯单元均有标识（追溯码）。",
        _UNREAD,
        ("received_lot_known", "made_lot_known"),
        _ALL,
    ),
    Requirement(
        "gbt-inside",
        "gbt",
        "GB/T 38155",
        "Traceability inside the house: what went into what.",
        "内部追溯：投入与产出的对应关系。",
        _UNREAD,
        ("used_lot_known", "made_lot_known"),
        _ALL,
    ),
    Requirement(
        "gbt-outside",
        "gbt",
        "GB/T 38155",
        "Traceability between parties: from whom, and to whom.",
        "外部追溯：来自何方，去往何方。",
        _UNREAD,
        ("supplier_known", "customer_known"),
        _ALL,
    ),
    Requirement(
        "gbt-directions",
        "gbt",
        "GB/T 38155",
        "Both tracking downstream and tracing back work.",
        "追踪与溯源两个方向均可实现。",
        _UNREAD,
        ("drills_both_ways",),
        _ALL,
    ),
)

LAWS = (*_EU, *_FSMA, *_GBT)
"""Requirements of laws and national standards."""
