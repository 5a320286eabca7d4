"""Hold, stop and release requests of cases: files by their hash, and their lines."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from traceability.domain.holds import Action, Request, RequestKind, RequestLine
from traceability.store.state.case_seal import (
    case_key,
    digest,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import WORKING, next_in_case
from traceability.store.state.columns import one_of, quoted, signature, user
from traceability.store.state.guards import Guard, role_needed, signed_for
from traceability.store.state.schema import METADATA, Amount, Instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_REQUESTS = Table(
    "case_requests",
    METADATA,
    case_key(),
    number_key("request_no"),
    Column("kind", String(20), nullable=False),
    Column("site_code", Text, nullable=True),
    Column("version", Integer, nullable=False),
    Column("line_count", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    digest("document_sha256"),
    Column("release_no", Integer, nullable=True),
    user("requested_by"),
    Column("requested_at", Instant, nullable=False),
    signature(),
    ForeignKeyConstraint(
        ["case_no", "release_no"], ["case_releases.case_no", "case_releases.release_no"]
    ),
    one_of("kind", RequestKind),
    CheckConstraint("line_count > 0", name="line_count"),
    CheckConstraint("(kind = 'release') = (release_no is not null)", name="release"),
)
"""One file each. document_sha256: of its bytes, which are kept."""

CASE_REQUEST_LINES = Table(
    "case_request_lines",
    METADATA,
    case_key(),
    number_key("request_no"),
    number_key("line_no"),
    Column("line_id", Text, nullable=False),
    Column("action", String(20), nullable=False),
    *(Column(name, Text, nullable=True) for name in ("site_code", "location")),
    *(Column(name, Text, nullable=True) for name in ("handling_unit_code", "item_code")),
    *(Column(name, Text, nullable=True) for name in ("lot_code", "lot_id")),
    Column("qty", Amount, nullable=True),
    *(Column(name, Text, nullable=True) for name in ("uom", "stock_status", "place_kind")),
    *(Column(name, Text, nullable=True) for name in ("work_order_code", "line_code")),
    *(Column(name, Text, nullable=True) for name in ("delivery_code", "delivery_line_no")),
    *(Column(name, Text, nullable=True) for name in ("customer_code", "evidence")),
    Column("why", Text, nullable=False),
    ForeignKeyConstraint(
        ["case_no", "request_no"], ["case_requests.case_no", "case_requests.request_no"]
    ),
    UniqueConstraint("case_no", "request_no", "line_id"),
    one_of("action", Action),
)

_APPROVED = (
    "select 1 from case_release_decisions as there where there.case_no = new.case_no "
    "and there.release_no = new.release_no and there.is_approved "
    "and there.decided_by = new.requested_by"
)
_OWN = (
    "from case_requests as asked where asked.case_no = new.case_no "
    "and asked.request_no = new.request_no"
)

GUARDS = (
    *grows_until_sealed("case_requests", [["case_no", "request_no"]]),
    in_order("case_requests", "request_no"),
    *(
        signed_for("case_requests", "requested_by", "requested_at", subject, key, when)
        for subject, key, when in (
            ("case_requests", ["case_no", "version"], "new.release_no is null"),
            ("case_releases", ["case_no", "release_no"], "new.release_no is not null"),
        )
    ),
    *role_needed("case_requests", "requested_by", WORKING),
    Guard(
        "case_requests",
        "known",
        "insert",
        f"new.kind not in ({quoted(RequestKind)}) or new.line_count < 1",
        "A request holds, stops or releases at least one line.",
    ),
    Guard(
        "case_requests",
        "released_by_two",
        "insert",
        "(new.kind = 'release' or new.release_no is not null) and "
        f"(new.kind <> 'release' or new.release_no is null or not exists ({_APPROVED}))",
        "Held goods are released after a second person approved it, and by that person.",
    ),
    *grows_until_sealed(
        "case_request_lines",
        [["case_no", "request_no", "line_no"], ["case_no", "request_no", "line_id"]],
    ),
    Guard(
        "case_request_lines",
        "whole",
        "insert",
        f"not exists (select 1 {_OWN} and new.line_no between 1 and asked.line_count)",
        "A request has as many lines as it was signed with.",
    ),
    Guard(
        "case_request_lines",
        "approved",
        "insert",
        f"exists (select 1 {_OWN} and asked.kind = 'release' and not exists (select 1 "
        "from case_release_lines as free where free.case_no = new.case_no "
        "and free.release_no = asked.release_no and free.line_id = new.line_id))",
        "Only what a second person approved is released.",
    ),
)

_REQUEST = tuple(field.name for field in fields(Request))
_LINE = tuple(field.name for field in fields(RequestLine))


def add_request(write: StateWrite, told: Row, lines: Sequence[RequestLine]) -> None:
    """Keep a request with its lines: all of a Request but requested_by and requested_at."""
    stamp = {"requested_by": write.actor.name, "requested_at": write.at}
    write.insert(CASE_REQUESTS, told | stamp)
    key = {"case_no": told["case_no"], "request_no": told["request_no"]}
    rows = [key | {"line_no": number, **asdict(line)} for number, line in enumerate(lines, 1)]
    why = f"lines of request {told['request_no']} of case {told['case_no']}"
    write.insert_many(CASE_REQUEST_LINES, rows, why=why)


def next_request(read: StateRead, case_no: int) -> int:
    """The number of a case's next request."""
    return next_in_case(read, CASE_REQUESTS, "request_no", case_no)


def read_requests(read: StateRead, case_no: int | None = None) -> list[Request]:
    """Requests of a case, or of all, in the order of their numbers."""
    chosen = select(CASE_REQUESTS).order_by(CASE_REQUESTS.c.case_no, CASE_REQUESTS.c.request_no)
    if case_no is not None:
        chosen = chosen.where(CASE_REQUESTS.c.case_no == case_no)
    return [
        Request(**{name: row[name] for name in _REQUEST} | {"kind": RequestKind(row["kind"])})
        for row in read.rows(chosen)
    ]


def read_request_lines(
    read: StateRead, case_no: int | None = None
) -> list[tuple[Request, RequestLine]]:
    """Each line with its request, oldest first."""
    requests = {(one.case_no, one.request_no): one for one in read_requests(read, case_no)}
    told = CASE_REQUEST_LINES.c
    chosen = select(CASE_REQUEST_LINES).order_by(told.case_no, told.request_no, told.line_no)
    if case_no is not None:
        chosen = chosen.where(told.case_no == case_no)
    return [
        (
            requests[row["case_no"], row["request_no"]],
            RequestLine(**{name: row[name] for name in _LINE} | {"action": Action(row["action"])}),
        )
        for row in read.rows(chosen)
    ]
