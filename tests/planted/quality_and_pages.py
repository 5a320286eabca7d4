"""Bugs of formats, findings, checks, the pipeline and the pages."""

from __future__ import annotations

from tests.planted.bug import Bug

FINDINGS = "tests/dbt/test_findings.py"

BUGS = (
    Bug(
        "a number in a code column loses what a person saw",
        "8 formats",
        "ingestion/readers/cell_texts.py",
        "text = seen or digits",
        "text = digits",
        ("tests/ingestion/test_xlsx_cells.py",),
    ),
    Bug(
        "numbers of JSON lines lose their text",
        "8 formats",
        "ingestion/readers/json_line.py",
        "parse_float=Number, ",
        "",
        ("tests/ingestion/test_json_lines.py",),
    ),
    Bug(
        "two sheets of one workbook are one file",
        "8 formats",
        "ingestion/landing/plan.py",
        'key = (file.kept.sha256, file.table or "", file.sheet)',
        'key = (file.kept.sha256, file.table or "", "")',
        ("tests/ingestion/test_sheets.py",),
    ),
    Bug(
        "an item is tracked only where its master says so",
        "9 findings",
        "dbt_project/models/marts/completeness/int_item_severities.sql",
        " or carriers.item_code is not null\n",
        "\n",
        (FINDINGS,),
    ),
    Bug(
        "every use is early",
        "9 findings",
        "dbt_project/models/marts/completeness/int_early_uses.sql",
        "having min(is_before) = 1 and max(has_birth) = 1",
        "having max(has_birth) = 1",
        (FINDINGS,),
    ),
    Bug(
        "a check that did not run is good",
        "10 checks",
        "expectations/run_suites.py",
        '    return _shortened(messages[0] if messages else "it came to no verdict")',
        "    return 0",
        ("tests/expectations/test_judging.py",),
    ),
    Bug(
        "a broken contract does not stop the build",
        "11 pipeline",
        "traceability/services/record_checks.py",
        "    if broken:\n",
        "    if False:\n",
        ("tests/orchestration/test_a_broken_build.py",),
    ),
    Bug(
        "a delivery is taken while it is written",
        "11 pipeline",
        "orchestration/deliveries.py",
        "        if busy is not None:\n",
        "        if False:\n",
        ("tests/orchestration/test_deliveries.py",),
    ),
    Bug(
        "codes reach the page as markup",
        "12 pages",
        "app/components/markup.py",
        "escape(visible(piece))",
        "visible(piece)",
        ("tests/app/test_codes_of_strangers.py",),
    ),
    Bug(
        "a page that was not checked looks good",
        "12 pages",
        "app/components/health_verdict.py",
        "    if not summary.judged:\n        return [join(tag",
        "    if False:\n        return [join(tag",
        ("tests/app/test_health_page.py", "tests/app/test_states.py"),
    ),
)
