"""Spelling of codes: characters that a reader of a code does not see, or takes for others."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "TY-07",
        "types",
        ("S3",),
        "Full-width characters",
        "全角字符",
        "A code or number is written in full-width letters or digits; it was read as meant.",
        "编码或数字使用了全角字母或数字；已按本意读取。",
        "Set the input method of the station to half-width.",
        "将录入终端的输入法设为半角。",
        "door",
    ),
    CatalogueCheck(
        "TY-10",
        "types",
        ("S1", "S3"),
        "Invisible characters",
        "不可见字符",
        "A code holds a control character, tab, line break, no-break or ideographic blank, "
        "or one without width: inside it (S1) it is another code; at its ends (S3) it was "
        "cut off.",
        "编码含有控制字符、制表符、换行、不间断或全角空格、零宽字符：在中间（S1）即成为另一"
        "编码；在两端（S3）已去除。",
        "Clean the field in the source system, and check the scanner's prefix and suffix.",
        "清理源系统中的字段，并检查扫描枪的前后缀设置。",
        "door",
    ),
    CatalogueCheck(
        "TY-11",
        "types",
        ("S1",),
        "Look-alike characters",
        "形近字符",
        "A code mixes Latin letters with Cyrillic or Greek ones that look alike; or two "
        "lot codes of one item differ only by O for 0, or I or L for 1.",
        "编码混用拉丁字母与形近的西里尔或希腊字母；或同一物料的两个批号仅在 O 与 0、I 或 L "
        "与 1 上不同。",
        "Look at the label; correct the wrong spelling, or join the two by a crosswalk.",
        "核对标签；更正错误写法，或用对照表关联二者。",
        "finding",
    ),
    CatalogueCheck(
        "TY-12",
        "types",
        ("S1",),
        "Quotation mark at a code",
        "编码带引号",
        "A code begins or ends with a quotation mark or an apostrophe, as spreadsheets leave it.",
        "编码以引号或撇号开头或结尾，多为电子表格残留。",
        "Export codes as text without marks.",
        "按纯文本导出编码，不带引号。",
        "door",
    ),
    CatalogueCheck(
        "TY-13",
        "types",
        ("S3",),
        "Text like a formula",
        "类似公式的文本",
        "A code begins with =, + or @: a spreadsheet would run it as a formula.",
        "编码以 =、+ 或 @ 开头：电子表格会将其当作公式执行。",
        "Check where the code comes from; open exports of it as text only.",
        "检查该编码的来源；打开其导出文件时只按文本处理。",
        "door",
    ),
    CatalogueCheck(
        "TY-14",
        "types",
        ("S3",),
        "No GS1 lot code",
        "不符合 GS1 批号",
        "A lot or serial code has more than 20 characters, or one that GS1 (AI 10, 21) "
        "does not allow: a label cannot carry it.",
        "批号或序列号超过 20 个字符，或含有 GS1（AI 10、21）不允许的字符：标签无法承载。",
        "Give lots that leave the house a code that GS1 allows.",
        "为对外发运的批次使用 GS1 允许的编码。",
        "door",
    ),
)
