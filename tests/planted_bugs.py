"""Bugs that `tests/prove_tests.py` plants: one or more for each deliverable of the main job."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """A mistake somebody could make. `code` stands exactly once in `file`."""

    name: str
    deliverable: str
    file: str
    code: str
    mistake: str
    tests: tuple[str, ...]


DBT_EVENTS = "tests/dbt/test_events.py"
DBT_IDENTITY = "tests/dbt/test_identity.py"
KERNEL = "tests/index/test_kernel.py"
TRACE = "tests/services/test_trace_lot.py"
TRYTON = "tests/ingestion/test_tryton_profile.py"

BUGS = (
    Bug(
        "the domain imports a framework",
        "1 house",
        "traceability/domain/scope.py",
        "from enum import StrEnum\n",
        "from enum import StrEnum\n\nimport duckdb\n",
        ("tests/architecture/test_layers.py",),
    ),
    Bug(
        "a setting that no page names",
        "1 house",
        "traceability/settings.py",
        "    keep_snapshots: int = 10\n",
        "    keep_snapshots: int = 10\n    keep_days: int = 10\n",
        ("tests/architecture/test_docs.py",),
    ),
    Bug(
        "the demo does not say when its data ends",
        "2 demo",
        "traceability/services/tabulate_trace.py",
        'age = f"Data as of',
        'age = f"Data of',
        ("tests/recall/test_the_demo.py",),
    ),
    Bug(
        "rows are numbered by the line they end on",
        "3 ingestion",
        "ingestion/readers/text_lines.py",
        "return self.count - len(self.taken) + 1",
        "return self.count",
        ("tests/ingestion/test_csv.py",),
    ),
    Bug(
        "a dash of another kind makes another lot",
        "3 ingestion",
        "traceability/domain/code_keys.py",
        ".translate(_FOLD_DASHES)",
        "",
        ("tests/domain/test_code_keys.py",),
    ),
    Bug(
        "a row with too few cells is filled up and loaded",
        "3 ingestion",
        "ingestion/readers/csv_file.py",
        "            if len(fields) == width:\n                rows.append(fields)",
        "            if 0 < len(fields) <= width:\n"
        "                rows.append(fields + [''] * (width - len(fields)))",
        ("tests/ingestion/test_csv.py",),
    ),
    Bug(
        "a manifest does not name the one before it",
        "3 ingestion",
        "ingestion/landing/manifest.py",
        '"previous_hash": previous_hash,',
        '"previous_hash": "",',
        ("tests/ingestion/test_loads.py",),
    ),
    Bug(
        "reserved inputs are consumptions",
        "4 tryton",
        "ingestion/profiles/tryton/mes_consumptions.sql",
        "kind = 'consumption'",
        "kind in ('consumption', 'component')",
        (TRYTON,),
    ),
    Bug(
        "planned moves are facts",
        "4 tryton",
        "ingestion/profiles/tryton/prepare/10_moves.sql",
        "state in ('draft', 'assigned', 'staging') as is_planned",
        "state in ('staging') as is_planned",
        (TRYTON,),
    ),
    Bug(
        "the person who only started a cycle is forgotten",
        "4 tryton",
        "ingestion/profiles/tryton/mes_operations.sql",
        "coalesce(record_id(run_by), record_id(done_by)) as run_by",
        "record_id(done_by) as run_by",
        ("tests/ingestion/test_tryton_profile_variants.py",),
    ),
    Bug(
        "the earlier load wins",
        "5 dbt",
        "dbt_project/models/staging/int_current_keys.sql",
        "order by load_id desc nulls last",
        "order by load_id asc nulls last",
        (DBT_IDENTITY,),
    ),
    Bug(
        "an order's missing input and missing output are one lot",
        "5 dbt",
        "dbt_project/models/events/int_postings_identified.sql",
        "then 'in' else 'out'",
        "then 'in' else 'in'",
        ("tests/dbt", "tests/recall"),
    ),
    Bug(
        "the WMS is the record although the MES has rows",
        "5 dbt",
        "dbt_project/models/events/int_record_systems.sql",
        "max(case when contract = 'wms_movements' then 0 else 1 end) as is_mes",
        "min(case when contract = 'wms_movements' then 0 else 1 end) as is_mes",
        (DBT_EVENTS,),
    ),
    Bug(
        "small outputs make no link",
        "5 dbt",
        "dbt_project/models/links/int_output_links.sql",
        "where returns.fact_id is null",
        "where returns.fact_id is null and outputs.qty > 10",
        ("tests/recall", DBT_EVENTS),
    ),
    Bug(
        "shared models speak DuckDB",
        "5 dbt",
        "dbt_project/models/links/int_output_links.sql",
        "cast(null as timestamp) as from_at",
        "null::timestamp as from_at",
        ("tests/architecture/test_portable_sql.py",),
    ),
    Bug(
        "a link that leaves a run costs a hop too",
        "6 trace",
        "traceability/index/kernel.py",
        "leaves = graph.source[found.edges] < graph.lot_count",
        "leaves = graph.source[found.edges] >= 0",
        (KERNEL,),
    ),
    Bug(
        "the walk forgets where it began",
        "6 trace",
        "traceability/index/kernel.py",
        "waves.append(fresh)",
        "waves.append(fresh[fresh != seeds[0]] if hop == 0 else fresh)",
        (KERNEL,),
    ),
    Bug(
        "the backward view names the wrong edges",
        "6 trace",
        "traceability/index/writer.py",
        'self._file.add("edges.in_edge", backward, "int64")',
        'self._file.add("edges.in_edge", np.sort(backward), "int64")',
        ("tests/recall/test_five_lots.py",),
    ),
    Bug(
        "the orders that made the lot asked for are left out",
        "6 trace",
        "traceability/services/select_nodes.py",
        '        _role("made", *_near_runs(graph, steps_in(graph, seeds, rank))),\n',
        "",
        ("tests/recall/test_the_erp_agrees.py",),
    ),
    Bug(
        "a customer who returned everything is not called",
        "6 trace",
        "traceability/services/dress_answer.py",
        "if code is not None and code not in named:",
        "if code is not None and code in named:",
        (TRACE,),
    ),
    Bug(
        "a trace imports DuckDB",
        "6 trace",
        "traceability/services/open_snapshot.py",
        "from __future__ import annotations\n",
        "from __future__ import annotations\n\nimport duckdb\n",
        ("tests/cli/test_cost_of_a_trace.py",),
    ),
    Bug(
        "the pointer moves before the snapshot is there",
        "7 publishing",
        "traceability/services/publish_snapshot.py",
        '    announce("publish")\n',
        '    write_json(settings.pointer, {"snapshot": draft.name})\n    announce("publish")\n',
        ("tests/crash",),
    ),
    Bug(
        "a snapshot points at files of the landing",
        "7 publishing",
        "traceability/services/publish_snapshot.py",
        "        remove_landing(connection)\n",
        "",
        ("tests/services/test_publishing.py",),
    ),
    Bug(
        "pruning forgets the pins",
        "7 publishing",
        "traceability/services/list_snapshots.py",
        "protected = snapshots.pins(settings) | {_id_in_force(settings)}",
        "protected = {_id_in_force(settings)}",
        ("tests/services/test_publishing.py",),
    ),
)
