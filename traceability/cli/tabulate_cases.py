"""What `case` prints for people: first what to do, then whom and what it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.domain.tables import TextTable, many
from traceability.services.cases.join_lines import time_line
from traceability.services.tabulate_trace import cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from traceability.services.cases.list_cases import CaseLine

Row = dict[str, Any]
_HOLD = (
    "site_code location handling_unit_code item_code lot_code qty uom stock_status place_kind "
    "evidence missing_record line_id"
)
_ORDERS = (
    "work_order_code item_code site_code line_code order_status evidence missing_record line_id"
)
_DELIVERIES = (
    "delivery_code line_no customer_code ship_to_code item_code lot_code planned_qty uom "
    "planned_at carrier_name evidence missing_record line_id"
)
_CALL = (
    "customer_code customer_name ship_to_code contact_name phone after_hours_phone email "
    "contact_verified_date deliveries carriers evidence missing_record line_id"
)
_LISTS = (
    ("Stock to hold", "hold", _HOLD),
    ("Running orders to stop", "stop_orders", _ORDERS),
    ("Open deliveries to stop", "stop_deliveries", _DELIVERIES),
    ("Customers to call", "call", _CALL),
)


def case_list_lines(found: list[CaseLine]) -> list[str]:
    """How many, and how many of them run."""
    running = sum(not one.head.is_ended for one in found)
    return [f"{many(len(found), 'case')}, {running} of them open."]


def case_list_table(found: list[CaseLine]) -> TextTable:
    """One row per case."""
    columns = (
        *("case", "kind", "class", "title", "state", "opened", "by", "scope", "lots", "customers"),
        *("elapsed", "outcome"),
    )
    rows = tuple(
        (
            one.head.name,
            _words(str(one.head.kind)),
            _class(one.head.class_scheme, one.head.class_value),
            one.head.title,
            str(one.head.state),
            f"{one.head.opened_at:%Y-%m-%d %H:%M}Z",
            one.head.opened_by,
            "" if one.version is None else f"v{one.version}",
            cell(one.lots),
            cell(one.customers),
            _duration(one.elapsed_seconds) if one.head.is_ended else "running",
            _words(str(one.head.outcome or "")),
        )
        for one in found
    )
    return TextTable("Cases", columns, rows)


def case_lines(document: Row) -> list[str]:
    """What it is, what to do first, how far it is."""
    head, scope = document["case"], document["scope"]
    named = _class(head["class_scheme"], head["class_value"])
    simulated = " The plant is simulated." if head["is_simulated"] else ""
    kind = f"{_words(head['kind'])}, class {named}" if named else _words(head["kind"])
    lines = [
        f"{case_name(head['case_no'])}, {kind}: {head['title']} ({head['state']}).{simulated}",
        document["first_line"]["says"],
        f"Opened by {head['opened_by']} {_minute(head['opened_at'])}: {head['reason']}",
    ]
    if head["scenario"]:
        lines.append(f"Scenario: {head['scenario']}")
    if scope:
        snapshot = document["snapshot"]
        lines.append(
            f"{scope['versions'][-1]['says']}. Snapshot {snapshot['id']}, "
            f"data as of {snapshot['data_as_of'] or 'unknown'}."
        )
    lines += _open_questions(document)
    if head["outcome"]:
        lines.append(f"Outcome: {_words(head['outcome'])}. {head['outcome_reason']}")
    lines += [
        f"Signed by {one['full_name']} ({one['role']}), {_minute(one['signed_at'])}: "
        f"{one['meaning']}."
        for one in document["signatures"]
    ]
    return lines


def clock_lines(document: Row) -> list[str]:
    """Events, pauses, and the time that ran."""
    lines = [
        f"{one['event']} {one['meaning']}: {_minute(one['occurred_at'])} by {one['person']}, "
        f"after {_duration(one['seconds_since_start'])}. {one['note']}".rstrip()
        for one in document["clock"]
    ]
    lines += [
        f"Paused {_minute(one['paused_at'])} to "
        f"{_minute(one['resumed_at']) if one['resumed_at'] else 'now'} by {one['by']}: "
        f"{one['reason']}"
        for one in document["pauses"]
    ]
    machine = ", ".join(
        f"{step} {cell(took)} s" for step, took in document["machine_seconds"].items()
    )
    lines.append(f"{_duration(document['elapsed_seconds'])} to the last act; machine: {machine}.")
    return lines


def case_tables(document: Row) -> list[TextTable]:
    """The four lists, what was left out, versions, clock, files and log; empty ones are not."""
    found = [
        _table(title, names.split(), _kept(document["actions"][name]))
        for title, name, names in _LISTS
    ]
    excluded = "line_id list what reason basis exclusion_no proposed_by decided_by is_approved"
    tables = [
        (
            "Left out or proposed for it",
            f"{excluded} has_lapsed held_too_by",
            document["exclusions"],
        ),
        ("Excluded by time", "item_code lot_code lot_id reason", document["excluded_by_time"]),
        ("Balance", _BALANCE, document["balances"]["totals"]),
        ("Gaps", "rule_id message item_code lot_code record_count", document["gaps"]),
        ("Since the cut-off", _CUT_OFF, document["cut_off"]),
        ("To ask by telephone", "source_system question", _questions(document)),
        ("Said by telephone", _SAID, document["telephone_answers"]),
        ("Versions of the scope", _VERSIONS, (document["scope"] or {"versions": []})["versions"]),
        ("Clock", "event meaning person occurred_at seconds_since_start note", document["clock"]),
        ("Pauses", "paused_at resumed_at by reason", document["pauses"]),
        ("Files", "name size sha256 attached_by attached_at note", document["files"]),
        ("Decision log", "at person what basis", document["log"]),
    ]
    found += [_table(title, names.split(), rows) for title, names, rows in tables]
    return [table for table in found if table.rows]


_BALANCE = "level uom in_qty accounted_qty accounted_percent residual_qty mark_verdict mark_reason"
_CUT_OFF = "source_system says"
_SAID = "asked question answer spoke_with answered_at entered_by"
_VERSIONS = "says why snapshot_id frozen_by frozen_at sha256"


def _open_questions(document: Row) -> list[str]:
    lines = []
    waiting = [
        one
        for one in document["exclusions"]
        if one["is_approved"] is None and one["held_too_by"] is None
    ]
    if waiting:
        lines.append(
            f"{many(len(waiting), 'proposal')} to leave lines out: a second person decides."
        )
    left_out = sum(
        line["is_left_out"] for lines_of in document["actions"].values() for line in lines_of
    )
    if left_out:
        lines.append(f"{many(left_out, 'line')} left out by two persons.")
    excluded = undecided_by_time(document)
    if excluded:
        lines.append(
            f"{many(excluded, 'lot')} excluded by time alone: hold them too, or two decide."
        )
    return lines


def _questions(document: Row) -> list[Row]:
    return [
        {"source_system": one["source_system"], "question": question}
        for one in document["cut_off"]
        for question in one["check_by_telephone"]
    ]


def undecided_by_time(document: Row) -> int:
    """Lots that time alone excludes and that no two persons left out yet."""
    left_out = {
        one["line_id"]
        for one in document["exclusions"]
        if one["is_approved"] and not one["held_too_by"] and not one["has_lapsed"]
    }
    return sum(time_line(row) not in left_out for row in document["excluded_by_time"])


def _kept(lines: Iterable[Row]) -> list[Row]:
    return [line for line in lines if not line["is_left_out"]]


def _table(title: str, names: list[str], rows: Iterable[Row]) -> TextTable:
    told = tuple(tuple(_cell(row.get(name)) for name in names) for row in rows)
    return TextTable(title, tuple(names), told)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cell(value)


def _class(scheme: str | None, value: str | None) -> str:
    return f"{value} ({scheme})" if scheme else ""


def _words(text: str) -> str:
    return text.replace("_", " ")


def _minute(at: str) -> str:
    return f"{at[:10]} {at[11:16]}Z"


def _duration(seconds: Decimal | float) -> str:
    """`1:02:03`, hours first."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
