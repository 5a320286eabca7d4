"""Find the lots that a question names; every doubt is an error that lists the candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.domain.questions import Asked, item_and_lot, parse_asked
from traceability.domain.scans import looks_scanned, read_scan
from traceability.domain.scope import EVIDENCE
from traceability.domain.trace import NOT_ASKED, Gap
from traceability.errors import AmbiguousError, DataMissingError, NotFoundError
from traceability.index.graph import steps_out
from traceability.services.find_work import WORK_KINDS, find_work, say_unmade
from traceability.services.name_candidates import candidates, near_lots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.index.reader import GenealogyIndex

_WEAKEST = len(EVIDENCE) - 1
_CODE_COLUMNS = {
    "order": ("trace_runs", "work_order_code"),
    "delivery": ("trace_shipments", "delivery_code"),
    "receipt": ("trace_supplies", "receipt_code"),
    "supplier-lot": ("trace_supplies", "supplier_lot_key"),
    "line": ("trace_runs", "line_code"),
    "item": ("trace_lots", "item_code"),
    "hu": ("trace_handling_units", "handling_unit_code"),
}
_HANGING_ON_LOTS = frozenset({"delivery", "receipt", "supplier-lot", "hu"})
_WORDS = {"hu": "handling unit"}


def resolve_question(
    index: GenealogyIndex, asked: Iterable[str], item: str | None = None
) -> list[int]:
    """Nodes of all lots asked for, ascending; `item` narrows every one of them.

    Raises NotFoundError with near spellings, AmbiguousError with all candidates.
    """
    nodes: set[int] = set()
    for text in asked:
        nodes.update(_resolve(index, parse_asked(text), item))
    return sorted(nodes)


def _resolve(index: GenealogyIndex, asked: Asked, item: str | None) -> list[int]:
    if asked.kind == "code":
        return [_one(index, asked, _lots_of_code(index, asked.code), item)]
    if asked.kind == "serial":
        return [_one(index, asked, _lots_of_key(index, code_key(asked.code)), item)]
    if asked.kind in WORK_KINDS:
        nodes = _lots_of_work(index, asked)
    else:
        nodes = _lots_of_rows(index, asked, rows_of_code(index, asked))
    found = _narrowed(index, nodes, item)
    if not found:
        unmade = "".join(f" {gap.message}" for gap in name_unmade(index, [asked.text]))
        raise NotFoundError(
            f"{asked.text}: it is known, but no lot of it is"
            + (f" of item {item}" if item else "")
            + (" in that time." if asked.period else "."),
            hint=f"Ask for one of its input lots, or for a wider period.{unmade}",
        )
    return found


def rows_of_code(index: GenealogyIndex, asked: Asked) -> np.ndarray[Any, Any]:
    """Rows of the mart that knows this kind of code.

    The exact spelling wins over others with the same key; without it, they must be one. Raises
    NotFoundError, AmbiguousError, DataMissingError for a snapshot too old to be asked.
    """
    mart, column = _CODE_COLUMNS[asked.kind]
    table = index.table(mart)
    word = _WORDS.get(asked.kind, asked.kind)
    if not table.has_keys(column):
        raise DataMissingError(
            f"{asked.text}: this snapshot is older than questions for a {word}.",
            hint="Run `lotline build`, or ask for a lot.",
        )
    rows = table.rows_with_key(column, code_key(asked.code))
    if not rows.size:
        raise _not_known(asked, word)
    spellings = table.take(column, rows)
    if len(set(spellings)) > 1:
        exact = [spelling == asked.code for spelling in spellings]
        if not any(exact):
            lots = _lots_of_rows(index, asked, rows)
            raise _not_clear(index, asked, sorted(set(spellings)), lots)
        rows = rows[np.array(exact)]
    return rows


def _not_known(asked: Asked, word: str) -> NotFoundError:
    return NotFoundError(
        f"There is no {word} {asked.code} in this snapshot.",
        hint=f"Try `lotline find {asked.code}`.",
    )


def _not_clear(
    index: GenealogyIndex, asked: Asked, spellings: Iterable[str], lots: list[int]
) -> AmbiguousError:
    word = _WORDS.get(asked.kind, asked.kind)
    return AmbiguousError(
        f"{asked.text} may be any of {', '.join(spellings)}.",
        hint="Write it exactly as recorded.",
        candidates=candidates(index, lots, f"{word} of a like code"),
    )


def name_unmade(index: GenealogyIndex, texts: Iterable[str]) -> tuple[Gap, ...]:
    """What questions for machines and persons could not turn into lots, as one line at most."""
    told = []
    for text in texts:
        asked = parse_asked(text)
        if asked.kind in WORK_KINDS:
            work = find_work(index, asked)
            fruitless = [
                code for code in work.orders if not lots_made(index, runs_of_orders(index, [code]))
            ]
            told += say_unmade(asked, work, fruitless)
    return (Gap(NOT_ASKED, " ".join(told), None, None, None, 0),) if told else ()


def lots_made(index: GenealogyIndex, runs: np.ndarray[Any, Any]) -> list[int]:
    """Lots that these runs (as nodes) made, by any recorded or possible link."""
    made = steps_out(index.graph, runs, _WEAKEST).nodes
    return sorted(set(made[made < index.lot_count].tolist()))


def runs_of_orders(index: GenealogyIndex, codes: Iterable[str]) -> np.ndarray[Any, Any]:
    """Nodes of the runs of exactly these orders."""
    runs = index.table("trace_runs")
    nodes = [
        index.lot_count + row
        for code in sorted(set(codes))
        for row, spelling in _spelled(runs, code)
        if spelling == code
    ]
    return np.array(nodes, np.int64)


def _spelled(runs: Any, code: str) -> Iterable[tuple[int, str]]:
    rows = runs.rows_with_key("work_order_code", code_key(code))
    return zip(rows.tolist(), runs.take("work_order_code", rows), strict=True)


def _lots_of_rows(index: GenealogyIndex, asked: Asked, rows: np.ndarray[Any, Any]) -> list[int]:
    """Lots behind rows of the mart of this kind, in the period asked for."""
    table = index.table(_CODE_COLUMNS[asked.kind][0])
    if asked.kind in _HANGING_ON_LOTS:
        return sorted(set(table.owners_of(rows).tolist()))
    if asked.kind == "item":
        return _within(asked, rows, table.take("first_seen_at", rows), None)
    ends = table.take("closed_at", rows)
    kept = _within(asked, rows, table.take("started_at", rows), ends)
    return lots_made(index, index.lot_count + np.array(kept, np.int64))


def _lots_of_work(index: GenealogyIndex, asked: Asked) -> list[int]:
    """Lots that a machine or person made. The exact spelling wins; without it, they must be one."""
    work = find_work(index, asked)
    if not work.spellings and not work.is_whole:
        raise DataMissingError(
            f"{asked.text}: this snapshot names no {asked.kind} {asked.code}, but it is older than "
            "the rows that may name it.",
            hint="Run `lotline build`, or ask for a lot.",
        )
    if not work.spellings:
        raise _not_known(asked, asked.kind)
    own = [node for lot_id in work.lots if (node := index.lot_of(lot_id)) is not None]
    lots = sorted({*lots_made(index, runs_of_orders(index, work.orders)), *own})
    if len(work.spellings) > 1 and asked.code not in work.spellings:
        raise _not_clear(index, asked, work.spellings, lots)
    return lots


def _within(
    asked: Asked,
    rows: np.ndarray[Any, Any],
    starts: list[str | None],
    ends: list[str | None] | None,
) -> list[int]:
    """Rows whose time may touch the period; without `ends` the start is the whole time."""
    pairs = zip(rows.tolist(), starts, starts if ends is None else ends, strict=True)
    return [
        row
        for row, start, end in pairs
        if asked.period is None or asked.period.may_hold(start, end)
    ]


def _lots_of_code(index: GenealogyIndex, code: str) -> list[int]:
    """Every lot that a printed code, an id, ITEM:LOT or a scan may mean."""
    node = index.lot_of(code)
    if node is not None:
        return [node]
    aliases = index.table("trace_aliases")
    ids = aliases.take("lot_id", aliases.rows_with_key("alias_id", code_key(code)))
    nodes = {index.lot_of(lot_id) for lot_id in ids} - {None}
    if nodes:
        return sorted(node for node in nodes if node is not None)
    found = set(_lots_of_key(index, code_key(code)))
    for item, lot in item_and_lot(code):
        found.update(_narrowed(index, _lots_of_key(index, code_key(lot)), item))
    if not found and looks_scanned(code):
        return _lots_of_scan(index, code)
    return sorted(found)


def _lots_of_scan(index: GenealogyIndex, text: str) -> list[int]:
    """Lots of the article on the label that bear its serial number, else its lot code."""
    scan = read_scan(text)
    if scan is None or not (scan.lot_code or scan.serial_code):
        raise NotFoundError(
            f"The scan {text!r} names no lot and no serial number.",
            hint="Scan the label that bears (10) or (21), or type the lot code.",
        )
    articles = set(_lots_of_gtin(index, scan.gtin)) if scan.gtin else None
    elsewhere: set[int] = set()
    for code in (scan.serial_code, scan.lot_code):
        lots = set(_lots_of_key(index, code_key(code))) if code else set()
        found = lots if articles is None else lots & articles
        if found:
            return sorted(found)
        elsewhere |= lots
    raise NotFoundError(
        f"No lot {scan.lot_code or scan.serial_code} of an item with GTIN {scan.gtin} is known.",
        hint="Check the GTIN in the item master, or ask for ITEM:LOT.",
        candidates=candidates(index, sorted(elsewhere), "same code, another GTIN or none"),
    )


def _lots_of_gtin(index: GenealogyIndex, gtin: str) -> list[int]:
    """Lots of the items with this GTIN, however many leading zeros the master keeps."""
    lots = index.table("trace_lots")
    spellings = {gtin, *(gtin[cut:] for cut in range(1, 7) if set(gtin[:cut]) == {"0"})}
    return [
        node
        for spelling in sorted(spellings)
        for node in lots.rows_with_key("gtin", code_key(spelling)).tolist()
    ]


def _lots_of_key(index: GenealogyIndex, key: str) -> list[int]:
    nodes: list[int] = index.table("trace_lots").rows_with_key("lot_code_key", key).tolist()
    return nodes


def _narrowed(index: GenealogyIndex, nodes: list[int], item: str | None) -> list[int]:
    if item is None:
        return nodes
    wanted = code_key(item)
    items = index.table("trace_lots").take("item_code", np.array(nodes, np.int64))
    return [
        node for node, code in zip(nodes, items, strict=True) if code and code_key(code) == wanted
    ]


def _one(index: GenealogyIndex, asked: Asked, found: list[int], item: str | None) -> int:
    nodes = _narrowed(index, found, item)
    if len(nodes) == 1:
        return nodes[0]
    if found and not nodes:
        raise NotFoundError(
            f"There is no lot {asked.code} of item {item} in this snapshot.",
            hint="Leave out --item, or name one of the items below.",
            candidates=candidates(index, found, "same code, another item"),
        )
    if nodes:
        raise AmbiguousError(
            f"{asked.code} stands for {len(nodes)} lots.",
            hint="Ask for ITEM:LOT, add --item ITEM, or use the lot_id of one of them.",
            candidates=candidates(index, nodes, "same code"),
        )
    parts = item_and_lot(asked.code)
    near = near_lots(index, code_key(parts[-1][1] if parts else asked.code))
    raise NotFoundError(
        f"There is no lot {asked.code} in this snapshot.",
        hint=f"Try `lotline find {asked.code}`."
        if not near
        else f"Did you mean {near[0]['item_code']}:{near[0]['lot_code']}?",
        candidates=near,
    )
