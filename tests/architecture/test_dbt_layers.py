"""The dbt project's layers: who may read whom, and what every model owes its reader."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from traceability.settings import child_environment

PROJECT = Path(__file__).parent.parent.parent / "dbt_project"
LAYERS = ("staging", "identity", "events", "links", "genealogy", "marts")

Manifest = dict[str, Any]


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """What `dbt parse` understands of the project."""
    work = tmp_path_factory.mktemp("dbt_parse")
    command = [sys.executable, "-m", "dbt.cli.main", "parse"]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    command += ["--target-path", str(work / "target"), "--log-path", str(work / "logs")]
    settings = {
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "LOTLINE_WAREHOUSE": str(work / "none.duckdb"),
    }
    run = subprocess.run(
        command, env=child_environment(settings), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    read: Manifest = json.loads((work / "target" / "manifest.json").read_text(encoding="utf-8"))
    return read


def models_of(manifest: Manifest) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def layer_of(node: dict[str, Any]) -> str:
    return str(node["fqn"][1])


def layer_breaches(manifest: Manifest) -> Iterator[str]:
    """Models that read a higher layer, or read landing outside staging."""
    for model in models_of(manifest):
        for parent in model["depends_on"]["nodes"]:
            if parent in manifest["sources"]:
                if layer_of(model) != "staging":
                    yield f"{model['name']} reads landing"
            elif LAYERS.index(layer_of(manifest["nodes"][parent])) > LAYERS.index(layer_of(model)):
                yield f"{model['name']} reads {parent}"


def debts(manifest: Manifest) -> Iterator[str]:
    """What models lack: a grain, a YAML of their own, the schema of their layer, a contract."""
    for model in models_of(manifest):
        name, layer = model["name"], layer_of(model)
        if not model["description"].startswith("One row per"):
            yield f"{name}: its description does not begin with the grain"
        own = Path(model["original_file_path"]).with_suffix(".yml").as_posix()
        if not (model["patch_path"] or "").replace("\\", "/").endswith(own):
            yield f"{name}: has no YAML of its own beside it"
        if model["schema"] != layer or model["config"]["group"] != layer:
            yield f"{name}: schema or group is not its layer"
        if layer == "marts" and not model["config"]["contract"]["enforced"]:
            yield f"{name}: its contract is not enforced"


def planted(**changes: Any) -> Manifest:
    """A manifest of two honest models; `changes` spoil the second, a mart."""
    base = {
        "resource_type": "model",
        "name": "lots",
        "fqn": ["lotline", "identity", "lots"],
        "description": "One row per lot.",
        "original_file_path": "models/identity/lots.sql",
        "patch_path": "lotline://models/identity/lots.yml",
        "schema": "identity",
        "config": {"group": "identity", "contract": {"enforced": False}},
        "depends_on": {"nodes": []},
    }
    mart = base | {
        "name": "trace_lots",
        "fqn": ["lotline", "marts", "recall", "trace_lots"],
        "original_file_path": "models/marts/recall/trace_lots.sql",
        "patch_path": "lotline://models/marts/recall/trace_lots.yml",
        "schema": "marts",
        "config": {"group": "marts", "contract": {"enforced": True}},
        "depends_on": {"nodes": ["model.lots"]},
    }
    return {
        "nodes": {"model.lots": base, "model.trace_lots": mart | changes},
        "sources": {"source.landing.wms_lots": {}},
    }


def test_models_read_their_own_layer_or_a_lower_one_and_only_staging_reads_landing(
    manifest: Manifest,
) -> None:
    assert list(layer_breaches(manifest)) == []


def test_every_model_states_its_grain_and_keeps_the_rules_of_its_layer(manifest: Manifest) -> None:
    assert list(debts(manifest)) == []


def test_every_folder_of_models_is_a_layer(manifest: Manifest) -> None:
    assert {layer_of(model) for model in models_of(manifest)} == set(LAYERS)


def test_no_two_model_files_differ_in_case_alone() -> None:
    names = [path.stem.casefold() for path in (PROJECT / "models").rglob("*.sql")]
    assert sorted(names) == sorted(set(names))


def test_a_model_that_reads_a_higher_layer_is_noticed() -> None:
    manifest = planted()
    manifest["nodes"]["model.lots"]["depends_on"]["nodes"] = ["model.trace_lots"]
    assert list(layer_breaches(manifest)) == ["lots reads model.trace_lots"]


def test_a_mart_that_reads_landing_is_noticed() -> None:
    manifest = planted(depends_on={"nodes": ["source.landing.wms_lots"]})
    assert list(layer_breaches(manifest)) == ["trace_lots reads landing"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"description": "All lots."}, "description"),
        ({"patch_path": "lotline://models/marts/recall/_all.yml"}, "YAML"),
        ({"patch_path": None}, "YAML"),
        ({"schema": "main_marts"}, "schema"),
        ({"config": {"group": "marts", "contract": {"enforced": False}}}, "contract"),
    ],
)
def test_a_model_in_debt_is_noticed(changes: dict[str, Any], complaint: str) -> None:
    assert list(debts(planted())) == []
    (only,) = debts(planted(**changes))
    assert complaint in only
