"""Bugs of cases, drills, reports and exports; their tests need no built home."""

from __future__ import annotations

from tests.planted.bug import Bug

CODE = "tests/services/drills/test_fingerprint_code.py"
LETTERS = "tests/services/reports/test_sheets_and_letters.py"
POSSIBLE = "tests/services/cases/test_possible_lines.py"
REPLAY = "tests/services/drills/test_replay.py"
REPORTS = "tests/services/reports/test_case_reports.py"
SCORE = "tests/services/drills/test_score.py"
TOLD = "tests/services/drills/test_told_draws.py"

BUGS = (
    Bug(
        "letters leave the possible lots out",
        "23 reports",
        "traceability/services/reports/letter_lots.py",
        "    for evidence in EVIDENCE:\n",
        "    for evidence in EVIDENCE[:2]:\n",
        (f"{LETTERS}::test_a_letter_tells_possible_lots_from_confirmed_ones",),
    ),
    Bug(
        "a lot of which nothing is said is told as confirmed",
        "23 reports",
        "traceability/services/reports/letter_lots.py",
        "in EVIDENCE else EVIDENCE[-1]",
        "in EVIDENCE else EVIDENCE[0]",
        (f"{LETTERS}::test_a_letter_tells_possible_lots_from_confirmed_ones",),
    ),
    Bug(
        "a letter lists what others were sent",
        "23 reports",
        "traceability/services/reports/customer_letters.py",
        'sent = shipped.get((row.get("customer_code"), row.get("ship_to_code")), [])',
        "sent = [one for rows in shipped.values() for one in rows]",
        (f"{LETTERS}::test_a_letter_names_the_lots_of_its_customer_and_of_no_other",),
    ),
    Bug(
        "a letter bears the reason that names a customer",
        "23 reports",
        "traceability/services/reports/customer_letters.py",
        "if any(len(one) >= _SHORTEST and one.casefold() in told for one in named):",
        "if False:",
        (f"{LETTERS}::test_what_leaves_the_house_names_nobody_but_whom_it_is_for",),
    ),
    Bug(
        "a replay takes the kept bytes of a report for granted",
        "22 drills",
        "traceability/services/drills/replay_drill.py",
        '            read_document(read, row["sha256"])\n',
        "            pass\n",
        (f"{REPLAY}::test_what_is_kept_of_a_report_is_read_even_where_no_typesetter_is",),
    ),
    Bug(
        "a replay compares the kept scope with itself",
        "22 drills",
        "traceability/services/drills/replay_drill.py",
        "        again = recompute_scope(settings, row, read_scope(archived))\n",
        "        again = archived\n",
        (f"{REPLAY}::test_other_code_is_told_by_path_and_by_its_version",),
    ),
    Bug(
        "other code has the same name",
        "22 drills",
        "traceability/services/fingerprint_code.py",
        "        digest.update(text)\n",
        "",
        (f"{CODE}::test_ends_of_lines_are_no_change_and_every_other_byte_is_one",),
    ),
    Bug(
        "a blind draw tells its lot",
        "22 drills",
        "traceability/services/drills/list_drills.py",
        "        told |= dict.fromkeys(_HIDDEN)\n",
        "",
        (TOLD,),
    ),
    Bug(
        "a blind draw tells its lot in words",
        "22 drills",
        "traceability/services/drills/list_drills.py",
        '        told["says"] = (\n',
        '        told["hint"] = (\n',
        (TOLD,),
    ),
    Bug(
        "a score ignores the lots that were missed",
        "22 drills",
        "traceability/services/drills/score_drill.py",
        '"is_met": not told["lost"] and not got["lost"],',
        '"is_met": not got["lost"],',
        (f"{SCORE}::test_a_scope_that_misses_what_is_true_is_not_passed",),
    ),
    Bug(
        "a score ignores the customers who were missed",
        "22 drills",
        "traceability/services/drills/score_drill.py",
        '"is_met": not told["lost"] and not got["lost"],',
        '"is_met": not told["lost"],',
        (f"{SCORE}::test_a_customer_whom_the_scope_misses_fails_the_drill",),
    ),
    Bug(
        "a mark that nobody can judge counts as met",
        "22 drills",
        "traceability/services/drills/score_drill.py",
        'all(one["is_met"] is True for one in marks)',
        'all(one["is_met"] is not False for one in marks)',
        (f"{SCORE}::test_a_balance_outside_or_beyond_judgement_is_not_passed",),
    ),
    Bug(
        "a possible line does not name the record that is missing",
        "21 cases",
        "traceability/services/cases/order_lines.py",
        '    if evidence != "possible":\n',
        "    if True:\n",
        (POSSIBLE,),
    ),
    Bug(
        "a report that one person closed alone is no draft",
        "23 reports",
        "traceability/services/reports/stamp.py",
        "all(found.values()) and len(set().union(*found.values())) > 1",
        "all(found.values())",
        (f"{REPORTS}::test_a_draft_says_so_on_every_page_until_both_have_signed",),
    ),
)
