"""Questions by telephone: what may have happened since the records of a source end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.tables import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.services.cases.read_ground import CaseFacts, Ground

Row = dict[str, Any]
Sentence = tuple[str, str]
_TELLS = {
    "deliveries": frozenset({"erp_deliveries", "wms_movements"}),
    "orders": frozenset({"mes_outputs", "mes_consumptions", "erp_work_orders", "wms_movements"}),
    "stock": frozenset({"wms_movements", "wms_stock"}),
}
"""Contracts in which a source tells what a question is about."""
_BEGINNING = datetime.min.replace(tzinfo=UTC)


def telephone_checks(
    ground: Ground,
    facts: CaseFacts,
    actions: dict[str, list[Row]],
    ages: dict[str, datetime | None],
) -> dict[str, list[Sentence]]:
    """By source, the questions in English and Chinese, each once, under one source.

    A question goes to the source that tells most lately of such things at its site.
    """
    found: dict[str, list[Sentence]] = {}
    places = _sources_of_sites(ground)
    for kind, site, sentence in _questions(facts, actions):
        source = _teller(kind, site, places, facts, ages)
        if source is not None:
            asked = found.setdefault(source, [])
            if sentence not in asked:
                asked.append(sentence)
    return found


def _questions(
    facts: CaseFacts, actions: dict[str, list[Row]]
) -> Iterator[tuple[str, str | None, Sentence]]:
    """Kind, site and question: deliveries first, then running orders, then sites."""
    sites = {
        (row["delivery_code"], row["line_no"]): row["site_code"] for row in facts.open_deliveries
    }
    for line in actions["stop_deliveries"]:
        site = sites.get((line["delivery_code"], line["line_no"]))
        yield "deliveries", site, _delivery(line)
    for row in facts.open_deliveries:
        if row["is_unknown_lot"]:
            yield "deliveries", row["site_code"], _lotless(row)
    for line in actions["stop_orders"]:
        yield "orders", line["site_code"], _order(line)
    lots: dict[str | None, set[str]] = {}
    for line in actions["hold"]:
        lots.setdefault(line["site_code"], set()).add(line["lot_id"])
    for site, held in sorted(lots.items(), key=lambda pair: (pair[0] is None, pair[0] or "")):
        yield "stock", site, _site(site, len(held))


def _delivery(line: Row) -> Sentence:
    code, lot = line["delivery_code"] or "?", line["lot_code"] or "?"
    planned = f", planned for {line['planned_at']}" if line["planned_at"] else ""
    zh = f"（计划{line['planned_at']}）" if line["planned_at"] else ""
    customer = line["customer_code"] or "an unnamed customer"
    item = line["item_code"] or "?"
    return (
        f"Has delivery {code} to {customer}{planned} left with lot {item}:{lot}?",
        f"交货单{code}{zh}，客户{line['customer_code'] or '未记录'}，批次{lot}是否已经发出？",
    )


def _lotless(row: Row) -> Sentence:
    code, item = row["delivery_code"] or "?", row["item_code"] or "?"
    return (
        f"Which lot of {item} was or will be picked for open delivery {code}? It names none.",
        f"未结交货单{code}没有写明{item}的批次：已拣或将拣哪个批次？",
    )


def _order(line: Row) -> Sentence:
    code = line["work_order_code"]
    where = line["line_code"] or line["site_code"]
    at, zh = (f" at {where}", f"（{where}）") if where else ("", "")
    return (
        f"Is order {code}{at} still running, and what has it made and used since?",
        f"工单{code}{zh}是否仍在生产，此后产出和投料了什么？",
    )


def _site(site: str | None, count: int) -> Sentence:
    if site is None:
        return (
            f"Where are the {many(count, 'lot')} that are under way or at an unknown site?",
            f"在途或地点不明的{count}个批次现在何处？",
        )
    return (
        f"What of the {many(count, 'lot')} held at site {site} was moved, picked or used since?",
        f"地点{site}待冻结的{count}个批次此后有无移动、拣货或投料？",
    )


def _teller(
    kind: str,
    site: str | None,
    places: dict[str | None, set[str]],
    facts: CaseFacts,
    ages: dict[str, datetime | None],
) -> str | None:
    """The source to ask about; the widest choice where none is known for the site."""
    known = set(ages)
    everywhere = {source for sources in places.values() for source in sources}
    tells = {source for source, told in facts.contracts.items() if told & _TELLS[kind]}
    choices = (
        places.get(site, set()) & tells if site is not None else set(),
        everywhere & tells,
        everywhere,
        known,
    )
    for choice in choices:
        if choice & known:
            return max(sorted(choice & known), key=lambda source: ages[source] or _BEGINNING)
    return None


def _sources_of_sites(ground: Ground) -> dict[str | None, set[str]]:
    """The sources that told of the lots of the case, by site."""
    table = ground.index.table("trace_events")
    rows = table.rows_of(ground.nodes).rows
    found: dict[str | None, set[str]] = {}
    for site, source in set(table.records(("site_code", "source_system"), rows)):
        if source is not None:
            found.setdefault(site, set()).add(source)
    return found
