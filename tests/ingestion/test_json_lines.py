"""JSON lines: numbers keep their text, and a line that is no object costs that line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.readers import CHUNK_ROWS, DamagedFileError, ReadOptions, open_table
from ingestion.readers.reader import MOST_COLUMNS
from tests.ingestion.reading import Reading
from tests.ingestion.reading import read as read_file

KNOWN = frozenset({"lot", "qty"})


def read(folder: Path, content: str | bytes) -> Reading:
    return read_file(folder, ".jsonl", content, known=KNOWN)


def test_values_keep_their_text(tmp_path: Path) -> None:
    texts = {
        '"00123"': "00123",
        "1.10": "1.10",
        "1E5": "1E5",
        "-0.50": "-0.50",
        "12345678901234567890.123456789": "12345678901234567890.123456789",
        "true": "true",
        "false": "false",
        "null": None,
        '""': None,
        '" NA "': " NA ",
        '"\\u65e0"': "无",
        '"a\\nb"': "a\nb",
    }
    reading = read(tmp_path, "".join(f'{{"v": {text}}}\n' for text in texts))
    assert [row["v"] for _, row in reading.rows] == list(texts.values())
    assert reading.notes == []


def test_columns_are_all_keys_in_the_order_they_turn_up(tmp_path: Path) -> None:
    reading = read(tmp_path, '{"b": 1}\n{"a": 2, "b": 3}\n\n{"c": null}\n')
    assert reading.columns == ("b", "a", "c")
    assert reading.rows == [
        (1, {"b": "1", "a": None, "c": None}),
        (2, {"b": "3", "a": "2", "c": None}),
        (4, {"b": None, "a": None, "c": None}),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"lot": 00123}', "no valid JSON"),
        ('{"lot": "A",}', "no valid JSON"),
        ('{"lot": "A"} {"lot": "B"}', "no valid JSON: Extra data at character 14"),
        ('{"lot": "A", "lot": "B"}', "names 'lot' twice"),
        ('{"lot": {"a": 1, "a": 2}}', "names 'a' twice"),
        ('{"lot": NaN}', "holds NaN"),
        ('{"lot": -Infinity}', "holds -Infinity"),
        ('["A"]', "no JSON object"),
        ('"A"', "no JSON object"),
        ('{"lot": "\\ud83d"}', "half a character"),
        ('{"lot": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("lot;A", "no valid JSON"),
    ],
)
def test_a_line_that_is_no_object_is_set_apart(tmp_path: Path, line: str, reason: str) -> None:
    reading = read(tmp_path, f'{{"lot": "X"}}\n{line}\n{{"lot": "Y"}}\n')
    assert [number for number, _ in reading.rows] == [1, 3]
    (rejected,) = reading.rejected
    assert (rejected.row, rejected.raw_text, rejected.rule_id) == (2, line, "FI-09")
    assert rejected.reason.startswith("Line 2 ")
    assert reason in rejected.reason


def test_a_nul_character_costs_its_line(tmp_path: Path) -> None:
    (rejected,) = read(tmp_path, '{"lot": "A"}\n{"lot": "B\\u0000"}\n').rejected
    assert (rejected.row, rejected.rule_id) == (2, "FI-10")


def test_a_last_line_that_breaks_off_says_that_the_file_was_cut(tmp_path: Path) -> None:
    reading = read(tmp_path, '{"lot": "A"}\n{"lot": "B')
    assert [(row.row, row.rule_id) for row in reading.rejected] == [(2, "FI-03")]
    assert read(tmp_path, '{"lot": "A"}').rejected == []


def test_codes_stored_as_numbers_are_named(tmp_path: Path) -> None:
    lines = ('"7"', "123", "124", "12.5", "1E5", "202611000000000000")
    reading = read(tmp_path, "".join(f'{{"lot": {text}, "qty": {text}}}\n' for text in lines))
    assert reading.notes == [("TY-01", 2), ("TY-02", 4), ("TY-03", 6)]
    assert [row["lot"] for _, row in reading.rows][1:] == list(lines[1:])


def test_a_nested_value_is_json_text_and_named_where_a_contract_wants_one_value(
    tmp_path: Path,
) -> None:
    reading = read(tmp_path, '{"lot": ["A", 1.10], "tags": {"无": [true, null]}}\n')
    assert reading.rows == [(1, {"lot": '["A",1.10]', "tags": '{"无":[true,null]}'})]
    assert reading.notes == [("TY-18", 1)]


@pytest.mark.parametrize(
    "content",
    [
        '[{"lot": "A"}]',
        '\ufeff [\n{"lot": "A"},\n{"lot": "B"}\n]\n',
        '{\n  "lot": "A"\n}\n',
        "lot,qty\nA,1\n",
    ],
)
def test_a_document_that_is_not_one_object_per_line_is_refused(
    tmp_path: Path, content: str
) -> None:
    with pytest.raises(DamagedFileError) as caught:
        read(tmp_path, content)
    assert (caught.value.rule_id, caught.value.row) == ("FI-18", 1)
    assert "one object per line" in caught.value.hint


def test_a_file_without_bytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError) as caught:
        read(tmp_path, b"")
    assert caught.value.rule_id == "FI-02"


def test_keys_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match="'Lot' is there twice") as caught:
        read(tmp_path, '{"lot": "A"}\n{"Lot": "B"}\n')
    assert caught.value.row is None  # no line of the file is a header


def test_values_that_serve_as_keys_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    lines = (f'{{"lot {number}": 1}}\n' for number in range(MOST_COLUMNS + 1))
    with pytest.raises(DamagedFileError, match="more than 4096 columns"):
        read(tmp_path, "".join(lines))


def test_a_backslash_before_u0000_is_no_nul(tmp_path: Path) -> None:
    reading = read(tmp_path, r'{"lot": "C:\\u0000"}' + "\n" + r'{"lot": "a\u0000b"}' + "\n")
    assert reading.column("lot") == [r"C:\u0000"]
    assert [(row.row, row.rule_id) for row in reading.rejected] == [(2, "FI-10")]


def test_a_code_that_is_true_or_false_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, '{"lot": true, "is_it": true}\n')
    assert reading.column("lot") == ["true"]
    assert reading.notes == [("TY-19", 1)]


def test_no_more_than_one_chunk_of_rows_is_held_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_text('{"lot": "A"}\nbad\n' * CHUNK_ROWS, "utf-8")
    chunks = list(open_table(path, ".ndjson", ReadOptions()).chunks())
    sizes = [chunk.table.num_rows + len(chunk.rejected) for chunk in chunks]
    assert sizes == [CHUNK_ROWS, CHUNK_ROWS, 0]
    assert chunks[-1].bytes_read == path.stat().st_size
