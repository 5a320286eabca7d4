"""Defects of files, which must be seen at the door: a clean plant's file with one thing wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulator.records import Records
from simulator.write_extracts import cell_text
from traceability.contracts.extracts import EXTRACTS

CONTRACT = "mes_consumptions"
CSV = f"{CONTRACT}.csv"


@dataclass(frozen=True, slots=True)
class Brought:
    """Files by name. then: those that come after the others, in an ingest of their own.

    profile: the files of the profile that reads them, by name; none = they are as the contracts.
    """

    files: Mapping[str, bytes]
    then: Mapping[str, bytes] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)


Bring = Callable[[Records], Brought]
"""Makes the files of a plant, one thing wrong in them."""


def table(records: Records, contract: str = CONTRACT) -> list[list[str]]:
    """Header and rows of a contract, as texts."""
    names = list(EXTRACTS[contract].column_names)
    return [names, *([cell_text(row.get(n)) for n in names] for row in records[contract])]


def as_csv(rows: list[list[str]], *, delimiter: str = ",") -> bytes:
    """Rows as a CSV file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def with_cell(column: str, value: str, contract: str = CONTRACT) -> Bring:
    """One cell, of the fifth row, holds something else."""

    def bring(records: Records) -> Brought:
        rows = table(records, contract)
        rows[5][rows[0].index(column)] = value
        return Brought({f"{contract}.csv": as_csv(rows)})

    return bring


def with_bytes(change: Callable[[bytes], bytes]) -> Bring:
    """The bytes of the file are changed."""
    return lambda records: Brought({CSV: change(as_csv(table(records)))})


def with_rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Bring:
    """The rows of the file are changed, header first."""
    return lambda records: Brought({CSV: as_csv(change(table(records)))})


def _same_bytes_again(records: Records) -> Brought:
    content = as_csv(table(records))
    return Brought({CSV: content}, then={f"{CONTRACT}_again.csv": content})


def _quote_left_open(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    lines[5] = lines[5].replace(b",", b',"', 1)
    return b"".join(lines)


def _a_row_in_gb18030(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    cells = lines[5].split(b",")
    cells[6] = "批次七".encode("gb18030")
    lines[5] = b",".join(cells)
    return b"".join(lines)


_PROFILE = """
name: defect
source_system: defect_mes
description: Uses of a plant, of which a query takes some.
timezone: UTC
tables:
  uses:
    columns: [consumption_id, item_code, lot_code, qty, uom, consumption_kind]
    files: ["mes_consumptions.csv"]
contracts:
  mes_consumptions: {from: uses, sql: uses.sql}
set_aside:
  uses:
    returned: "consumption_kind = '%s'"
"""
_QUERY = """
-- uses that are no returns
select consumption_id, item_code, lot_code, qty, uom, source_file, source_row
from uses
where consumption_kind <> 'return'%s;
"""


def by_profile(set_aside: str = "return", left_out: str = "") -> Bring:
    """A profile sets rows of one kind aside, and its query leaves those of another out."""
    texts = {"profile.yml": _PROFILE % set_aside, "uses.sql": _QUERY % left_out}
    return lambda records: Brought({CSV: as_csv(table(records))}, profile=texts)


DEFECTS: dict[str, Bring] = {
    "FI-17": by_profile(left_out=" and item_code not like '%SAL'"),
    "LD-03": by_profile("standard"),
    "FI-02": with_rows(lambda rows: rows[:1]),
    "FI-03": with_bytes(lambda content: content[:-90]),
    "FI-04": _same_bytes_again,
    "FI-08": with_rows(lambda rows: [["id", *rows[0][1:]], *rows[1:]]),
    "FI-09": with_bytes(_quote_left_open),
    "FI-10": with_bytes(lambda content: content[:4000] + b"\x00" + content[4000:]),
    "FI-11": with_bytes(_a_row_in_gb18030),
    "FI-12": with_cell("lot_code", "A\ufffd1"),
    "FI-13": with_bytes(lambda content: content.decode().encode("utf-16-le")),
    "FI-16": with_cell("lot_code", "TEST"),
    "LD-01": with_cell("item_code", ""),
    "LD-02": with_cell("counted_at", "some day", "wms_stock"),
    "TY-02": with_cell("lot_code", "2.02611E+11"),
    "TY-05": with_cell("started_at", "03/04/2026"),
    "TY-06": with_cell("lot_code", "4-Mar"),
    "TY-07": with_cell("lot_code", "\uff21\uff11\uff12\uff13"),
    "TY-08": with_cell("qty", "1,250"),
    "TY-09": with_cell("lot_code", "N/A"),
    "TY-10": with_cell("lot_code", "A\u200b1"),
    "TY-12": with_cell("lot_code", "'00123"),
    "TY-13": with_cell("lot_code", "=1+1"),
    "TY-14": with_cell("lot_code", "A1234567890123456789-B"),
    "TY-15": with_cell("capture_method", "guessed"),
}
"""Check -> what makes its files: extracts as text."""
