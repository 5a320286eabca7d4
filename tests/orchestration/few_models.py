"""A pipeline of few models, for tests of how a run goes; what it is made of is tested whole."""

from __future__ import annotations

from functools import partial

from dagster_dbt import dbt_assets

FEW = ("stg_loads", "lots", "lot_events", "lot_lot_links", "nodes", "marts.recall", "findings")
"""Of each layer a model, the recall marts that the index reads, and what findings are told of."""

few_dbt_assets = partial(dbt_assets, select=" ".join(FEW))
"""Takes the place of `dbt_assets` in `orchestration.dbt_assets`."""
