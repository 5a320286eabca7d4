"""Bugs of the walk in time, of the gaps it names, and of the other questions to the index."""

from __future__ import annotations

from tests.planted.bug import Bug

BALANCE = "tests/services/test_balance_lot.py"
CONVERTED = "tests/services/test_convert_balance.py"
COMMON = "tests/services/test_compare_lots.py"
EXCLUDED = "tests/services/test_exclude_by_time.py"
GAPS = "tests/services/test_answers_with_gaps.py"
KERNEL = "tests/index/test_kernel.py"
SHARES = "tests/index/test_shares.py"
TIME = "tests/services/test_answers_in_time.py"

BUGS = (
    Bug(
        "a link that closes at the moment of arrival is missed",
        "14 time",
        "traceability/index/timed_walk.py",
        "kept = closes >= left",
        "kept = closes > left",
        (f"{KERNEL}::test_a_link_that_closes_at_the_very_moment_of_arrival_is_taken",),
    ),
    Bug(
        "backward, windows are read as they are forward",
        "14 time",
        "traceability/index/timed_walk.py",
        "    return -graph.windows.closes_at[edges], -graph.windows.from_at[edges]",
        "    return graph.windows.from_at[edges], graph.windows.closes_at[edges]",
        (f"{TIME}::test_backward_leaves_out_the_same_pair_and_says_it_from_the_other_end",),
    ),
    Bug(
        "a link between two reached nodes is told whatever its time",
        "14 time",
        "traceability/index/timed_walk.py",
        "(graph.rank[steps.edges] <= rank) & (closes >= at)",
        "(graph.rank[steps.edges] <= rank) & (at < len(at) + OPEN)",
        (f"{TIME}::test_an_order_is_told_as_made_only_by_links_that_time_admits",),
    ),
    Bug(
        "no window is ever looked at",
        "14 time",
        "traceability/index/reader.py",
        "            if narrows\n",
        "            if False\n",
        (
            f"{TIME}::test_what_was_finished_before_the_reel_was_mounted_is_left_out_with_its_reason",
        ),
    ),
    Bug(
        "what time leaves out takes its share of the suspect with it",
        "17 balances",
        "traceability/index/shares.py",
        "    return np.where(is_cut, denser, gain)",
        "    return gain",
        (f"{TIME}::test_the_suspect_part_is_in_what_was_finished_later",),
    ),
    Bug(
        "a share is told though an amount is missing",
        "17 balances",
        "traceability/index/shares.py",
        "    return np.where(unknown, np.nan, shares)",
        "    return shares",
        (
            f"{SHARES}::test_a_share_is_unknown_where_suspect_material_has_no_amount_and_all_behind_it",
        ),
    ),
    Bug(
        "a lot that the other way reaches is left out by time",
        "14 time",
        "traceability/services/exclude_by_time.py",
        "kept = np.sort(kept[~is_among(kept, distinct(*reached))])",
        "kept = np.sort(kept)",
        (EXCLUDED,),
    ),
    Bug(
        "the reason is the link that missed by most",
        "14 time",
        "traceability/services/exclude_by_time.py",
        "np.lexsort((cut.edges, margins))",
        "np.lexsort((cut.edges, -margins))",
        (EXCLUDED,),
    ),
    Bug(
        "a lot counts for the gap nearest to it, not to what was asked",
        "13 gaps",
        "traceability/services/weigh_gaps.py",
        "given = np.where(labels[near[places]] >= 0, labels[near[places]], own[places])",
        "given = np.where(own[places] >= 0, own[places], labels[near[places]])",
        (f"{GAPS}::test_a_wide_answer_says_so_and_names_the_gaps_that_cause_it",),
    ),
    Bug(
        "an answer of many lots is not called wide",
        "13 gaps",
        "traceability/services/weigh_gaps.py",
        "    if share > WIDE_PERCENT:\n",
        "    if share > 100 * WIDE_PERCENT:\n",
        (f"{GAPS}::test_a_wide_answer_says_so_and_names_the_gaps_that_cause_it",),
    ),
    Bug(
        "candidates that a pool got from another are not listed",
        "13 gaps",
        "traceability/services/list_candidates.py",
        "fresh = set(before[before >= index.pool_start].tolist()) - held",
        "fresh = set(before[before < 0].tolist())",
        (f"{GAPS}::test_candidates_are_listed_once_with_every_gap_they_may_fill",),
    ),
    Bug(
        "records that were not listed are counted as listed",
        "17 balances",
        "traceability/services/balance_lot.py",
        "None if records is None else len(records)",
        "None if records is None else sum(line.record_count for one in balances "
        "for line in one.lines)",
        (f"{BALANCE}::test_records_are_bounded_and_what_is_left_out_is_said",),
    ),
    Bug(
        "an order is answered with the balances of its lots",
        "17 balances",
        "traceability/services/balance_lot.py",
        '    if parsed.kind == "order":\n',
        '    if parsed.kind == "orders":\n',
        (f"{BALANCE}::test_the_golden_toy_balances_to_the_digit",),
    ),
    Bug(
        "another unit leaves out what it cannot tell",
        "17 balances",
        "traceability/services/convert_balance.py",
        "summed = bool(own) and not unknown and not apart",
        "summed = bool(own) and not unknown",
        (f"{BALANCE}::test_another_unit_changes_the_figures_and_never_the_percentage",),
    ),
    Bug(
        "an item's own conversion gives way to the general one",
        "17 balances",
        "traceability/services/convert_balance.py",
        "    _, factor = min(known)\n",
        "    _, factor = max(known)\n",
        (CONVERTED,),
    ),
    Bug(
        "only features that were tested can be false alarms",
        "18 common causes",
        "traceability/services/compare_lots.py",
        "false_discovery_rates(chances, hypotheses)",
        "false_discovery_rates(chances, len(chances))",
        (f"{COMMON}::test_features_that_are_not_tested_raise_no_false_alarm",),
    ),
    Bug(
        "bought lots are compared with lots that were made",
        "18 common causes",
        "traceability/services/compare_lots.py",
        "if (code, kind) == (item, origin) and not is_unknown:",
        "if code == item and not is_unknown:",
        (f"{COMMON}::test_lots_are_compared_with_those_that_came_about_as_they_did",),
    ),
    Bug(
        "a kind with a rate of its own looks special",
        "18 common causes",
        "traceability/services/compare_lots.py",
        "                found[node] = stratum\n",
        "                found[node] = 0\n",
        (f"{COMMON}::test_a_kind_with_a_high_rate_of_its_own_makes_nothing_look_special",),
    ),
)
