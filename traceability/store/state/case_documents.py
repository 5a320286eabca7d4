"""Bytes of cases, by their own hash: scopes, signed records, attached files, archived reports."""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, String, Table, select

from traceability.errors import IntegrityError, NotFoundError
from traceability.store.state.guards import append_only
from traceability.store.state.schema import METADATA

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

_LEVEL = 6

CASE_DOCUMENTS = Table(
    "case_documents",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(200), nullable=False),
    Column("byte_count", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
)
"""sha256, byte_count: of the bytes themselves. content: the same, compressed by zlib."""

GUARDS = append_only("case_documents", [["sha256"]])


def keep_document(write: StateWrite, media_type: str, data: bytes) -> str:
    """Keep bytes and return their SHA-256; bytes that are kept already are not kept twice."""
    digest = sha256(data).hexdigest()
    there = select(CASE_DOCUMENTS.c.sha256).where(CASE_DOCUMENTS.c.sha256 == digest)
    if write.value(there) is None:
        row = {
            "sha256": digest,
            "media_type": media_type,
            "byte_count": len(data),
            "content": zlib.compress(data, _LEVEL),
        }
        write.insert(CASE_DOCUMENTS, row)
    return digest


def read_document(read: StateRead, digest: str) -> bytes:
    """The bytes of this hash. Raises NotFoundError, or IntegrityError when they are not those."""
    row = read.one(select(CASE_DOCUMENTS).where(CASE_DOCUMENTS.c.sha256 == digest))
    if row is None:
        raise NotFoundError(
            f"No document with the hash {digest} is kept.",
            hint="`lotline case show NUMBER --json` names those of a case.",
        )
    try:
        data = zlib.decompress(row["content"])
    except zlib.error:
        data = b""
    if sha256(data).hexdigest() != digest or len(data) != row["byte_count"]:
        raise IntegrityError(
            f"The kept document {digest} is not what was kept under this hash.",
            hint="`lotline doctor` names what else was changed; restore the state database.",
        )
    return data
