"""The verbs of `lotline`: each calls one service and prints what it says.

Verbs of other packages register under the entry points `lotline.commands` and are loaded when
they are called. Nothing heavy is imported here: a trace must cost little more than its parser.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.domain.scope import Direction, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Item = Annotated[str | None, typer.Option(help="Only lots of this item.")]
Snapshot = Annotated[str | None, typer.Option(help="A snapshot's id, instead of the one in force.")]


class FailOn(StrEnum):
    """The mildest severity of findings that `check` fails on."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    NONE = "none"


def trace(  # noqa: PLR0917 - options of a verb are parameters
    direction: Annotated[Direction, typer.Argument(help="Where it went, came from, or both.")],
    lots: Annotated[
        list[str],
        typer.Argument(
            metavar="LOT",
            help="A printed code, ITEM:LOT, a lot_id, a GS1 scan, order:, delivery:, receipt:, "
            "supplier-lot:, serial:, hu: + CODE, or machine:, operator:, line:, item: + "
            "CODE@FROM..TO.",
        ),
    ],
    item: Item = None,
    scope: Annotated[Scope, typer.Option(help="The weakest link to admit.")] = Scope.PROBABLE,
    with_parts: Annotated[
        str,
        typer.Option("--with", help="operations,parameters,inspections,events,links,candidates"),
    ] = "",
    where: Annotated[
        list[str] | None, typer.Option(help="site=CODE: list only what concerns a site.")
    ] = None,
    snapshot: Snapshot = None,
    json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to FILE.csv, .json, .xlsx or .pdf.")
    ] = None,
) -> None:
    """Tell where a lot went (forward), or where it came from (backward)."""
    from traceability.domain.questions import site_asked
    from traceability.services.trace_lot import trace_lot

    if output is not None:
        from traceability.services.export_trace import check_export, export_trace

        check_export(output)
    answer = trace_lot(
        read_settings(),
        lots,
        direction=direction,
        scope=scope,
        item=item,
        with_parts=tuple(part.strip() for part in with_parts.split(",") if part.strip()),
        site=site_asked(where or ()),
        snapshot_id=snapshot,
    )
    if output is not None:
        export_trace(answer, output)
        sys.stderr.write(f"Written to {output}.\n")
    if json:
        print_document(answer.as_document())
    else:
        from traceability.services.tabulate_trace import headline, tables

        print_text(headline(answer), () if output else tables(answer))


def why(
    lot: Annotated[str, typer.Argument(metavar="LOT", help="A lot, as in trace.")],
    target: Annotated[
        str, typer.Argument(help="A lot, or customer:CODE, delivery:CODE, order:CODE.")
    ],
    item: Item = None,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """Why is it in the answer: the path between two things, record by record."""
    from traceability.services.explain_path import explain_path, explanation_lines

    found = explain_path(read_settings(), lot, target, item=item, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(explanation_lines(found))


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT|SCAN", help="A piece of a code or name.")],
    limit: Annotated[int, typer.Option(min=1, help="Codes listed of each kind.")] = 100,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """Find lots, orders, documents, handling units, items, partners by a piece of their name."""
    from traceability.services.find_lot import find_lot, findings_lines, findings_table

    found = find_lot(read_settings(), text, limit=limit, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(findings_lines(found), [findings_table(found)])


def balance(  # noqa: PLR0917 - options of a verb are parameters
    subject: Annotated[
        str, typer.Argument(metavar="LOT|ORDER", help="A lot, as in trace, or order:CODE.")
    ],
    item: Item = None,
    unit: Annotated[str | None, typer.Option(help="Sum up in this unit, such as kg.")] = None,
    with_parts: Annotated[str, typer.Option("--with", help="records")] = "",
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """What became of an amount: in, accounted for, and the rest, with the records behind it."""
    from traceability.cli.tabulate_balance import balance_lines, balance_tables
    from traceability.services.balance_lot import balance_lot

    found = balance_lot(
        read_settings(),
        subject,
        item=item,
        unit=unit,
        with_parts=tuple(part.strip() for part in with_parts.split(",") if part.strip()),
        snapshot_id=snapshot,
    )
    if json:
        print_document(found.as_document())
    else:
        print_text(balance_lines(found), balance_tables(found))


def common(  # noqa: PLR0917 - options of a verb are parameters
    lots: Annotated[list[str], typer.Argument(metavar="LOT", help="Lots, as in trace.")],
    item: Item = None,
    scope: Annotated[Scope, typer.Option(help="The weakest link to admit.")] = Scope.PROBABLE,
    rows: Annotated[int, typer.Option(min=0, help="Features listed.")] = 50,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """What several lots have in common, ranked by how much rarer it is among their like."""
    from traceability.cli.tabulate_comparison import common_lines, common_tables
    from traceability.services.compare_lots import compare_lots

    found = compare_lots(
        read_settings(), lots, item=item, scope=scope, limit=rows, snapshot_id=snapshot
    )
    if json:
        print_document(found.as_document())
    else:
        print_text(common_lines(found), common_tables(found))


def status(json: Json = False) -> None:
    """What is in force, how old each source is, what lies unbuilt or rejected."""
    from traceability.cli.tabulate_house import status_lines, status_tables
    from traceability.services.report_join_rates import report_join_rates
    from traceability.services.report_status import report_status

    settings = read_settings()
    found, rates = report_status(settings), report_join_rates(settings)
    if json:
        print_document({"status": found, "join_rates": rates})
    else:
        print_text(status_lines(found, rates), status_tables(found))


def doctor(json: Json = False) -> None:
    """Verify all Lotline wrote: loads, kept bytes, snapshots, audit trail. Exit 1 on faults."""
    from traceability.cli.tabulate_house import examination_lines
    from traceability.services.examine_house import examine_house

    found = examine_house(read_settings())
    if json:
        print_document({"examinations": found})
    else:
        print_text(examination_lines(found))
    if any(examination.faults for examination in found):
        raise typer.Exit(1)


def check(  # noqa: PLR0917 - options of a verb are parameters
    rule: Annotated[str | None, typer.Option(help="Only this rule, with its records.")] = None,
    severity: Annotated[str | None, typer.Option(help="Only S1, S2 or S3.")] = None,
    rows: Annotated[int, typer.Option(min=0, help="Findings listed with --rule.")] = 100,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit 1 when a finding is this grave, or graver.")
    ] = FailOn.S1,
    is_open: Annotated[
        bool,
        typer.Option("--open", help="What would stay open if closed or shipped as recorded."),
    ] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="Every cause, and the rules that found nothing.")
    ] = False,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """What is wrong in the plant's records: findings by rule and cause, and checks that failed."""
    if is_open:
        _check_open(fail_on, snapshot, json=json)
        return
    from traceability.cli.tabulate_checks import check_lines, check_tables
    from traceability.services.list_findings import is_refused, list_findings, summarise_checks

    settings = read_settings()
    found = summarise_checks(settings, snapshot, rule=rule, severity=severity)
    listed = None
    if rule is not None and found.looked:
        listed = list_findings(
            settings, rule=rule, severity=severity, limit=rows, snapshot_id=found.snapshot.id
        )
    if json:
        print_document(found.as_document() | (listed.as_document() if listed else {}))
    else:
        print_text(
            check_lines(found, listed, whole=whole), check_tables(found, listed, whole=whole)
        )
    if is_refused(found, fail_on):
        raise typer.Exit(1)


def _check_open(fail_on: FailOn, snapshot: str | None, *, json: bool) -> None:
    from traceability.cli.tabulate_metrics import open_lines, open_tables
    from traceability.services.list_open_gaps import list_open_gaps

    found = list_open_gaps(read_settings(), snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(open_lines(found), open_tables(found))
    if any(gap.severity <= fail_on for gap in found.gaps if fail_on is not FailOn.NONE):
        raise typer.Exit(1)


def list_snapshots(json: Json = False) -> None:
    """All snapshots, oldest first."""
    from traceability.cli.tabulate_house import snapshot_table
    from traceability.services.list_snapshots import list_snapshots as listed

    found = listed(read_settings())
    if json:
        print_document({"snapshots": found})
    else:
        print_text([], [snapshot_table(found)])


def pin_snapshot(snapshot: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Keep a snapshot for ever."""
    from traceability.services.list_snapshots import pin_snapshot as pin

    pin(read_settings(), snapshot)
    print_text([f"Snapshot {snapshot} is pinned."])


def prune_snapshots(
    keep: Annotated[int | None, typer.Option(min=0, help="How many unpinned ones stay.")] = None,
) -> None:
    """Remove the oldest snapshots; pinned ones and the one in force stay."""
    from traceability.services.list_snapshots import prune_snapshots as prune

    print_text(
        [f"Removed {name}." for name in prune(read_settings(), keep)] or ["Nothing to remove."]
    )


VERBS: dict[str, Callable[..., None] | dict[str, Callable[..., None]]] = {
    "trace": trace,
    "why": why,
    "find": find,
    "balance": balance,
    "common": common,
    "status": status,
    "check": check,
    "doctor": doctor,
    "snapshot": {"list": list_snapshots, "pin": pin_snapshot, "prune": prune_snapshots},
}
GROUP_HELP = {"snapshot": "List, pin and prune snapshots."}
