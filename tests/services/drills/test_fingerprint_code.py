"""The code that shapes the bytes of cases has a name that only other code or packages change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import traceability
from traceability.services import fingerprint_code
from traceability.services.fingerprint_code import code_version, source_hash, what_changed

SOURCE = Path(traceability.__file__).parent


def small(root: Path, text: bytes = b"x = 1\ny = 2\n", name: str = "a.py") -> str:
    (root / "inner").mkdir(parents=True)
    (root / "inner" / name).write_bytes(text)
    return source_hash(root)


def test_the_code_is_named_by_its_number_its_source_and_what_lies_below() -> None:
    assert re.fullmatch(
        re.escape(traceability.__version__) + r"\+[0-9a-f]{12}\.[0-9a-f]{8}", code_version()
    )
    assert source_hash(SOURCE).startswith(code_version().partition("+")[2].partition(".")[0])


def test_the_same_source_elsewhere_is_the_same_code(tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "installed", ignore=shutil.ignore_patterns("__pycache__"))
    compiled = tmp_path / "installed" / "services" / "__pycache__"
    compiled.mkdir()
    (compiled / "trace_lot.cpython-311.pyc").write_bytes(b"compiled")

    assert source_hash(tmp_path / "installed") == source_hash(SOURCE)


def test_ends_of_lines_are_no_change_and_every_other_byte_is_one(tmp_path: Path) -> None:
    known = small(tmp_path / "known")

    assert small(tmp_path / "windows", b"x = 1\r\ny = 2\r\n") == known
    assert small(tmp_path / "changed", b"x = 1\ny = 3\n") != known
    assert small(tmp_path / "renamed", name="b.py") != known
    assert small(tmp_path / "template", name="a.typ") != known


@pytest.mark.parametrize("package", ["typst", "duckdb", "numpy"])
def test_another_package_below_is_another_version(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = fingerprint_code.version
    known = fingerprint_code._below()
    monkeypatch.setattr(
        fingerprint_code, "version", lambda name: "0" if name == package else true(name)
    )

    assert fingerprint_code._below() != known


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("0.1.0+aaa.bbb", None),
        ("0.1.0+ccc.bbb", "the code changed since"),
        ("0.1.0+aaa.ddd", "the packages below it changed since"),
        ("0.2.0+ccc.ddd", "the code and the packages below it changed since"),
    ],
)
def test_what_changed_is_said(now: str, told: str | None) -> None:
    assert what_changed("0.1.0+aaa.bbb", now) == told
    assert what_changed("0.1.0", now) == (
        "the version that kept it, 0.1.0, did not say which code it was"
    )
