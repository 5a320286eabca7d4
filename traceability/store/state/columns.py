"""Columns and checks that tables of several areas have alike."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""The type of numbers that count up: 64 bits, and on SQLite the one kind that may be a key."""


def user(name: str, *, nullable: bool = False) -> Column[str]:
    """A column that names a user."""
    return Column(name, String(100), ForeignKey("users.user_name"), nullable=nullable)


def signature() -> Column[int]:
    """The number of the signature that a row rests on."""
    return Column("signature_no", NUMBER, ForeignKey("signatures.signature_no"), nullable=False)


def quoted(words: Iterable[str]) -> str:
    """Words of the program as SQL lists them: `'open', 'done'`."""
    return ", ".join(f"'{word}'" for word in words)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The check, called after its column, that it holds one of these words."""
    return CheckConstraint(f"{column} in ({quoted(words)})", name=column)
