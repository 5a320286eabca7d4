"""Print what a verb found or why it failed; a reader that leaves early is no failure."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traceability.domain.tables import TextTable
    from traceability.errors import LotlineError

SCHEMA_VERSION = 1


def print_text(lines: Iterable[str], tables: Iterable[TextTable] = ()) -> None:
    """Print lines, then tables, for people."""
    from traceability.cli.print_tables import print_tables

    with _quiet_pipe():
        print_tables(lines, tables, sys.stdout)
        sys.stdout.flush()


def print_document(document: dict[str, Any]) -> None:
    """Print one JSON document of plain values or value objects, for programs."""
    from traceability.services.write_json import as_json

    text = as_json({"schema_version": SCHEMA_VERSION, **document})
    with _quiet_pipe():
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def print_error(error: LotlineError, as_document: bool) -> int:
    """Say what is wrong and what to do next: on stdout for programs, on stderr for people.

    Returns the exit code of the error.
    """
    candidates = getattr(error, "candidates", ())
    if as_document:
        told = {"kind": error.kind, "message": error.message, "hint": error.hint}
        print_document({"error": told, "candidates": list(candidates)})
        return error.exit_code
    from traceability.domain.tables import visible

    lines = [*error.message.splitlines(), *error.hint.splitlines()]
    for one in candidates:
        name = f"{one['item_code'] or '?'}:{one['lot_code'] or '(unknown)'}"
        uid = f"  uid {one['lot_uid']}" if one["lot_uid"] else ""
        lines.append(f"  {name}  {one['lot_id']}{uid}  ({one['why']})")
    sys.stderr.writelines(f"{visible(line)}\n" for line in lines)
    return error.exit_code


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # What is still buffered goes nowhere, or Python would complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
