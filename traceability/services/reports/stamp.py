"""What every file of a report carries: of which document, which data and which program it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from traceability.domain.cases import CaseKind, Signing
from traceability.services.reports.words import Words, instant
from traceability.services.write_json import as_json

_CLOSING = (Signing.LEAD, Signing.APPROVER)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a file comes from. document_sha256: of the canonical JSON of what it was made from."""

    name: str
    title: str
    snapshot_id: str
    data_as_of: str
    code_version: str
    scope_version: str
    filters: str
    document_sha256: str
    made_at: datetime
    is_draft: bool
    is_drill: bool
    is_simulated: bool

    def rows(self) -> list[tuple[str, str]]:
        """Name and value of what a table of values carries."""
        return [
            ("case", self.name),
            ("title", self.title),
            ("is_draft", "yes" if self.is_draft else "no"),
            ("is_drill", "yes" if self.is_drill else "no"),
            ("is_simulated", "yes" if self.is_simulated else "no"),
            ("snapshot_id", self.snapshot_id),
            ("data_as_of", self.data_as_of),
            ("code_version", self.code_version),
            ("scope_version", self.scope_version),
            ("filters", self.filters),
            ("document_sha256", self.document_sha256),
        ]

    def lines(self, words: Words) -> list[str]:
        """The foot of every page."""
        return [
            words(
                "foot.data",
                snapshot=self.snapshot_id,
                data_as_of=instant(self.data_as_of) or "?",
                scope=self.scope_version,
                code=self.code_version,
                filters=self.filters,
            ),
            words("foot.sha256", sha256=self.document_sha256),
        ]


def stamp_case(document: dict[str, Any], words: Words, *, filters: str = "") -> Stamp:
    """The stamp of a case document; the same document gives the same."""
    case, snapshot = document["case"], document["snapshot"]
    scope = document.get("scope") or {}
    version = scope.get("version")
    return Stamp(
        name=f"C-{case['case_no']}",
        title=case["title"],
        snapshot_id=snapshot["id"],
        data_as_of=snapshot.get("data_as_of") or "",
        code_version=str(document.get("code_version") or snapshot.get("code_version") or ""),
        scope_version=f"v{version}" if version else words("scope.not_frozen"),
        filters=filters or words("filters.none"),
        document_sha256=hash_document(document),
        made_at=_made_at(document),
        is_draft=not is_closed(document),
        is_drill=case["kind"] == CaseKind.DRILL,
        is_simulated=bool(case.get("is_simulated")),
    )


def hash_document(document: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a document."""
    return hashlib.sha256(as_json(document).encode()).hexdigest()


def is_closed(document: dict[str, Any]) -> bool:
    """Whether both closing signatures are there, of two persons."""
    found = {
        signing: {one["user_name"] for one in signed if is_signing(one, signing)}
        for signed in [document.get("signatures") or []]
        for signing in _CLOSING
    }
    return all(found.values()) and len(set().union(*found.values())) > 1


def is_signing(signature: dict[str, Any], signing: Signing) -> bool:
    """Whether a signature is of this kind, told by its word or by its sentence."""
    told = signature.get("signing") or signature.get("meaning") or ""
    return str(told).startswith((str(signing), signing.meaning))


def _made_at(document: dict[str, Any]) -> datetime:
    """The last instant that the document tells of its own case; never the present."""
    told = [document["snapshot"].get("built_at"), document["case"].get("opened_at")]
    told += [(document.get("scope") or {}).get("frozen_at")]
    told += [one.get("at") for one in document.get("log") or []]
    told += [one.get("signed_at") for one in document.get("signatures") or []]
    return max(
        (_read(one) for one in told if one), default=datetime(2000, 1, 1, tzinfo=UTC)
    ).replace(microsecond=0)


def _read(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
