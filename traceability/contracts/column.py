"""The shape of one contract table: its columns, its key, what makes a row a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "code", "lot_code", "quantity", "number", "integer", "boolean", "date", "instant"
]
"""What a column holds.

text: free text. code: text from byte to screen. lot_code: a code that gets a `<name>_key` beside
it. quantity: decimal(18,6). number: decimal(18,6) that is no amount of material. integer, boolean,
date: as they say. instant: wall time plus offset, precision and trust.
"""

LOT_CODES = frozenset(
    {
        "lot_code",
        "to_lot_code",
        "from_lot_code",
        "allocated_lot_code",
        "supplier_lot_code",
        "serial_code",
        "code_a",
        "code_b",
    }
)
_NUMBERS = frozenset({"factor", "unit_value", "lower_limit", "upper_limit"})
_INTEGERS = frozenset({"shelf_life_days", "residence_minutes"})
_CODES = frozenset({"uom", "gtin", "gln", "line_no"})
_KINDS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    ("lot_code", LOT_CODES.__contains__),
    ("number", _NUMBERS.__contains__),
    ("integer", _INTEGERS.__contains__),
    ("instant", lambda name: name.endswith("_at")),
    ("date", lambda name: name.endswith("_date")),
    ("quantity", lambda name: name == "qty" or name.endswith("_qty")),
    ("boolean", lambda name: name.startswith(("is_", "has_"))),
    ("code", lambda name: name in _CODES or name.endswith(("_code", "_uid", "_id", "_uom"))),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, whether a row without it is no fact."""

    name: str
    kind: Kind
    is_required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """One table that a system hands over.

    key: what a later row replaces (`source_system` is part of every key); `a|b` reads "a, else b".
    period: the column that says to which period a row belongs, for full loads that cover one.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    period: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns, in contract order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a row is no fact."""
        return tuple(column.name for column in self.columns if column.is_required)

    @property
    def has_id_key(self) -> bool:
        """Whether the key is one id, so that identical rows under it fold into one."""
        return len(self.key) == 1 and self.key[0].endswith("_id")

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name; KeyError when the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def kind_of(name: str) -> Kind:
    """Kind of a contract column, read off its name: the naming rules are the type system."""
    for kind, holds in _KINDS:
        if holds(name):
            return kind
    return "text"


def parse_columns(text: str) -> tuple[Column, ...]:
    """Read `name! other kind(a b c)`: `!` marks a required column, brackets its choices."""
    columns = []
    for part in text.replace(")", "").split(";"):
        head, _, choices = part.strip().partition("(")
        name = head.strip()
        required = name.endswith("!")
        name = name.rstrip("!")
        columns.append(Column(name, kind_of(name), required, tuple(choices.split())))
    return tuple(columns)
