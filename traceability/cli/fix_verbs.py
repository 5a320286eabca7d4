"""The verbs of corrections: propose, look at, decide, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.corrections import REASON_CODES, Action, Decision
from traceability.errors import UsageError

Verb = Callable[..., None]

_CODES = ", ".join(code for code in REASON_CODES if code != "reverted")
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Its number, from `fix list`.")]
Why = Annotated[str, typer.Option("--reason", help="Why; it stands in the audit trail.")]


def propose(  # noqa: PLR0917 - options of a verb are parameters
    action: Annotated[Action, typer.Argument(help="What the correction does.")],
    contract: Annotated[str, typer.Argument(help="Whose row, such as mes_consumptions.")],
    row: Annotated[
        str | None, typer.Option(metavar="FILE:LINE", help="The row, as records name it.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="Or its key; several columns with a comma between.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Its system, where several have it.")] = None,
    column: Annotated[
        str | None, typer.Option(help="Which column; lot_code if not given, of a lot.")
    ] = None,
    value: Annotated[str | None, typer.Option(help="The new value, of set_value.")] = None,
    lot: Annotated[
        str | None, typer.Option(help="The right lot: its code, of join_lots ITEM:LOT.")
    ] = None,
    uid: Annotated[str | None, typer.Option(help="The source's own id of the right lot.")] = None,
    no_lot: Annotated[bool, typer.Option("--no-lot", help="No lot is known to be right.")] = False,
    old: Annotated[
        str | None, typer.Option(help="The wrong value, where the key has several.")
    ] = None,
    reason_code: Annotated[str, typer.Option(help=f"One of: {_CODES}.")] = "other",
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what it would do; nothing is kept.")
    ] = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Propose a correction of one landed row, and see what it would do."""
    from traceability.cli.tabulate_corrections import impact_tables, proposal_lines
    from traceability.services.propose_correction import Proposal, draft_correction
    from traceability.services.propose_correction import propose_correction as keep
    from traceability.store.landed_rows import RowQuestion

    _check_new(action, lot=lot, value=value, no_lot=no_lot, uid=uid)
    _check_row_alone(action, column, old)
    file, line, key = _place(row, key)
    proposal = Proposal(
        action,
        RowQuestion(contract, source, file, line, key),
        column,
        value if action is Action.SET_VALUE else None if no_lot else lot,
        uid,
        old,
        lot if action is Action.JOIN_LOTS else None,
        reason_code,
        reason,
    )
    settings = read_settings()
    if preview:
        correction, impact = draft_correction(settings, proposal)
    else:
        correction, impact = keep(settings, sign_in(settings, as_user), proposal)
    if json:
        print_document({"correction": correction, "impact": impact})
    else:
        print_text(proposal_lines(correction, impact), impact_tables(impact))


def list_all(
    state: Annotated[
        str | None, typer.Option(help="waiting, rejected, approved, in_force, suspended, ...")
    ] = None,
    json: Json = False,
) -> None:
    """All corrections, and what the last build made of each."""
    from traceability.cli.tabulate_corrections import correction_table, list_lines
    from traceability.services.list_corrections import list_corrections

    found = list_corrections(read_settings(), state=state)
    if json:
        print_document(found.as_document())
    else:
        print_text(list_lines(found), [correction_table(found)] if found.corrections else [])


def show(number: Number, json: Json = False) -> None:
    """One correction; while no build has it, with what it would do."""
    from traceability.cli.tabulate_corrections import impact_tables, shown_lines
    from traceability.services.list_corrections import show_correction

    listed, impact = show_correction(read_settings(), number)
    if json:
        print_document({"correction": listed, "impact": impact})
    else:
        print_text(shown_lines(listed, impact), impact_tables(impact) if impact else [])


def approve(number: Number, reason: Why = "", as_user: As = None, json: Json = False) -> None:
    """Approve a correction that somebody else proposed; the next build applies it."""
    _decide(number, Decision.APPROVED, reason, as_user, json=json)


def reject(number: Number, reason: Why, as_user: As = None, json: Json = False) -> None:
    """Reject a correction that somebody else proposed."""
    _decide(number, Decision.REJECTED, reason, as_user, json=json)


def revert(number: Number, reason: Why, as_user: As = None, json: Json = False) -> None:
    """Propose to take an approved correction back; a second person approves that too."""
    from traceability.services.decide_correction import revert_correction

    settings = read_settings()
    kept = revert_correction(settings, sign_in(settings, as_user), number, reason)
    if json:
        print_document({"correction": kept})
    else:
        taken = f"Correction {kept.correction_no} takes correction {number} back"
        verb = f"lotline fix approve {kept.correction_no} --as USER"
        print_text([f"{taken}, once a second person approves it: {verb}"])


def register(app: dict[str, Verb | dict[str, Verb]]) -> None:
    """Add these verbs to the command."""
    app["fix"] = {
        "propose": propose,
        "list": list_all,
        "show": show,
        "approve": approve,
        "reject": reject,
        "revert": revert,
    }


def _decide(
    number: int, decision: Decision, reason: str, as_user: str | None, *, json: bool
) -> None:
    from traceability.services.decide_correction import decide_correction
    from traceability.services.list_corrections import newer_snapshot

    settings = read_settings()
    decided = decide_correction(settings, sign_in(settings, as_user), number, decision, reason)
    if json:
        print_document({"correction": decided})
        return
    then = " The next `lotline build` applies it." if decision is Decision.APPROVED else ""
    lines = [f"Correction {number} is {decision} by {decided.decided_by}.{then}"]
    now = newer_snapshot(settings, decided)
    if decision is Decision.APPROVED and now is not None:
        lines.append(
            f"Its preview was of snapshot {decided.snapshot_id}, and {now} is in force: "
            f"`lotline fix show {number}` tells what it does by today's records."
        )
    print_text(lines)


def _place(row: str | None, key: str | None) -> tuple[str | None, int | None, str | None]:
    """File and line, or the key as landing joins it."""
    if (row is None) == (key is None):
        raise UsageError("Which row?", hint="Name it by --row FILE:LINE or by --key KEY.")
    if key is not None or row is None:
        parts = [] if key is None else key.split(",")
        return None, None, chr(31).join(part.strip() for part in parts)
    file, _, line = row.rpartition(":")
    if not file or not (line.isascii() and line.isdigit()):
        raise UsageError(f"{row} is no file and line.", hint="Write --row consumptions.csv:17")
    return file, int(line), None


def _check_row_alone(action: Action, column: str | None, old: str | None) -> None:
    """A row is voided whole."""
    if action is Action.VOID_ROW and (column is not None or old is not None):
        raise UsageError(
            f"{action} takes no --column and no --old.",
            hint="It voids a whole row; where a key has several, name one by --row FILE:LINE.",
        )


def _check_new(
    action: Action, *, lot: str | None, value: str | None, no_lot: bool, uid: str | None
) -> None:
    """Each action takes what it needs and nothing else."""
    if uid is not None and not uid.strip():
        raise UsageError("An empty text is no id.", hint="Say --uid UID, or leave it out.")
    if action is Action.SET_LOT and (lot is None and uid is None) == (not no_lot):
        raise UsageError("Which lot is right?", hint="Say --lot CODE, or --no-lot.")
    if action is Action.JOIN_LOTS and lot is None:
        raise UsageError("Which lot is it the same as?", hint="Say --lot ITEM:LOT.")
    if action is Action.SET_VALUE and value is None:
        raise UsageError("Which value is right?", hint="Say --value VALUE.")
    given = {"--lot": lot, "--uid": uid, "--value": value, "--no-lot": no_lot or None}
    taken = {
        Action.SET_LOT: {"--lot", "--uid", "--no-lot"},
        Action.JOIN_LOTS: {"--lot"},
        Action.SET_VALUE: {"--value"},
    }.get(action, set())
    for name, told in given.items():
        if told is not None and name not in taken:
            raise UsageError(f"{action} takes no {name}.", hint="See `lotline fix propose --help`.")
