"""What the door says of the spelling of a code, and of none that is written plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.ingest import ingest
from ingestion.landing.odd_codes import is_odd_edge, odd_code, odd_text
from traceability.contracts.finding_rules import FINDING_RULES
from traceability.settings import Settings
from traceability.store.landed_findings import SUBJECT, show_door_findings
from traceability.store.manifests import read_manifests
from traceability.store.warehouse import open_warehouse

ODD = [
    ("2.02611E+11", "TY-02"),
    ("4-Mar", "TY-06"),
    ("3月4日", "TY-06"),
    ("\uff21\uff11\uff12\uff13", "TY-07"),
    ("A\u200b1", "TY-10"),
    ("A\t1", "TY-10"),
    ("A\u00a01", "TY-10"),
    ("A\n1", "TY-10"),
    ("\u0410B-12", "TY-11"),
    ("\u039fL-7", "TY-11"),
    ("'00123", "TY-12"),
    ("L-7\u201d", "TY-12"),
    ("=1+1", "TY-13"),
    ("@A1", "TY-13"),
    ("A1234567890123456789-B", "TY-14"),
    ("批次7", "TY-14"),
    ("A#1", "TY-14"),
    ("TEST", "FI-16"),
    ("test-01", "FI-16"),
    ("测试", "FI-16"),
    ("9999", "FI-16"),
    ("MÃ¼ller", "FI-11"),
    ("锟斤拷", "FI-12"),
]
PLAIN = [
    *("00123", "1E5", "2026-01-02", "RM-001", "A/B.7", "TESTO-7", "CONTEST1", "999", "199999"),
    *("Müller", "KЖ".replace("K", "\u041a"), "L 7", "A(7)", "B'12"),
]


@pytest.mark.parametrize(("code", "rule"), ODD)
def test_an_odd_lot_code_is_named_by_its_rule(code: str, rule: str) -> None:
    assert odd_code(code, is_lot=True) == rule


@pytest.mark.parametrize("code", PLAIN)
def test_a_plain_code_is_not_named(code: str) -> None:
    assert odd_code(code, is_lot=False) == ""


def test_inches_in_an_item_code_are_no_quotation_mark() -> None:
    assert odd_code('PIPE-2"', is_lot=False) == ""
    assert odd_code('PIPE-2"', is_lot=True) == "TY-12"


def test_plain_blanks_around_a_code_are_not_worth_a_word() -> None:
    assert not is_odd_edge("  A1 ", "A1")
    assert is_odd_edge("A1\t", "A1")


def test_a_phone_number_is_no_formula_but_a_code_with_a_plus_is() -> None:
    numbers = ("+86 571 8888 0101", "+49 (0)30/123-45", "+", "+A1")
    assert [odd_text(text) for text in numbers] == ["", "", "TY-13", "TY-13"]
    assert odd_code("+8657188880101", is_lot=False) == "TY-13"


def test_text_may_hold_anything_but_garbled_letters_and_formulas() -> None:
    assert [odd_text(text) for text in ("Käse 9999 test", "=SUM(A1)", "KÃ¤se")] == [
        "",
        "TY-13",
        "FI-11",
    ]


def _landed(tmp_path: Path, text: str) -> list[tuple[object, ...]]:
    """What the relation of door findings says of one file of consumptions."""
    settings = Settings(home=tmp_path / "home")
    file = tmp_path / "mes_consumptions.csv"
    file.write_text(f"consumption_id,item_code,lot_code,qty\n{text}", encoding="utf-8")
    ingest([file], settings)
    with open_warehouse(tmp_path / "w.duckdb", settings, read_only=False) as connection:
        connection.execute("create schema landing")
        show_door_findings(connection, read_manifests(settings))
        return connection.execute(
            "select rule_id, severity, contract, column_name, source_row "
            "from landing.door_findings order by all"
        ).fetchall()


def test_a_finding_at_the_door_becomes_a_row_for_each_line_it_names(tmp_path: Path) -> None:
    found = _landed(tmp_path, "1,A,'L1,1\n2,A,L2,1\n3,A,'L3,\uff11\uff12\n4,A,N/A,1\n5,A,L5\t,1\n")

    at = "mes_consumptions"
    assert found == [
        ("TY-07", "S3", at, "qty", 4),
        ("TY-09", "S3", at, "lot_code", 5),
        ("TY-10", "S3", at, "lot_code", 6),
        ("TY-12", "S1", at, "lot_code", 2),
        ("TY-12", "S1", at, "lot_code", 4),
    ]


def test_a_clean_file_has_no_finding_at_the_door(tmp_path: Path) -> None:
    assert _landed(tmp_path, "1,A,L1,1\n2,A,,1\n") == []


def test_a_row_in_quarantine_is_a_finding_of_its_file(tmp_path: Path) -> None:
    found = _landed(tmp_path, "1,A,L1,1\n2,,L2,1\n")

    assert found == [("LD-01", "S1", "mes_consumptions", None, 3)]


def test_every_rule_of_the_door_has_one_default_severity() -> None:
    rules = [rule for rule in FINDING_RULES if rule.subject_kind == SUBJECT]

    assert len(rules) > 30
    assert len({rule.rule_id for rule in rules}) == len(rules)
