"""The account of driving rows: each one landed, was set aside by a rule, or is quarantined."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ingestion import rules
from ingestion.landing.rows import LandedChunk, mentions_of
from ingestion.landing.work_database import RESERVED, WorkDatabase, quoted
from ingestion.profile import Profile
from ingestion.readers import CHUNK_ROWS, RejectedRow
from traceability.errors import UsageError

_REJECTED = pa.schema(
    [
        ("contract", pa.string()),
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("rule_id", pa.string()),
        ("reason", pa.string()),
        ("raw_text", pa.string()),
        ("mentions", pa.string()),
    ]
)
_TOLD = frozenset({"ledger_contract", "ledger_rule", "ledger_reason", "ledger_mentions"})


class Ledger:
    """Keeps, inside the work database, which driving rows landed and which were rejected."""

    def __init__(self, work: WorkDatabase, profile: Profile) -> None:
        self._work = work
        self._profile = profile
        work.run(
            "create schema ledger;"
            "create table ledger.landed (source_file varchar, source_row bigint);"
            "create table ledger.rejected (contract varchar, source_file varchar, "
            "source_row bigint, rule_id varchar, reason varchar, raw_text varchar, "
            "mentions varchar);"
        )

    def reject_unread(self, table: str, file: str, rows: tuple[RejectedRow, ...]) -> None:
        """Note rows that the reader could not read; their text is kept as it stood."""
        contract = self.contract_of(table)
        self._reject(
            {
                "contract": contract,
                "source_file": file,
                "source_row": row.row,
                "rule_id": row.rule_id,
                "reason": row.reason,
                "raw_text": row.raw_text,
                "mentions": mentions_of(row.fields),
            }
            for row in rows
        )

    def note(self, contract: str, chunk: LandedChunk) -> None:
        """Note what became of the rows that one contract query returned."""
        self._work.append("ledger.landed", chunk.table.select(list(RESERVED)))
        self._reject(
            {
                "contract": contract,
                "source_file": fact.source_file,
                "source_row": fact.source_row,
                "rule_id": fact.rule_id,
                "reason": fact.reason,
                "raw_text": None,
                "mentions": fact.mentions,
            }
            for fact in chunk.rejected
        )

    def settle(self) -> None:
        """Decide the fate of every driving row, once all queries have run."""
        self._work.run("create table ledger.used as select distinct * from ledger.landed")
        self._refuse_unknown_rows()
        self._work.run(
            "create table ledger.fates (native varchar, source_file varchar, source_row bigint, "
            "fate varchar, rule_id varchar, aside_rule varchar)"
        )
        for table in self._profile.tables.values():
            if not table.is_lookup:
                self._settle_table(table.name)

    def counts(self, table: str) -> dict[str, dict[tuple[str, str], int]]:
        """Per file of a native table: (fate, rule) -> rows; fates used, set_aside, quarantined."""
        found: dict[str, dict[tuple[str, str], int]] = {}
        for file, fate, rule, count in self._work.rows(
            "select source_file, fate, coalesce(rule_id, ''), count(*) from ledger.fates "
            f"where native = {_text(table)} group by all"
        ):
            found.setdefault(file, {})[fate, rule] = count
        return found

    def first_row(self, file: str, rule: str) -> int | None:
        """First driving row of a file that is in quarantine under a rule."""
        found = self._work.rows(
            "select min(source_row) from ledger.fates where fate = 'quarantined' "
            f"and source_file = {_text(file)} and rule_id = {_text(rule)}"
        )
        return int(found[0][0]) if found[0][0] is not None else None

    def contradictions(self) -> list[tuple[str, str, int, int]]:
        """Rows that landed although a set-aside rule names them: file, rule, count, first row."""
        return [
            (file, rule, count, row)
            for file, rule, count, row in self._work.rows(
                "select source_file, aside_rule, count(*), min(source_row) from ledger.fates "
                "where fate = 'used' and aside_rule is not null group by all order by all"
            )
        ]

    def quarantined(self) -> Iterator[Any]:
        """All rejected rows as Arrow tables with the columns of `_REJECTED`."""
        by_reader = "select * from ledger.rejected where raw_text is not null"
        yield from self._work.stream(f"{by_reader} order by all", "quarantine", CHUNK_ROWS)
        for table in self._profile.tables.values():
            if not table.is_lookup:
                yield from map(self._with_raw_text, self._rejected_rows(table.name))

    def contract_of(self, table: str) -> str:
        """The contract a native table drives; its own name when it drives several."""
        driven = {m.contract for m in self._profile.mappings if table in m.tables}
        return driven.pop() if len(driven) == 1 else table

    def _reject(self, rows: Iterator[dict[str, Any]]) -> None:
        self._work.append("ledger.rejected", pa.Table.from_pylist(list(rows), schema=_REJECTED))

    def _settle_table(self, name: str) -> None:
        asides = self._profile.set_aside.get(name, {})
        cases = " ".join(f"when ({sql}) then {_text(rule)}" for rule, sql in asides.items())
        aside = f"case {cases} end" if cases else "cast(null as varchar)"
        self._work.run(
            f"""
            insert into ledger.fates
            select
                {_text(name)},
                source_file,
                source_row,
                case
                    when used.source_row is not null then 'used'
                    when rejected.rule_id is not null then 'quarantined'
                    when aside_rule is not null then 'set_aside'
                    else 'quarantined'
                end,
                case
                    when used.source_row is null
                        then coalesce(rejected.rule_id, aside_rule, {_text(rules.UNMAPPED)})
                end,
                aside_rule
            from (
                select source_file, source_row, {aside} as aside_rule from {quoted(name)}
            ) as native
            left join ledger.used as used using (source_file, source_row)
            left join (
                select source_file, source_row, min(rule_id) as rule_id
                from ledger.rejected
                group by source_file, source_row
            ) as rejected using (source_file, source_row)
            """,
            f"profile {self._profile.name}, set_aside.{name}",
        )

    def _refuse_unknown_rows(self) -> None:
        drivers = [table.name for table in self._profile.tables.values() if not table.is_lookup]
        known = " union all ".join(
            f"select source_file, source_row from {quoted(name)}" for name in drivers
        )
        strangers = self._work.rows(
            f"select source_file, source_row from ledger.used except ({known}) limit 1"
        )
        if strangers:
            file, row = strangers[0]
            raise UsageError(
                f"Profile {self._profile.name}: a query names {file}, row {row} as driving row, "
                "which is no row of a driving table.",
                hint="Return source_file and source_row of the table under `from`.",
            )

    def _rejected_rows(self, name: str) -> Iterator[Any]:
        """Quarantined rows of one native table: what was said of them, then their own columns."""
        contract = _text(self.contract_of(name))
        yield from self._work.stream(
            f"""
            select
                coalesce(rejected.contract, {contract}) as ledger_contract,
                coalesce(rejected.rule_id, fates.rule_id) as ledger_rule,
                coalesce(rejected.reason, 'No query of the profile took this row, and no rule '
                    || 'sets it aside.') as ledger_reason,
                rejected.mentions as ledger_mentions,
                native.*
            from {quoted(name)} as native
            inner join ledger.fates as fates
                on fates.native = {_text(name)}
                and native.source_file = fates.source_file
                and native.source_row = fates.source_row
            left join ledger.rejected as rejected
                on native.source_file = rejected.source_file
                and native.source_row = rejected.source_row
            where fates.fate = 'quarantined' or rejected.source_row is not null
            order by native.source_file, native.source_row, ledger_contract
            """,
            "quarantine",
            CHUNK_ROWS,
        )

    def _with_raw_text(self, rows: Any) -> Any:
        return pa.Table.from_pylist([_quarantine_row(row) for row in rows.to_pylist()], _REJECTED)


def _quarantine_row(row: dict[str, Any]) -> dict[str, Any]:
    own = {
        name: text
        for name, text in row.items()
        if text is not None and name not in RESERVED and name not in _TOLD
    }
    mapped = row["ledger_mentions"] or ""
    return {
        "contract": row["ledger_contract"],
        "source_file": row["source_file"],
        "source_row": row["source_row"],
        "rule_id": row["ledger_rule"],
        "reason": row["ledger_reason"],
        "raw_text": json.dumps(own, ensure_ascii=False),
        "mentions": mentions_of([*own.values(), *mapped.split(chr(31))]),
    }


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
