"""Imports go one way, and the contract that says so bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT

_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
SHELLS = "Shells stand on traceability and never on one another"
INSIDE = "Inside traceability imports go one way"

BAD_IMPORTS = [
    ("app/planted.py", "import ingestion", SHELLS),
    ("traceability/services/planted.py", "import orchestration", SHELLS),
    ("ingestion/planted.py", "import orchestration", SHELLS),
    ("traceability/domain/planted.py", "import traceability.store", INSIDE),
    ("traceability/index/planted.py", "import traceability.services", INSIDE),
    ("traceability/domain/planted.py", "import pandas", "The domain knows no framework"),
    ("traceability/services/planted.py", "import duckdb", "One door to DuckDB"),
    ("ingestion/readers/planted.py", "import duckdb", "One door to DuckDB"),
    ("traceability/services/planted.py", "import sqlalchemy", "One door to the state database"),
    ("traceability/services/planted.py", "import streamlit", "Streamlit only in the app"),
    ("ingestion/planted.py", "import dagster", "Dagster only in orchestration"),
]


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of `tree` over the packages of `tree`."""
    command = [sys.executable, "-c", _LINT, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=tree, check=False, capture_output=True, text=True)


def broken(output: str) -> list[str]:
    """Lines of the summary that name a broken contract."""
    return [line for line in output.splitlines() if line.strip().endswith("BROKEN")]


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and their contracts, without data."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            target = tree / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return tree


@pytest.fixture
def planted(copied_tree: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with one bad module, taken out again afterwards."""
    name, statement = request.param
    path = copied_tree / name
    path.write_text(f"{statement}\n", encoding="utf-8")
    yield copied_tree
    path.unlink()


def test_every_import_goes_the_way_of_the_layers() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("planted", "contract"),
    [((name, statement), contract) for name, statement, contract in BAD_IMPORTS],
    indirect=["planted"],
    ids=[f"{statement} in {name}" for name, statement, _ in BAD_IMPORTS],
)
def test_a_planted_bad_import_breaks_its_contract(planted: Path, contract: str) -> None:
    result = lint(planted)

    assert result.returncode == 1
    assert any(line.startswith(contract) for line in broken(result.stdout)), result.stdout
    assert "planted" in result.stdout


def test_a_new_module_in_traceability_must_name_its_layer(copied_tree: Path) -> None:
    nameless = copied_tree / "traceability" / "utils.py"
    nameless.write_text("", encoding="utf-8")

    result = lint(copied_tree)
    nameless.unlink()

    assert result.returncode == 1
    assert "utils" in result.stdout
