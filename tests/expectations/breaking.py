"""How a built warehouse is spoilt on purpose, and what must notice it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """SQL that spoils a built warehouse, and the failing rows it makes, by check."""

    name: str
    sql: str
    noticed: dict[str, int]


def one(table: str, where: str = "true") -> str:
    return f"rowid = (select min(rowid) from {table} where {where})"


def shift(table: str, column: str, where: str = "true") -> str:
    return f"update {table} set {column} = {column} + 1 where {one(table, where)}"


def drop(table: str, where: str = "true") -> str:
    return f"delete from {table} where {one(table, where)}"


def double(table: str) -> str:
    return f"insert into {table} select * from {table} limit 1"
