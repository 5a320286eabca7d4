"""Encodings: a byte order mark declares, a name decides, and everything else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.readers import DamagedFileError, ReadOptions, SourceTable, open_table
from ingestion.readers.text_encoding import codec_name

TEXT = 'lot,note\nA,"无\r\n第二行"\nB,好\n'
LINES = '{"lot": "A", "note": "无"}\n\n{"lot": "B", "note": "好"}\n'


def opened(folder: Path, content: bytes, encoding: str, suffix: str = ".csv") -> SourceTable:
    path = folder / "kept"
    path.write_bytes(content)
    return open_table(path, suffix, ReadOptions(encoding))


def read(
    folder: Path, content: bytes, encoding: str = "utf-8", suffix: str = ".csv"
) -> tuple[list[tuple[int, str, str]], list[str]]:
    """Rows as (line, lot, note), and rules of the notes."""
    table = opened(folder, content, encoding, suffix)
    rows = [
        (line, row["lot"], row["note"])
        for chunk in table.chunks()
        for line, row in zip(chunk.rows, chunk.table.to_pylist(), strict=True)
    ]
    return rows, [note.rule_id for note in table.notes]


def damage(folder: Path, content: bytes, encoding: str = "utf-8") -> DamagedFileError:
    with pytest.raises(DamagedFileError) as caught:
        read(folder, content, encoding)
    return caught.value


@pytest.mark.parametrize(
    ("written", "named", "notes"),
    [
        ("utf-8", "utf-8", []),
        ("utf-8-sig", "utf-8", []),
        ("utf-16", "utf-8", ["FI-13"]),
        ("utf-16", "utf-16", []),
        ("utf-16-le", "utf-16-le", []),
        ("utf-16-be", "utf-16-be", []),
        ("utf-16-be", "utf-16", []),
        ("utf-32", "utf-8", ["FI-13"]),
        ("gb18030", "gb18030", []),
        ("gbk", "gb18030", []),
        ("big5hkscs", "big5hkscs", []),
        ("utf-16", "gb18030", ["FI-13"]),
        ("utf-8-sig", "gb18030", ["FI-13"]),
    ],
)
def test_text_arrives_whatever_it_is_encoded_in_with_its_physical_lines(
    tmp_path: Path, written: str, named: str, notes: list[str]
) -> None:
    text = TEXT.replace("无", "無").replace("第二行", "行") if "big5" in written else TEXT
    note = "無\r\n行" if "big5" in written else "无\r\n第二行"
    rows, rules = read(tmp_path, text.encode(written), named)
    assert rows == [(2, "A", note), (4, "B", "好")]
    assert rules == notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "gb18030"])
def test_json_lines_are_decoded_alike(tmp_path: Path, encoding: str) -> None:
    named = "utf-8" if encoding == "utf-8-sig" else encoding
    rows, _ = read(tmp_path, LINES.encode(encoding), named, ".jsonl")
    assert rows == [(1, "A", "无"), (3, "B", "好")]


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "gb18030"])
def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path: Path, mark: str) -> None:
    table = opened(tmp_path, ("\ufeff" + TEXT).encode(mark), mark)
    assert table.columns == ("lot", "note")


@pytest.mark.parametrize(
    ("encoding", "bad"),
    [("utf-8", b"\xff"), ("gb18030", b"\xff\xff"), ("utf-16-le", b"\x00\xdc"), ("ascii", b"\xe9")],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bytes_that_are_no_text_are_refused_with_their_line(
    tmp_path: Path, encoding: str, bad: bytes, line_end: str
) -> None:
    good = f"lot,note{line_end}" + f"A,{'x' * 40}{line_end}" * 30_000  # more than one block
    content = good.encode(encoding) + bad + f",y{line_end}".encode(encoding)
    error = damage(tmp_path, content, encoding)
    assert (error.rule_id, error.row) == ("FI-11", 30_002)
    assert "30002" in error.message


def test_a_character_that_breaks_off_at_the_end_is_refused(tmp_path: Path) -> None:
    assert damage(tmp_path, "lot,note\nA,无".encode()[:-1]).row == 2


def test_the_hint_names_encodings_in_which_the_bytes_are_text(tmp_path: Path) -> None:
    hint = damage(tmp_path, "lot,note\nA,面粉\n".encode("gb18030")).hint
    assert "--encoding gb18030" in hint
    hint = damage(tmp_path, "lot,note\nA,Mühle\n".encode("cp1252")).hint
    assert "windows-1252" in hint
    assert "utf-8" in damage(tmp_path, "lot,note\nA,无\n".encode(), "ascii").hint


def test_utf8_is_never_read_as_something_else_that_fits(tmp_path: Path) -> None:
    content = "lot,note\n" + "A,面粉厂批号\n" * 3
    for named in ("gb18030", "latin-1", "cp1252"):
        error = damage(tmp_path, content.encode(), named)
        assert error.rule_id == "FI-11"
        assert "UTF-8" in error.message


def test_a_few_characters_may_be_valid_utf8_by_chance(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "lot,note\nA,一\n".encode("gb18030"), "gb18030")
    assert "一".encode("gb18030").decode() != "一"
    assert rows == [(2, "A", "一")]


def test_utf16_without_a_mark_is_read_only_where_its_order_shows(tmp_path: Path) -> None:
    assert damage(tmp_path, "批号".encode("utf-16-le"), "utf-16").rule_id == "FI-13"


@pytest.mark.parametrize("named", ["latin-1", "cp1252", "cp1251", "koi8-r"])
def test_one_word_of_utf8_shows_where_a_byte_is_a_letter(tmp_path: Path, named: str) -> None:
    error = damage(tmp_path, "lot,note\nMÜ-1,x\n".encode(), named)
    assert (error.rule_id, "UTF-8" in error.message) == ("FI-11", True)
    rows, _ = read(tmp_path, "lot,note\nM-1,müde\n".encode("cp1252"), "cp1252")
    assert rows == [(2, "M-1", "müde")]


def test_four_chinese_characters_of_utf8_show_in_gb18030(tmp_path: Path) -> None:
    error = damage(tmp_path, "lot,note\nA,面粉批号\n".encode(), "gb18030")
    assert error.rule_id == "FI-11"


def test_a_control_character_in_iso_8859_is_refused_with_its_line(tmp_path: Path) -> None:
    error = damage(tmp_path, "lot,note\nA,x\nB,1\u20132\n".encode("cp1252"), "latin-1")
    assert (error.rule_id, error.row) == ("FI-11", 3)
    rows, _ = read(tmp_path, "lot,note\nA,müde\n".encode("latin-1"), "latin-1")
    assert rows == [(2, "A", "müde")]


@pytest.mark.parametrize("name", ["idna", "punycode", "unicode_escape", "rot13", "hex", "nope"])
def test_a_codec_that_is_no_encoding_of_text_is_unknown(name: str) -> None:
    with pytest.raises(LookupError):
        codec_name(name)


def test_a_mark_of_the_other_order_wins_and_is_told(tmp_path: Path) -> None:
    content = b"\xff\xfe" + TEXT.encode("utf-16-le")
    rows, notes = read(tmp_path, content, "utf-16-be")
    assert (len(rows), notes) == (2, ["FI-13"])
