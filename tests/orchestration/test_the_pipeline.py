"""What the pipeline is made of: assets, checks, one job, and what starts it."""

from __future__ import annotations

from pathlib import Path

from dagster import (
    AssetCheckKey,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    Definitions,
)

from expectations.suites import CHECKS
from orchestration.dbt_project_files import LAYERS, PROJECT, parsed_project, read_manifest
from orchestration.drill_schedules import JOB as DRILLS
from orchestration.drop_folder import SENSOR
from orchestration.expectation_checks import check_name
from orchestration.instance import JOB, open_instance
from orchestration.nightly import SCHEDULE
from tests.orchestration.event_log import KEPT
from traceability.contracts.extracts import EXTRACTS
from traceability.services.begin_draft import STEPS
from traceability.settings import Settings


def groups(pipeline: Definitions) -> dict[str, set[str]]:
    """Every group with the first words of the keys of its assets."""
    found: dict[str, set[str]] = {}
    for spec in pipeline.resolve_all_asset_specs():
        found.setdefault(str(spec.group_name), set()).add(spec.key.path[0])
    return found


def check_keys(pipeline: Definitions) -> set[AssetCheckKey]:
    return set(pipeline.resolve_asset_graph().asset_check_keys)


def test_the_definitions_load(pipeline: Definitions) -> None:
    Definitions.validate_loadable(pipeline)
    assert [job.name for job in pipeline.jobs or []] == [JOB, DRILLS]


def test_groups_are_the_layers_and_one_word_names_each(pipeline: Definitions) -> None:
    folders = {path.name for path in (PROJECT / "models").iterdir() if path.is_dir()}

    assert set(LAYERS) == folders
    steps = {word: {word} for word in {*folders, "landing", "checks", "index"}}
    assert groups(pipeline) == steps | {"snapshot": {"snapshot", "state"}}


def test_every_extract_contract_and_every_model_is_an_asset(
    pipeline: Definitions, five_lots: Settings
) -> None:
    manifest = read_manifest(parsed_project(five_lots))
    models = {
        (node["schema"], node["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    keys = {tuple(spec.key.path) for spec in pipeline.resolve_all_asset_specs()}

    assert {("landing", name) for name in EXTRACTS} <= keys
    assert models == {key for key in keys if key[0] in LAYERS}


def test_no_asset_stands_outside_of_the_pipeline(pipeline: Definitions) -> None:
    graph = pipeline.resolve_asset_graph()
    assert graph.external_asset_keys == set()


def test_a_build_has_one_op_for_each_step_and_for_what_is_kept_of_it(pipeline: Definitions) -> None:
    job = pipeline.resolve_job_def(JOB)
    assert {node.name for node in job.nodes} == {*STEPS, *KEPT}


def test_every_data_test_of_the_models_is_a_check_of_some_asset(
    pipeline: Definitions, five_lots: Settings
) -> None:
    manifest = read_manifest(parsed_project(five_lots))
    tests = {node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    own_sql = {path.stem for path in (PROJECT / "tests").glob("*.sql")}
    names = {key.name for key in check_keys(pipeline)}

    assert own_sql <= tests
    assert tests - names == set()


def test_every_expectation_is_a_check_and_contracts_block(pipeline: Definitions) -> None:
    graph = pipeline.resolve_asset_graph()
    specs = {key.name: graph.get_check_spec(key) for key in graph.asset_check_keys}

    for check in CHECKS:
        spec = specs[check_name(check.check_id)]
        is_landed = spec.asset_key.path[0] == "landing"
        assert spec.blocking == (check.severity == "blocking" and not is_landed), check.check_id
        assert spec.description == check.statement
    findings = [check for check in CHECKS if check.suite == "findings"]
    assert {tuple(specs[check_name(one.check_id)].asset_key.path) for one in findings} == {
        ("marts", "findings")
    }


def test_the_index_waits_for_the_judge(pipeline: Definitions) -> None:
    job = pipeline.resolve_job_def(JOB)
    upstream = job.dependencies
    before = {
        dependency.node
        for invocation, inputs in upstream.items()
        if invocation.name == "index"
        for one in inputs.values()
        for dependency in one.get_node_dependencies()
    }
    assert "expectations" in before


def test_sensor_and_schedule_are_on_from_the_start(pipeline: Definitions) -> None:
    sensor = pipeline.resolve_sensor_def(SENSOR)
    schedule = pipeline.resolve_schedule_def(SCHEDULE)

    assert sensor.default_status == DefaultSensorStatus.RUNNING
    assert schedule.default_status == DefaultScheduleStatus.RUNNING
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "UTC")


def test_runs_are_queued_one_at_a_time_and_nothing_is_reported(tmp_path: Path) -> None:
    with open_instance(Settings(home=tmp_path)) as instance:
        assert instance.get_concurrency_config().run_queue_config is not None
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
        assert instance.telemetry_enabled is False
        assert instance.nux_enabled is False
