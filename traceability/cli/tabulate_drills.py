"""Drills as lines and tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.domain.tables import TextTable, many

if TYPE_CHECKING:
    from traceability.services.drills.cover_families import Coverage
    from traceability.services.drills.list_actions import Actions
    from traceability.services.drills.list_drills import Drills
    from traceability.services.drills.plan_drills import Schedule
    from traceability.services.drills.replay_drill import Replay, Replayed

Row = dict[str, Any]
_MOST = 20


def draw_lines(row: Row) -> list[str]:
    """One draw: what may be told of it, and how to start."""
    number = row["draw_no"]
    lot = "hidden until the drill starts" if row["lot_id"] is None else _lot(row)
    lines = [
        f"Draw {number}, by {row['drawn_by']} at {row['drawn_at']}"
        + (", blind." if row["is_blind"] else "."),
        f"Lot: {lot}",
        _sentence(row["says"]),
    ]
    if row.get("case_no"):
        return [*lines, f"Used by {case_name(row['case_no'])}."]
    return [*lines, f"Start it: lotline drill run --draw {number} --as USER"]


def drill_tables(found: Drills) -> list[TextTable]:
    """Drills, then draws that wait."""
    tables = []
    if found.drills:
        columns = ("case", "state", "family", "direction", "lot", "drawn by", "blind", "passed")
        more = ("minutes to scope", "difficulty", "retest of")
        rows = [
            (
                case_name(row["case_no"]),
                row["state"],
                row["family"],
                row["direction"],
                _lot(row),
                row["drawn_by"],
                _yes(row["is_blind"]),
                _yes(row["is_passed"]),
                _minutes(row["seconds_to_scope"]),
                _text(row["difficulty"]),
                case_name(row["retest_of"]) if row["retest_of"] else "",
            )
            for row in found.drills
        ]
        tables.append(TextTable("Drills", (*columns, *more), tuple(rows)))
    if found.draws:
        waits = ("draw", "drawn by", "drawn at", "family", "direction", "blind", "lot")
        waiting = [
            (
                str(row["draw_no"]),
                row["drawn_by"],
                row["drawn_at"],
                row["family"],
                row["direction"],
                _yes(row["is_blind"]),
                "(hidden)" if row["lot_id"] is None else _lot(row),
            )
            for row in found.draws
        ]
        tables.append(TextTable("Draws that wait", waits, tuple(waiting)))
    return tables


def score_lines(document: Row) -> list[str]:
    """The score of a drill, mark by mark."""
    drill = document["drill"]
    score, hard = drill["score"], drill["difficulty"]
    verdict = {True: "passed", False: "not passed", None: "still running"}[score["is_passed"]]
    sure, contacts = score["confirmed"], score["contacts"]
    lines = [
        (
            f"{case_name(document['case']['case_no'])}, drill {drill['direction']} of family "
            f"{drill['family']}: {verdict}."
        ),
        _sentence(drill["drawn_from"]),
        *(f"{_met(one['is_met'])} {one['says']}{_example(one)}" for one in score["marks"]),
        f"Machine: {_text(score['machine_seconds_to_scope'])} s for scopes and lists.",
        f"Confirmed: {sure['lots']} of {sure['of']} lots ({_text(sure['percent'])} %).",
        (
            f"Contacts checked within {contacts['within_days']} days: {contacts['verified']} of "
            f"{contacts['of']} ({_text(contacts['percent'])} %)."
        ),
        f"Missing records met: {score['gaps_met']}.",
        (
            f"Difficulty {hard['value']}: {many(hard['lots'], 'lot')}, "
            f"{many(hard['customers'], 'customer')}, {many(hard['depth'], 'order')} deep, "
            f"{many(hard['gaps'], 'missing record')}."
        ),
    ]
    for scope, told in ((drill["truth"] or {}).get("scopes") or {}).items():
        lines.append(
            f"Against the truth, scope {scope}: sensitivity {_text(told['sensitivity'])} %, "
            f"precision {_text(told['precision'])} %, {many(len(told['lost']), 'lot')} missed."
        )
    return lines


def schedule_lines(found: Schedule) -> list[str]:
    """How much is due and overdue."""
    if not found.due:
        return ["No drill is planned: drills.yml of the home says which (docs/drills.md)."]
    return [f"{many(len(found.due), 'drill')} planned, {len(found.overdue)} of them overdue."]


def schedule_table(found: Schedule) -> TextTable:
    """Drills to come."""
    columns = ("due on", "overdue", "family", "direction", "last", "retest of")
    rows = [
        (
            one.due_on,
            _yes(one.is_overdue(found.day)),
            one.family,
            str(one.direction),
            case_name(one.last_case_no) if one.last_case_no else "never",
            case_name(one.retest_of) if one.retest_of else "",
        )
        for one in found.due
    ]
    return TextTable("Schedule", columns, tuple(rows))


def coverage_lines(found: Coverage) -> list[str]:
    """How many families passed both ways."""
    return [
        (
            f"{found.covered} of {found.families} product families passed their last drill "
            f"both ways since {found.since} ({_text(found.covered_percent)} %)."
        )
    ]


def coverage_table(found: Coverage) -> TextTable:
    """One row per family and way."""
    columns = ("family", "direction", "drills", "passed", "last", "signed on", "last passed")
    rows = [
        (
            row["family"],
            row["direction"],
            str(row["drills"]),
            str(row["passed"]),
            case_name(row["last_case_no"]) if row["last_case_no"] else "never",
            row["last_signed_on"] or "",
            _yes(row["is_passed"]),
        )
        for row in found.rows
    ]
    return TextTable("Coverage", columns, tuple(rows))


def action_lines(found: Actions) -> list[str]:
    """How many there are and how many are overdue."""
    return [f"{many(len(found.actions), 'action')}, {found.overdue_count} of them overdue."]


def action_table(found: Actions) -> TextTable:
    """Actions with owner and day."""
    columns = ("no", "case", "what", "owner", "due on", "overdue", "state", "checked by")
    rows = [
        (
            str(row["action_no"]),
            case_name(row["case_no"]),
            row["what"],
            row["owner"],
            row["due_on"],
            _yes(row["is_overdue"]),
            row["state"],
            row["checked_by"] or "",
        )
        for row in found.actions
    ]
    return TextTable("Actions", columns, tuple(rows))


def replay_lines(found: Replay) -> list[str]:
    """Whether every document came out again, byte by byte, and else where not."""
    other = sum(not (one.is_same or one.is_kept_only) for one in found.documents)
    word = f"{other} of them with other bytes" if other else "none with other bytes"
    lines = [f"{many(len(found.documents), 'document')} compared, {word}."]
    for one in found.documents:
        if one.is_kept_only:
            lines.append(f"Kept whole, not made anew without lotline[pdf]: {one.what}.")
            continue
        if one.is_same:
            lines.append(f"The same bytes: {one.what} ({one.archived_sha256}).")
            continue
        lines.append(f"Other bytes: {one.what}: {many(len(one.differences), 'difference')}.")
        lines += [
            f"  {told.path}: kept {told.archived}, now {told.recomputed}"
            for told in one.differences[:_MOST]
        ]
        if len(one.differences) > _MOST:
            lines.append(f"  and {len(one.differences) - _MOST} more: use --json")
        lines.append(f"  {_reason(one, found.code_version)}")
    return lines


def _reason(one: Replayed, now: str) -> str:
    """Why the bytes differ, as far as the code that made them is known."""
    by = ", ".join(one.made_by)
    if changes := one.changed(now):
        return f"Made by Lotline {by}, this is {now}: {'; '.join(changes)}."
    return (
        f"The same code and packages made it ({by}), and now give other bytes: this must not "
        "happen. Run `lotline doctor`, and report both with --json."
    )


def _lot(row: Row) -> str:
    return f"{row['item_code'] or '?'}:{row['lot_code'] or row['lot_id']}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _met(value: bool | None) -> str:
    return {True: "[met]", False: "[not met]", None: "[not judged]"}[value]


def _example(mark: Row) -> str:
    return " (an example mark)" if mark["is_example"] else ""


def _minutes(seconds: Any) -> str:
    return "" if seconds is None else f"{float(seconds) / 60:.1f}"


def _text(value: Any) -> str:
    return "-" if value is None else str(value)
