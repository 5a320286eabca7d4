"""Steps `index` and `snapshot`: the genealogy index, and the snapshot that is put in force."""

from __future__ import annotations

from collections.abc import Iterable

from dagster import AssetExecutionContext, AssetKey, AssetsDefinition, MaterializeResult, asset

from orchestration.house import House, spelled_out
from traceability.contracts.recall_marts import MARTS
from traceability.services.publish_snapshot import publish_draft, write_draft_index

INDEX = AssetKey(["index"])


def index_asset(judged: Iterable[AssetKey]) -> AssetsDefinition:
    """The index stands on the recall marts, and on what the expectations say of all tables."""
    marts = [AssetKey(["marts", name]) for name in MARTS]

    @asset(
        key=INDEX,
        group_name="index",
        deps=[*marts, *judged],
        required_resource_keys={"house"},
        description="The genealogy as memory-mapped arrays, which every trace reads.",
    )
    @spelled_out
    def index(context: AssetExecutionContext) -> MaterializeResult[None]:
        """Write the index of the draft."""
        house: House = context.resources.house
        with house.readable():
            draft = house.resume(context, "index")
            write_draft_index(house.settings, draft)
        return MaterializeResult(metadata={"snapshot": draft.id})

    return index


@asset(
    group_name="snapshot",
    deps=[INDEX],
    required_resource_keys={"house"},
    description="The immutable snapshot that answers are read from.",
)
@spelled_out
def snapshot(context: AssetExecutionContext) -> MaterializeResult[None]:
    """Publish the draft and put it in force."""
    house: House = context.resources.house
    with house.readable():
        draft = house.resume(context, "snapshot")
        published = publish_draft(house.settings, draft, house.announce)
    return MaterializeResult(
        metadata={"snapshot": published.id, "verdict": published.manifest["verdict"]}
    )
