"""The verbs of exports: EPCIS events, FSMA 204, EU 178 article 18, Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.domain.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.services.exports.choose_extent import ExportRequest
    from traceability.settings import Settings

Lots = Annotated[list[str] | None, typer.Argument(metavar="[LOT]...", help="As with `trace`.")]
Direction = Annotated[
    str, typer.Option("--direction", help="here (these lots alone), forward, backward, both.")
]
ScopeOption = Annotated[Scope, typer.Option("--scope", help="How sure a link must be.")]
Item = Annotated[str | None, typer.Option(help="Only this item.")]
Case = Annotated[str | None, typer.Option("--case", help="The scope of this case.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")]
SnapshotId = Annotated[str | None, typer.Option("--snapshot", help="A snapshot's id.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def epcis(  # noqa: PLR0917 - options of a verb are parameters
    output: Output,
    lots: Lots = None,
    direction: Direction = "both",
    scope: ScopeOption = Scope.PROBABLE,
    item: Item = None,
    case: Case = None,
    first: From = None,
    last: To = None,
    snapshot: SnapshotId = None,
    ids_under: Annotated[
        str | None, typer.Option(help="Address of yours for ids without a GS1 key.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="Declare what this earlier snapshot told wrongly.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check every event.")] = False,
    schema: Annotated[
        Path | None, typer.Option(help="Check by GS1's EPCIS-JSON-Schema.json.")
    ] = None,
    json: Json = False,
) -> None:
    """EPCIS 2.0 events as JSON-LD: received, made, packed, shipped."""
    from traceability.services.exports.export_epcis import EpcisRequest, export_epcis

    settings = read_settings()
    asked = _request(settings, lots, direction, scope, item, case, (first, last), snapshot)
    request = EpcisRequest(asked, ids_under, against=against, check=check, schema=schema)
    told = export_epcis(settings, request, output)
    counts = ", ".join(f"{number} {kind}" for kind, number in told["events"].items())
    _tell(told, f"{output}: {counts or 'no events'}.", json=json)


def fsma(  # noqa: PLR0917 - options of a verb are parameters
    output: Output,
    lots: Lots = None,
    direction: Direction = "here",
    scope: ScopeOption = Scope.PROBABLE,
    item: Item = None,
    case: Case = None,
    first: From = None,
    last: To = None,
    snapshot: SnapshotId = None,
    all_items: Annotated[
        bool, typer.Option("--all-items", help="Also foods that are not on the list.")
    ] = False,
    json: Json = False,
) -> None:
    """The sortable spreadsheet of FSMA 204 (21 CFR 1.1455): receiving, transformation, shipping."""
    from traceability.services.exports.export_fsma import export_fsma

    settings = read_settings()
    asked = _request(settings, lots, direction, scope, item, case, (first, last), snapshot)
    told = export_fsma(settings, asked, output, all_items=all_items)
    _tell(told, _rows_line(output, told), json=json)


def eu178(  # noqa: PLR0917 - options of a verb are parameters
    output: Output,
    lots: Lots = None,
    direction: Direction = "here",
    scope: ScopeOption = Scope.PROBABLE,
    item: Item = None,
    case: Case = None,
    first: From = None,
    last: To = None,
    snapshot: SnapshotId = None,
    json: Json = False,
) -> None:
    """Suppliers and customers one step back and forward (EU 178/2002 article 18)."""
    from traceability.services.exports.export_article_18 import export_article_18

    settings = read_settings()
    asked = _request(settings, lots, direction, scope, item, case, (first, last), snapshot)
    told = export_article_18(settings, asked, output)
    _tell(told, _rows_line(output, told), json=json)


def parquet(
    output: Annotated[Path, typer.Option("--output", "-o", help="A new or empty folder.")],
    marts: Annotated[list[str] | None, typer.Argument(metavar="[MART]...")] = None,
    snapshot: SnapshotId = None,
    json: Json = False,
) -> None:
    """Marts of a snapshot as Parquet files."""
    from traceability.services.exports.export_parquet import export_parquet

    told = export_parquet(read_settings(), output, marts=marts or (), snapshot_id=snapshot)
    rows = sum(file["rows"] for file in told["files"])
    _tell(told, f"{output}: {len(told['files'])} marts, {rows} rows.", json=json)


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["export"] = {"epcis": epcis, "fsma": fsma, "eu178": eu178, "parquet": parquet}


def _request(  # noqa: PLR0917 - what every verb of this file asks
    settings: Settings,
    lots: list[str] | None,
    direction: str,
    scope: Scope,
    item: str | None,
    case: str | None,
    days: tuple[str | None, str | None],
    snapshot: str | None,
) -> ExportRequest:
    from traceability.services.exports.choose_extent import ExportRequest, read_case

    return ExportRequest(
        asked=tuple(lots or ()),
        direction=direction,
        scope=scope,
        item=item,
        first_day=days[0],
        last_day=days[1],
        snapshot_id=snapshot,
        case=None if case is None else read_case(settings, case),
    )


def _rows_line(output: Path, told: dict[str, Any]) -> str:
    rows = ", ".join(f"{title} {number}" for title, number in told["rows"].items())
    lacking = told["rows_lacking_something"]
    return f"{output}: rows: {rows}. {lacking} of them lack something that the rule asks for."


def _tell(told: dict[str, Any], line: str, *, json: bool) -> None:
    if json:
        print_document({"export": told})
        return
    of = f"From snapshot {told['snapshot_id']}, data as of {told['data_as_of'] or 'unknown'}."
    sha = [f"SHA-256 {told['sha256']}"] if "sha256" in told else []
    print_text([line, *told.get("says", ()), of, *sha])
