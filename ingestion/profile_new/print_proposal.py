"""Prints what was matched, what was not, and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ingestion.profile_new.new_profile import NewProfile
from ingestion.profile_new.propose_table import ContractProposal, ProposedTable
from ingestion.profile_new.write_profile import open_lines


def print_proposal(written: NewProfile) -> None:
    """Print the matches of every table to stdout, then the next step to stderr."""
    for table in written.tables:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(table)))
    folder = written.path.parent
    _say(f"Written to {written.path}.")
    choices = sum(table.choices for table in written.tables)
    if choices:
        _say(f"What is open is marked CHOOSE in it: {choices}.")
    if written.problem:
        _say(f"It does not pass its check yet: {written.problem}")
        _say(f"Next: decide what is marked CHOOSE, then `lotline profile check {folder}`.")
    else:
        _say(f"Next: read it, then `lotline ingest FILE --profile {folder} --dry-run`.")


def _lines(table: ProposedTable) -> Iterator[str]:
    files = ", ".join(table.files)
    if not table.candidates:
        yield f"{files}: resembles no contract"
        return
    if table.decided:
        fitted, columns = table.decided.match.fitted, len(table.columns)
        yield f"{files}: {table.decided.contract} ({fitted} of {columns} columns fit)"
        yield from _columns(table.decided)
        return
    names = " or ".join(proposal.contract for proposal in table.candidates)
    yield f"{files}: choose {names}; all are in the file as comments"


def _columns(proposal: ContractProposal) -> Iterator[str]:
    width = max(map(len, proposal.columns), default=0)
    for target, source in proposal.columns.items():
        yield f"  {target.ljust(width)}  {source}"
    if proposal.is_derived:
        key = proposal.match.key_to_derive
        yield f"  {key.ljust(width)}  (from what the row holds: the file has no id of rows)"
    yield from (f"  {line}" for line in open_lines(proposal))


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
