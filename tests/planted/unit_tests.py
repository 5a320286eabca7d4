"""Runs unit tests of the models of a copied tree, over a warehouse whose tables are all empty."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.dbt.landing_plant import Landing, run_dbt


def make_empty_warehouse(tree: Path, folder: Path) -> None:
    """Make every model without a row: unit tests look up the columns of what a model reads."""
    folder.mkdir()
    Landing().write(folder, folder / "warehouse.duckdb")
    made = run_dbt(folder, "run", "--empty", project=tree / "dbt_project")
    assert made.returncode == 0, made.stdout


def run_unit_tests(
    tree: Path, folder: Path, files: tuple[str, ...]
) -> subprocess.CompletedProcess[str]:
    """Unit tests of the models of these YAML files."""
    chosen = [f"{Path(file).stem},test_type:unit" for file in files]
    return run_dbt(folder, "test", "--select", *chosen, project=tree / "dbt_project")
