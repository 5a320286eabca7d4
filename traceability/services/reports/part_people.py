"""Parts 9 to 12 of a report: decisions, roles, actions, signatures."""

from __future__ import annotations

from typing import Any

from traceability.domain.cases import Signing
from traceability.services.reports.blocks import Block, Column, block, facts, points, table
from traceability.services.reports.stamp import is_closed, is_signing
from traceability.services.reports.words import Words

_ROLES = (
    *("coordinator", "quality", "production", "warehouse", "sales", "regulatory", "legal"),
    *("public_relations", "management", "deputy"),
)
_ACTION = ("what", "owner", "due_date", "state", "check")


def log_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Every decision: when, who, what, on which ground; and the files kept with it."""
    del letters
    rows = [
        [
            words.cell(one.get("at"), "occurred_at"),
            words.cell(one.get("person")),
            words.cell(one.get("what")),
            words.cell(one.get("basis")),
        ]
        for one in document.get("log") or []
    ]
    columns = [Column(words.title(name)) for name in ("at", "person", "what", "basis")]
    found = table(columns, rows) or [block("text", words("none"))]
    files = [
        words("file", name=one.get("name"), sha256=one.get("sha256"), by=one.get("attached_by"))
        for one in document.get("files") or []
    ]
    return [*found, block("section", words("files")), points(files)] if files else found


def roles_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Who acted, as recorded; then the roles of a recall team, to be filled in."""
    del letters
    people: dict[str, set[str]] = {}
    for one in document.get("signatures") or []:
        name = str(one.get("full_name") or one.get("user_name"))
        people.setdefault(name, set()).add(words.cell(one.get("role")))
    for one in document.get("log") or []:
        people.setdefault(str(one.get("person")), set())
    acted = [
        (name, ", ".join(sorted(role for role in roles if role)) or words("acted"))
        for name, roles in sorted(people.items())
    ]
    missing = words.missing("coordinator")
    return [
        facts(acted),
        block("section", words("team")),
        facts((words(f"role.{name}"), missing) for name in _ROLES),
    ]


def actions_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Actions with owner, due date and check of their effect, and the next drill."""
    del letters
    rows = document.get("actions_to_take") or []
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(_ACTION)
    told = [[words.cell(row.get(name), name) for name in names] for row in rows]
    found = table([Column(words.title(name)) for name in names], told)
    return found or [block("text", words("no_actions"))]


def signatures_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Name, role, time and meaning of every signature, and which are still to come."""
    del letters
    signatures = document.get("signatures") or []
    found: list[Block] = []
    if not is_closed(document):
        found.append(block("warning", words("draft")))
    told = [_signature(one, words) for one in signatures]
    told += [
        [
            (words.title("meaning"), words.named("signing", signing)),
            (words.title("full_name"), words("not_signed")),
        ]
        for signing in (Signing.LEAD, Signing.APPROVER)
        if not any(is_signing(one, signing) for one in signatures)
    ]
    found.append({"kind": "signatures", "signatures": told})
    return found


def _signature(one: dict[str, Any], words: Words) -> list[tuple[str, str]]:
    at = words.cell(one.get("signed_at"), "signed_at")
    zone = words.cell(one.get("timezone"))
    return [
        (words.title("full_name"), words.cell(one.get("full_name"))),
        (words.title("role"), words.cell(one.get("role"))),
        (words.title("signed_at"), f"{at} UTC ({zone})" if zone else f"{at} UTC"),
        (words.title("meaning"), words.named("signing", one.get("meaning"))),
        (words.title("user_name"), words.cell(one.get("user_name"))),
        (words.title("content_sha256"), words.cell(one.get("content_sha256"))),
    ]
