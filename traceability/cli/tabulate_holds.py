"""What `case hold` and `case holds` print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.tables import TextTable, many

if TYPE_CHECKING:
    from traceability.services.cases.request_holds import Requested

Row = dict[str, Any]


def requested_lines(found: Requested, name: str) -> list[str]:
    """How much was asked for, in which files, and what a person should look at."""
    known = f"{many(found.known_count, 'line')} had been asked for before and still stand."
    settled = [f"{found.folder / one}: put, as it was asked for before." for one in found.settled]
    if not found.files:
        told = [f"Nothing new is to be asked for {name}.", *settled]
        return [*told, *([known] if found.known_count else [])]
    stops = f"{many(found.order_count, 'order')} and {many(found.delivery_count, 'delivery')}"
    where = f"in {many(len(found.files), 'file')} ({found.seconds} s)"
    lots = many(found.lot_count, "lot")
    lines = [f"{name}: asked to hold {lots} and to stop {stops}, {where}."]
    lines += [f"{found.folder / one.file_name}: {_kind(one)}." for one in found.files]
    lines += settled
    if found.known_count:
        lines.append(known)
    if found.fallen_out:
        lines.append(
            f"{many(len(found.fallen_out), 'line')} held before fell out of the scope; a person "
            f"releases them: lotline case release {name} --fallen-out --ground out_of_scope"
        )
    return lines


def requested_document(found: Requested) -> Row:
    """The same for programs."""
    return {
        "folder": str(found.folder),
        "files": [
            {
                "request_no": one.request_no,
                "kind": str(one.kind),
                "site_code": one.site_code,
                "lines": one.line_count,
                "file_name": one.file_name,
                "sha256": one.sha256,
            }
            for one in found.files
        ],
        "lots": found.lot_count,
        "orders": found.order_count,
        "deliveries": found.delivery_count,
        "known_lines": found.known_count,
        "fallen_out": list(found.fallen_out),
        "settled": list(found.settled),
        "seconds": found.seconds,
    }


def holds_lines(document: Row) -> list[str]:
    """What stands, what moved, what waits."""
    name = f"C-{document['case']['case_no']}"
    requests = document["holds"]
    if not requests:
        return [f"Nothing was asked for {name} yet: lotline case hold {name} --as USER"]
    standing = sum(one["standing"] for one in requests)
    word = "stood when it was signed" if document["case"]["state"] == "signed" else "still stand"
    lines = [f"{name}: {many(len(requests), 'request')}, {many(standing, 'line')} {word}."]
    lines += [row["says"] for one in requests for row in one["moved"]]
    gone = sum(len(one["fallen_out"]) for one in requests)
    if gone:
        lines.append(f"{many(gone, 'line')} of them fell out of the scope.")
    lines += [
        f"Release {one['release_no']} ({one['ground'].replace('_', ' ')}, "
        f"{many(one['lines'], 'line')}, proposed by {one['proposed_by']}) waits for an approver."
        for one in document["releases"]
        if one["is_approved"] is None
    ]
    return lines


def holds_tables(document: Row) -> list[TextTable]:
    """One row per request."""
    if not document["holds"]:
        return []
    columns = ("request", "kind", "site", "lines", "stand", "moved", "by", "at", "file")
    rows = tuple(
        (
            one["request_id"],
            one["kind"],
            one["site_code"] or "(none)",
            str(one["lines"]),
            str(one["standing"]),
            str(len(one["moved"])),
            one["requested_by"],
            one["requested_at"][:16],
            one["file_name"],
        )
        for one in document["holds"]
    )
    return [TextTable("Requests", columns, rows)]


def _kind(one: Any) -> str:
    verb = {"hold": "to hold", "stop": "to stop", "release": "to release"}[str(one.kind)]
    return f"{many(one.line_count, 'line')} {verb} at {one.site_code or 'no recorded site'}"
