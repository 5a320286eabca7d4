from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.readers import CHUNK_ROWS, DamagedFileError, ReadOptions, open_table


def read(
    folder: Path, content: str | bytes, delimiter: str = ","
) -> tuple[list[tuple[int, dict[str, str]]], list[tuple[int, str, str]], list[str]]:
    """Rows with their line, rejected rows as (line, rule, text), and rules of the notes."""
    path = folder / "given.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    table = open_table(path, ".csv", ReadOptions(delimiter=delimiter))
    rows, rejected = [], []
    for chunk in table.chunks():
        rows += list(zip(chunk.rows, chunk.table.to_pylist(), strict=True))
        rejected += [(row.row, row.rule_id, row.raw_text) for row in chunk.rejected]
    return rows, rejected, [note.rule_id for note in table.notes]


def damage(folder: Path, content: str | bytes) -> DamagedFileError:
    with pytest.raises(DamagedFileError) as caught:
        read(folder, content)
    return caught.value


def test_codes_arrive_as_they_stand_in_the_file(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, "lot\n00123\n1E5\n2026-01-02\ntrue\n NA \n")
    assert [row["lot"] for _, row in rows] == ["00123", "1E5", "2026-01-02", "true", " NA "]


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, b"\xef\xbb\xbfa,b\n1,2\n")
    assert rows == [(2, {"a": "1", "b": "2"})]


def test_a_quoted_header_after_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, b'\xef\xbb\xbf"a","b"\n1,2\n')
    assert rows == [(2, {"a": "1", "b": "2"})]


def test_rows_carry_the_physical_line_though_quoted_text_has_line_ends(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, 'a,b\r\n1,"x\r\ny\r\nz"\r\n2,w\r\n\r\n3,v\r\n')
    assert [line for line, _ in rows] == [2, 5, 7]
    assert rows[0][1]["b"] == "x\r\ny\r\nz"


def test_empty_cells_are_null_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    rows, rejected, _ = read(tmp_path, 'a,b\n1,\n\n"",2\n')
    assert [row for _, row in rows] == [{"a": "1", "b": None}, {"a": None, "b": "2"}]
    assert rejected == []


def test_rows_with_other_field_counts_are_set_apart_with_line_and_text(tmp_path: Path) -> None:
    rows, rejected, _ = read(tmp_path, "a,b\n1\n1,2,3\n4,5\n")
    assert rejected == [(2, "FI-09", "1"), (3, "FI-09", "1,2,3")]
    assert [line for line, _ in rows] == [4]


def test_a_short_last_row_says_that_the_file_was_cut(tmp_path: Path) -> None:
    _, rejected, notes = read(tmp_path, "a,b\n1,2\n3")
    assert rejected == [(3, "FI-03", "3")]
    assert notes == ["FI-03"]


def test_a_last_line_without_line_end_is_noted(tmp_path: Path) -> None:
    rows, _, notes = read(tmp_path, "a,b\n1,1250\n3,12")
    assert len(rows) == 2
    assert notes == ["FI-03"]


def test_an_open_quote_refuses_the_file_and_names_the_line_it_opened_on(tmp_path: Path) -> None:
    error = damage(tmp_path, 'a,b\n1,2\n3,"x\n4,5\n6,7\n')
    assert (error.rule_id, error.row) == ("FI-09", 3)


def test_an_open_quote_that_meets_a_later_quote_refuses_the_file_too(tmp_path: Path) -> None:
    error = damage(tmp_path, 'a,b\n1,"x\n4,"y"\n6,7\n')
    assert (error.rule_id, error.row) == ("FI-09", 2)


def test_a_stray_quote_within_one_line_costs_that_line_alone(tmp_path: Path) -> None:
    rows, rejected, _ = read(tmp_path, 'a,b\n1,"10" film\n2,3\n')
    assert rejected == [(2, "FI-09", '1,"10" film')]
    assert [line for line, _ in rows] == [3]


def test_a_quote_in_the_middle_of_a_cell_is_text(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, 'a,b\n1,10" film\n')
    assert rows[0][1]["b"] == '10" film'


def test_a_nul_byte_refuses_the_file_with_its_line(tmp_path: Path) -> None:
    error = damage(tmp_path, b"a,b\n1,2\n3,\x004\n")
    assert (error.rule_id, error.row) == ("FI-10", 3)


def test_a_file_that_is_not_utf8_is_refused_with_line_and_hint(tmp_path: Path) -> None:
    error = damage(tmp_path, b"a,b\n1,2\n" + "3,无\n".encode("gb18030"))
    assert (error.rule_id, error.row) == ("FI-11", 3)
    assert "--encoding" in error.hint


def test_utf16_without_a_mark_is_recognised_and_its_order_named(tmp_path: Path) -> None:
    for order in ("utf-16-le", "utf-16-be"):
        error = damage(tmp_path, "a,b\n1,2\n".encode(order))
        assert (error.rule_id, error.row) == ("FI-13", 1)
        assert f"--encoding {order}" in error.hint


def test_lost_characters_are_noted(tmp_path: Path) -> None:
    assert read(tmp_path, "a\n\ufffd\n")[2] == ["FI-12"]


def test_a_file_without_bytes_is_refused(tmp_path: Path) -> None:
    assert damage(tmp_path, b"").rule_id == "FI-02"


def test_a_file_of_blank_lines_has_no_header(tmp_path: Path) -> None:
    assert damage(tmp_path, "\n\n").rule_id == "FI-08"


@pytest.mark.parametrize("header", ["a,a", "a,A", "a, a ,b"])
def test_a_header_that_names_a_column_twice_is_refused(tmp_path: Path, header: str) -> None:
    assert damage(tmp_path, f"{header}\n").rule_id == "FI-08"


def test_another_delimiter_is_refused_with_its_name(tmp_path: Path) -> None:
    error = damage(tmp_path, "a;b\n1;2\n")
    assert error.rule_id == "FI-09"
    assert "semicolon" in error.message


def test_the_delimiter_of_the_profile_is_used(tmp_path: Path) -> None:
    rows, _, _ = read(tmp_path, "a;b\n1,5;2\n", delimiter=";")
    assert rows == [(2, {"a": "1,5", "b": "2"})]


def test_no_more_than_one_chunk_of_rows_is_held_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a\n" + "".join(f"{number}\n" for number in range(3 * CHUNK_ROWS)), "utf-8")
    sizes = [chunk.table.num_rows for chunk in open_table(path, ".csv", ReadOptions()).chunks()]
    assert max(sizes) == CHUNK_ROWS
    assert sum(sizes) == 3 * CHUNK_ROWS


def test_bad_rows_are_handed_over_in_chunks_too(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a,b\n" + "1\n" * (2 * CHUNK_ROWS + 5), "utf-8")
    counts = [len(chunk.rejected) for chunk in open_table(path, ".csv", ReadOptions()).chunks()]
    assert max(counts) <= CHUNK_ROWS
    assert sum(counts) == 2 * CHUNK_ROWS + 5


def test_what_is_said_of_a_header_names_its_own_line(tmp_path: Path) -> None:
    assert damage(tmp_path, "\n\na,a\n").row == 3
    assert damage(tmp_path, "\na;b\n1;2\n").row == 2
    assert damage(tmp_path, '\n"a\nb","a\nb"\n').row == 2


def test_a_header_said_again_is_no_fact(tmp_path: Path) -> None:
    rows, rejected, _ = read(tmp_path, "a,b\n1,2\na,b\n3,4\n")
    assert [line for line, _ in rows] == [2, 4]
    assert rejected == [(3, "FI-08", "a,b")]
