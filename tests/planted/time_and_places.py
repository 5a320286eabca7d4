"""Bugs of what a clock proves at a place, and of what lies in tanks and hoppers."""

from __future__ import annotations

from tests.planted.bug import Bug, of_model


def _clock(model: str, *told: str) -> Bug:
    return of_model("14 time", f"links/places/{model}", *told)


def _held(model: str, *told: str) -> Bug:
    return of_model("15 tanks", f"links/{model}", *told)


TIME = (
    _clock(
        "feed_starts",
        "what an order recorded beyond its need covers output too",
        "- greatest(turns.surplus_qty, 0) as covered_qty",
        "as covered_qty",
    ),
    _clock(
        "feed_starts",
        "a hole in the record proves nothing against later lots",
        "least(turns.covered_qty, coalesce(holes.covered_qty, turns.covered_qty))",
        "turns.covered_qty",
    ),
    _clock(
        "feed_starts",
        "output of unknown begin was begun last",
        "coalesce(begun_at, cast('0001-01-01' as timestamp)) as begun_at",
        "begun_at",
    ),
    _clock(
        "int_feed_holes",
        "the clocks of a site agree to the second",
        "{{ shift_seconds('scanned_at', 'tolerance_seconds') }}",
        "scanned_at",
    ),
    _clock(
        "int_feed_turns",
        "an order that is short proves when a lot was mounted",
        "where turn_surplus_qty >= -0.000001 and",
        "where",
    ),
    _clock(
        "int_feed_turns",
        "a lot too small to be missed proves when it was mounted",
        "fed_qty > greatest(surplus_qty, 0) + unseen_qty as is_noticeable",
        "true as is_noticeable",
    ),
    _clock(
        "int_feed_turns",
        "a place that is short proves when a lot was mounted",
        " and coalesce(place_surplus_qty, 0) >= -0.000001",
        "",
    ),
    _clock(
        "int_residences",
        "a use that somebody typed in later ends with its place",
        "where ended_basis = 'recorded' and begun_basis = 'recorded'",
        "where ended_basis = 'recorded'",
    ),
    _clock(
        "int_output_totals",
        "two clocks are off by the tolerance together",
        "+ totals.made_qty * 120",
        "+ totals.made_qty * 60",
    ),
    _clock(
        "int_countable_outputs",
        "a later operation says when its product was begun",
        "                or steps.step_no = first_operations.first_step_no\n",
        "                or true\n",
    ),
    _clock(
        "int_feeds",
        "a time that somebody typed in proves when a lot was mounted",
        "            and consumptions.begun_basis = 'recorded'\n",
        "",
    ),
    _clock(
        "int_feeds",
        "of two lots of one instant the first by name was first",
        "min(coalesce(preceding_qty, 0)) over (\n"
        "        partition by work_order_code, feed_group, place_code, scanned_at\n    )",
        "coalesce(preceding_qty, 0)",
    ),
    _clock(
        "int_outputs_in_process",
        "what ended and what began then were in process together",
        "order by mark_at asc nulls last, mark_order asc nulls last",
        "order by mark_at asc nulls last, mark_order desc nulls last",
    ),
    _clock(
        "int_residences",
        "a use before its lot was made ends all the same",
        "        and consumptions.occurred_from_at >= made.first_made_at\n",
        "",
    ),
    of_model(
        "14 time",
        "links/int_output_links",
        "an end that somebody typed in later cuts",
        "        when outputs.ended_basis = 'recorded' and lotless.item_code is null\n"
        "            then outputs.occurred_until_at",
        "        when lotless.item_code is null\n            then outputs.occurred_until_at",
    ),
)
TANKS = (
    _held(
        "tanks/int_tank_carry_links",
        "a tank carries on what was cleared out of it",
        "partition by place_code, episode_no",
        "partition by place_code",
    ),
    _held(
        "tanks/int_clearings",
        "whatever somebody counts in a tank empties it",
        "event_type = 'counted' and qty = 0",
        "event_type = 'counted'",
    ),
    _held(
        "tanks/int_tank_passings",
        "a fill counts from its entry though nobody metered it",
        "when is_recorded and is_metered then 0",
        "when is_recorded then 0",
    ),
    _held(
        "tanks/int_tank_passings",
        "an entry of no known zone is off by minutes",
        "        and is_zoned\n",
        "",
    ),
    _held(
        "tanks/int_tank_draws",
        "a draw across a clearing is told of both sides",
        "where is_only_episode and told_until_at is not null",
        "where told_until_at is not null",
    ),
    _held(
        "tanks/int_tank_fill_ends",
        "a clearing ends a fill that may be later",
        "        until_at as mark_at,\n        cast(null as timestamp) as cleared_at",
        "        from_at as mark_at,\n        cast(null as timestamp) as cleared_at",
    ),
    _held(
        "tanks/int_tank_fill_links",
        "a fill is certain whatever its lot was called",
        "when passings.is_recorded then passings.naming_evidence",
        "when passings.is_recorded then 'confirmed'",
    ),
    _held(
        "tanks/int_blended_places",
        "lots that lie together do not mix unless the master says so",
        "where flow_qty > 0 and item_qty > lot_qty",
        "where flow_qty > 0 and item_qty < lot_qty",
    ),
    _held(
        "hold_up/hold_up_states",
        "a place is clean from the day it was ever cleaned",
        "            and followed.until_at <= clearings.from_at\n",
        "",
    ),
    _held(
        "hold_up/int_place_turns",
        "runs at one time came one after the other",
        "case when from_at <= earlier_until_at then 0 else 1 end",
        "1",
    ),
    _held(
        "hold_up/int_hold_up_carries",
        "however little a run fed, it flushed the place",
        "where earlier.reaches_next and not later.is_flushing",
        "where earlier.reaches_next and later.is_flushing is null",
    ),
    _held(
        "hold_up/int_hold_up_returns",
        "what comes back holds only what its own run fed",
        "returns.turn_no = states.turn_no + 1 and states.reaches_next",
        "false",
    ),
)
BUGS = (*TIME, *TANKS)
