"""Step `models`: every dbt model as an asset of its layer, every dbt test as a check of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dagster import AssetExecutionContext, AssetKey, AssetsDefinition
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets

from orchestration.dbt_models import DbtModels
from orchestration.house import House, spelled_out
from traceability.services.record_checks import record_models


class LayerTranslator(DagsterDbtTranslator):
    """One word per thing: layer = folder = schema = group, and the first part of a key."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        """[layer, model]; a source has the key of the landed extract it is."""
        if dbt_resource_props["resource_type"] == "source":
            return AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return AssetKey([dbt_resource_props["config"]["group"], dbt_resource_props["name"]])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The grain and meaning that the model states; its SQL is in the project."""
        return str(dbt_resource_props.get("description") or dbt_resource_props["name"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> None:
        """Nobody owns a layer alone."""
        del dbt_resource_props


def model_assets(manifest: Mapping[str, Any]) -> AssetsDefinition:
    """All models and tests of a parsed project as one step."""

    @dbt_assets(
        name="models",
        manifest=manifest,
        dagster_dbt_translator=LayerTranslator(
            DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True)
        ),
        required_resource_keys={"house", "models"},
    )
    @spelled_out
    def models(context: AssetExecutionContext) -> Iterator[Any]:
        """Run dbt over the draft, whole."""
        house: House = context.resources.house
        with house.readable():
            draft = house.resume(context, "models")
            filler: DbtModels = context.resources.models
            yield from filler.fill(context, house.settings, draft, house.tell)
            models_hash, statuses = filler.told(house.settings, draft)
            record_models(house.settings, draft, models_hash, statuses)

    return models
