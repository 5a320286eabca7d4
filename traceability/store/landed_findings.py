"""Shows dbt what each load said at the door, as `landing.door_findings` and `.landed_files`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.landing import DOOR_FINDINGS, LANDED_FILES
from traceability.store.listed_rows import show_rows
from traceability.store.manifests import LoadManifest

if TYPE_CHECKING:
    import duckdb

SUBJECT = "file"
"""What every finding at the door is about."""

_UNMAPPED = {"unmapped": "FI-17"}
_SEVERITIES = {
    rule.rule_id: rule.severities[0] for rule in FINDING_RULES if rule.subject_kind == SUBJECT
}


def show_door_findings(
    connection: duckdb.DuckDBPyConnection, manifests: list[LoadManifest]
) -> None:
    """Make both relations out of the manifests.

    What was set aside by a rule of the profile is no finding; rows that nothing took are.
    """
    found = [row for manifest in manifests for row in _findings(manifest.document)]
    files = [row for manifest in manifests for row in _files(manifest.document)]
    show_rows(connection, "door_findings", DOOR_FINDINGS, found)
    show_rows(connection, "landed_files", LANDED_FILES, files)


def _findings(load: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    tables = {file["name"]: file["table"] for file in load["files"]}
    for number, finding in enumerate(load.get("findings", ()), start=1):
        rule_id = _UNMAPPED.get(finding["rule_id"], finding["rule_id"])
        if rule_id not in _SEVERITIES:
            continue
        contract, _, column = (finding.get("column") or "").partition(".")
        for row in finding.get("rows") or [finding["row"]]:
            yield (
                load["load_id"],
                load["source_system"],
                number,
                rule_id,
                finding.get("severity") or _SEVERITIES[rule_id],
                contract or tables.get(finding["file"]) or finding["file"],
                column or None,
                finding["file"],
                row,
                finding["message"],
            )


def _files(load: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for file in load["files"]:
        yield load["load_id"], load["source_system"], file["table"], file["name"], file["read"]
