"""Step `landing`: land a delivery of the drop folder, if any, and show all landed extracts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dagster import AssetExecutionContext, AssetSpec, Config, MaterializeResult, multi_asset

from ingestion.ingest import ingest
from ingestion.landing.arrival import place_of
from ingestion.profile import CONTRACTS
from ingestion.report import Finding
from orchestration.deliveries import as_delivered, note_delivery
from orchestration.house import House, spelled_out
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import LotlineError, RefusedError
from traceability.services.begin_draft import STEPS, WHOLE
from traceability.settings import Settings
from traceability.store.manifests import read_manifests

LAYER = "landing"
RELATIONS = (
    *EXTRACTS,
    *("loads", "quarantine", "door_findings", "landed_files"),
    *("code_keys", "finding_rules", "rule_needs", "corrections"),
)
"""Every relation of schema `landing` that the models read."""


class LandingConfig(Config):
    """Which delivery to land before the build; with no paths, what is landed already is built.

    profile: how the files are read. folder: the delivery's place under the drop folder. paths: what
    to ingest. fingerprint: of the delivery as it was found complete; empty = take it as it is.
    """

    profile: str = CONTRACTS
    folder: str = ""
    paths: list[str] = []  # noqa: RUF012 - the configuration copies it
    fingerprint: str = ""


@multi_asset(
    name=LAYER,
    specs=[
        AssetSpec([LAYER, name], group_name=LAYER, description=f"Landed rows of {name}.")
        for name in RELATIONS
    ],
    required_resource_keys={"house"},
    can_subset=True,
)
@spelled_out
def landing(
    context: AssetExecutionContext, config: LandingConfig
) -> Iterator[MaterializeResult[None]]:
    """Land the delivery, begin a draft and register the landing in it."""
    house: House = context.resources.house
    with house.readable():
        _refuse_a_part(context)
        house.enter(context, LAYER)
        if config.paths:
            _land(context, house.settings, config)
        house.begin(context)
    rows = _landed_rows(house.settings)
    for name in RELATIONS:
        yield MaterializeResult(
            asset_key=[LAYER, name], metadata={"landed_rows": rows[name]} if name in rows else {}
        )


def _land(context: AssetExecutionContext, settings: Settings, config: LandingConfig) -> None:
    paths = [Path(path) for path in config.paths]
    delivery = as_delivered(config.profile, config.folder, paths)
    if config.fingerprint and config.fingerprint != delivery.fingerprint:
        raise RefusedError(
            f"The delivery in {config.folder or 'the drop folder'} changed while it waited.",
            hint="Nothing was landed; it is taken when it is complete again.",
        )
    try:
        report = ingest(paths, settings, profile=config.profile)
    except LotlineError as error:
        note_delivery(settings, delivery)
        _tell(context, getattr(error, "findings", ()))
        raise
    note_delivery(settings, delivery)
    _tell(context, report.findings)
    for load in report.loads:
        context.log.info("Load %s: %d rows landed.", load.load_id, sum(load.rows.values()))
    if report.is_nothing_new:
        context.log.info("Every file of the delivery had been landed before.")


def _tell(context: AssetExecutionContext, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        context.log.warning("%s: %s (%s)", place_of(finding), finding.message, finding.rule_id)


def _refuse_a_part(context: AssetExecutionContext) -> None:
    """A snapshot is built whole; a run of some steps would publish nothing or half of it."""
    lacking = [step for step in STEPS if not context.job_def.has_node_named(step)]
    if lacking:
        raise RefusedError(
            f"This run lacks the steps {', '.join(lacking)}: a snapshot is built whole.",
            hint=WHOLE,
        )


def _landed_rows(settings: Settings) -> dict[str, int]:
    rows = dict.fromkeys(EXTRACTS, 0)
    for load in read_manifests(settings):
        for contract, told in load.document["contracts"].items():
            rows[contract] = rows.get(contract, 0) + told["rows"]
    return rows
