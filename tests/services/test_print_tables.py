"""People see every row when they pipe, and are told what a terminal leaves out."""

from __future__ import annotations

import io

import pytest

from traceability.cli.print_tables import print_tables
from traceability.domain.tables import TextTable, visible

ROWS = tuple((f"lot{number}", "<b>[red]") for number in range(25))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(stream: io.StringIO, *tables: TextTable) -> list[str]:
    print_tables(["first"], tables, stream)
    return stream.getvalue().splitlines()


def test_a_pipe_gets_every_row_aligned() -> None:
    lines = printed(io.StringIO(), TextTable("Lots", ("lot_code", "name"), ROWS))
    assert lines[:3] == ["first", "", "Lots (25)"]
    assert lines[4] == "lot0      <b>[red]"
    assert len(lines) == 4 + 25


def test_a_terminal_gets_twenty_rows_and_the_number_of_the_others() -> None:
    lines = printed(Terminal(), TextTable("Lots", ("lot_code", "name"), ROWS))
    assert len([line for line in lines if "lot1" in line]) == 11
    assert "5 more: use --json or -o FILE.csv" in lines
    assert any("<b>[red]" in line for line in lines)


def test_chinese_columns_stay_aligned() -> None:
    lines = printed(io.StringIO(), TextTable("T", ("a", "b"), (("批次", "x"), ("c", "y"))))
    assert lines[-2:] == ["批次  x", "c     y"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a\\u000ab"),
        ("批次 é", "批次 é"),
    ],
)
def test_codes_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert shown in printed(io.StringIO(), TextTable("T", ("a",), ((text,),)))[-1]
