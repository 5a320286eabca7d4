"""Writes a proposed profile as profile.yml, with what is open as comments in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from ingestion.profile_new.check_sample import SampleCheck
from ingestion.profile_new.propose_table import ContractProposal, ProposedTable
from traceability.contracts.extracts import EXTRACTS

_HEAD = """\
# Proposed by `lotline profile new` from the headers of the files; read every line before you trust
# an answer that stands on it. CHOOSE marks what only you can know, CHECK what looks odd.
# docs/write-a-profile.md tells what else may stand here. Four entries change answers, not looks:
# how far the clock may be trusted (times), where a lot code is unique (lot_scope), whether a file
# holds everything (mode), and which words mean "no lot" (no_lot).
"""


def profile_text(
    name: str, tables: Iterable[ProposedTable], *, encoding: str = "", delimiter: str = ","
) -> str:
    """The whole document; it passes `lotline profile check` where nothing is left to choose."""
    told = list(tables)
    lines = [_HEAD, f"name: {scalar(name)}", f"source_system: {scalar(name)}"]
    lines += ["mode: delta", "lot_scope: item", "times: {default: posted}"]
    lines += [f"encoding: {scalar(encoding)}"] if encoding else []
    lines += [f"delimiter: {scalar(delimiter)}"] if delimiter != "," else []
    lines += ["", "tables:", *_tables(told), "", "contracts:", *_contracts(told)]
    derived = dict.fromkeys(
        table.decided.contract for table in told if table.decided and table.decided.is_derived
    )
    if derived:
        lines += ["", "# These files have no id of rows: a row is known by all that it holds."]
        lines += ["key:", *(f"  {contract}: derived" for contract in derived)]
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """A text as YAML on one line, in double quotes."""
    written: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)
    return written.strip()


def _tables(tables: Iterable[ProposedTable]) -> Iterator[str]:
    for table in tables:
        if table.decided:
            yield from _table(table, table.decided)
        else:
            yield f"  # {_comment(table.name)}: see below"


def _table(table: ProposedTable, proposal: ContractProposal) -> Iterator[str]:
    match = proposal.match
    doubted = (name for names in match.doubts.values() for name in names)
    sources = {*match.chosen.values(), *match.id_parts, *doubted}
    used = [name for name in table.columns if name in sources]
    required = EXTRACTS[proposal.contract].required
    needed = {*match.id_parts, *(match.chosen.get(name) for name in required)}
    yield f"  {scalar(table.name)}:"
    if table.pattern:
        yield f"    files: [{scalar(table.pattern)}]"
    yield f"    must_have: [{', '.join(scalar(name) for name in used if name in needed)}]"
    yield f"    columns: [{', '.join(map(scalar, used))}]"


def _contracts(tables: list[ProposedTable]) -> Iterator[str]:
    filled: dict[str, list[ProposedTable]] = {}
    for table in tables:
        if table.decided:
            filled.setdefault(table.decided.contract, []).append(table)
    for contract, drivers in filled.items():
        yield f"  {contract}:"
        for table in drivers:
            assert table.decided
            yield from _entry(table, table.decided, is_one_of_several=len(drivers) > 1)
    for table in tables:
        if not table.decided:
            yield from _open_table(table)


def _open_table(table: ProposedTable) -> Iterator[str]:
    """A table whose contract is not decided: each candidate, ready but for the `#`."""
    yield ""
    if not table.candidates:
        yield f"  # {_comment(table.name)} resembles no contract; its columns are"
        yield f"  # {', '.join(map(_comment, table.columns))}"
        return
    names = " or ".join(proposal.contract for proposal in table.candidates)
    yield f"  # CHOOSE what {_comment(table.name)} holds: {names}."
    for proposal in table.candidates:
        yield "  # under `tables`:"
        yield from (f"  # {line}" for line in _table(table, proposal))
        yield "  # under `contracts`:"
        yield f"  #   {proposal.contract}:"
        yield from (f"  # {line}" for line in _entry(table, proposal, is_one_of_several=False))
        if proposal.is_derived:
            yield f"  # under `key`: {proposal.contract}: derived"


def _entry(
    table: ProposedTable, proposal: ContractProposal, *, is_one_of_several: bool
) -> Iterator[str]:
    margin = "      " if is_one_of_several else "    "
    yield f"{'    - ' if is_one_of_several else margin}from: {scalar(table.name)}"
    yield f"{margin}columns:"
    for target, source in proposal.columns.items():
        yield f"{margin}  {target}: {scalar(source)}{_note(proposal.checks.get(target))}"
    yield from (f"{margin}  # {line}" for line in open_lines(proposal))


def open_lines(proposal: ContractProposal) -> Iterator[str]:
    """What is left to a person, one sentence each; the columns that are not used come last."""
    contract = EXTRACTS[proposal.contract]
    for target, names in proposal.match.doubts.items():
        need = ", which is needed" if contract[target].is_required else ""
        yield f"CHOOSE {target}{need}: {' or '.join(map(_comment, names))}"
    for target, name in proposal.open_words.items():
        yield (
            f"CHOOSE {target}, which is needed: {_comment(name)} holds other words "
            f"({', '.join(map(_comment, proposal.checks[target].unread))})"
        )
        yield f"  write: case {_comment(name)} when '...' then '{contract[target].choices[0]}' end"
        yield f"  one of: {', '.join(contract[target].choices)}"
    told = {*proposal.match.doubts, *proposal.open_words}
    for target in proposal.missing:
        if target not in told:
            words = f" (one of: {', '.join(contract[target].choices)})"
            yield (
                f"CHOOSE {target}, which is needed: no column fits; write SQL, or a word under "
                f"`constants`{words if contract[target].choices else ''}"
            )
    for name, target in proposal.match.passed_over.items():
        yield f"not used, though it would fit {target}: {_comment(name)}"
    if proposal.match.left:
        yield f"not used: {', '.join(map(_comment, proposal.match.left))}"


def _note(check: SampleCheck | None) -> str:
    if not check or not check.unread:
        return ""
    values = ", ".join(map(_comment, check.unread))
    return f"  # CHECK: {check.count} of {check.total} values cannot be read ({values})"


def _comment(text: str) -> str:
    """A text of the file within a comment: one line, in quotes."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return f'"{" ".join(printable.split())}"'
