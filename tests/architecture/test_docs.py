"""The pages say what the code does: names, keys, verbs, defaults and links are compared."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestion import rules
from tests.architecture.tree import ROOT, files_ending, product_python, project_files, text_of
from traceability import errors
from traceability.contracts.catalogue import CATALOGUE
from traceability.contracts.column import Contract
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.recall_marts import MARTS
from traceability.domain.scope import Scope
from traceability.domain.trace import Counts, Question, SnapshotStamp, Trace
from traceability.settings import PREFIX, Settings, from_env

DECISIONS = Path("docs/decisions")
OTHER_VALUES = {
    "home": "elsewhere",
    "timezone": "Asia/Shanghai",
    "tolerance_minutes": "7",
    "entry_delay_minutes": "8",
    "stale_after_hours": "99",
    "late_booking_hours": "9",
    "need_tolerance_percent": "4",
    "balance_tolerance_percent": "3",
    "yield_low_percent": "60",
    "yield_high_percent": "105",
    "use_outlier_percent": "20",
    "scrap_silent_weeks": "8",
    "go_live": "2020-01-01",
    "scan_latency_minutes": "5",
    "entry_latency_hours": "12",
    "scans_per_minute": "30",
    "memory_limit": "1GB",
    "threads": "9",
    "keep_snapshots": "3",
    "no_lot": "ohne|keine",
    "drop": "elsewhere",
    "drop_settle_seconds": "5",
    "nightly_at": "30 3 * * *",
    "state_url": "postgresql://lotline@localhost/lotline",
    "password_file": "elsewhere",
    **{one.name: "97" for one in dataclasses.fields(Settings) if one.name.startswith("mark_")},
}
NOT_IN_JSON = {"details", "possible_beyond"}
TERMS = [
    "item",
    "lot",
    "serial",
    "sublot",
    "event",
    "consumption",
    "output",
    "run",
    "link",
    "genealogy",
    "gap",
    "finding",
    "completeness",
    "case",
    "drill",
    "correction",
    "snapshot",
    "evidence",
    "scope",
    "hold",
    "identity",
    "landing",
    "extract",
]
GLOSSARY_COLUMNS = ["Term", "中文", "Meaning here", "ISA-95", "SAP", "Oracle", "GS1"]


def cells(row: str) -> list[str]:
    """Cells of one row of a Markdown table."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def tables(page: str) -> list[list[list[str]]]:
    """All Markdown tables of a page: rows of cells, the heading first, the rule left out."""
    found: list[list[list[str]]] = []
    inside = False
    for line in text_of(Path(page)).splitlines():
        if line.startswith("|"):
            if not inside:
                found.append([])
            if not re.fullmatch(r"[|\s:-]+", line):
                found[-1].append(cells(line))
        inside = line.startswith("|")
    return found


def table_headed(page: str, *heading: str) -> list[list[str]]:
    """Rows of the one table of a page with this heading."""
    (rows,) = [table[1:] for table in tables(page) if tuple(table[0]) == heading]
    return rows


def anchors(page: Path) -> set[str]:
    """What a link may name behind `#` on that page, as code hosts spell it."""
    text = re.sub(r"^```.*?^```", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ +(.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """Links from a page to files or headings of the project that are not there."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (ROOT / page.parent / target).resolve() if target else ROOT / page
        if not path.exists() or (anchor and anchor not in anchors(path.relative_to(ROOT))):
            broken.append(f"{page}: {link}")
    return broken


def contract_row(contract: Contract) -> list[str]:
    """A contract as data-flow.md must print it."""
    columns = [
        column.name
        + ("!" if column.is_required else "")
        + (f" ({', '.join(column.choices)})" if column.choices else "")
        for column in contract.columns
    ]
    key = ", ".join(part.replace("|", " else ") for part in contract.key)
    return [f"`{contract.name}`", key, contract.period or "-", ", ".join(columns)]


def link_rules(model: str) -> Iterator[str]:
    """Words that a model puts into its column rule_id."""
    for before in model.split("as rule_id")[:-1]:
        expression = re.split(r",\n|\bselect\b", before)[-1]
        yield from re.findall(r"(?:then|else|^)\s*'(\w+)'", expression)


def rule_ids() -> set[str]:
    """Every rule id that the product can print: numbered ones, and names of links and rows."""
    numbered = re.compile(r"[\"']([A-Z]{2}-\d{2})[\"']")
    models = [text_of(name) for name in files_ending(".sql") if "models" in name.parts]
    texts = [*models, *(text_of(name) for name in product_python())]
    named = {rule for text in models for rule in link_rules(text)}
    words = {value.partition("/")[0] for name, value in vars(rules).items() if name.isupper()}
    return {rule for text in texts for rule in numbered.findall(text)} | named | words


def error_classes() -> list[type[errors.LotlineError]]:
    """All errors that a user can meet."""
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    return [value for value in found if issubclass(value, errors.LotlineError)]


def test_every_setting_is_on_the_settings_page_and_no_other() -> None:
    rows = table_headed("docs/settings.md", "Field", "Variable", "Meaning", "Unit", "Default")

    assert [(row[0], row[1]) for row in rows] == [
        (f"`{field.name}`", f"`{PREFIX}{field.name.upper()}`")
        for field in dataclasses.fields(Settings)
    ]


def test_every_default_on_the_settings_page_is_the_real_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = table_headed("docs/settings.md", "Field", "Variable", "Meaning", "Unit", "Default")
    for row in rows:
        monkeypatch.delenv(row[1].strip("`"), raising=False)
    real = dataclasses.asdict(from_env()) | {"home": from_env().home.name}

    told = {row[0].strip("`"): row[4].strip("`") for row in rows}

    shown = {name: "empty" if value in {"", (), None} else value for name, value in real.items()}
    assert told == {name: str(value) for name, value in shown.items()}


@pytest.mark.parametrize("field", dataclasses.fields(Settings), ids=lambda field: field.name)
def test_every_variable_on_the_settings_page_is_read(
    field: dataclasses.Field[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PREFIX + field.name.upper(), raising=False)
    default = getattr(from_env(), field.name)

    monkeypatch.setenv(PREFIX + field.name.upper(), OTHER_VALUES[field.name])

    assert getattr(from_env(), field.name) != default


def test_the_page_of_contracts_shows_every_contract_column_and_choice() -> None:
    rows = table_headed("docs/data-flow.md", "Contract", "Key", "Period", "Columns")

    assert rows == [contract_row(contract) for contract in EXTRACTS.values()]


def test_the_data_flow_page_names_every_recall_mart() -> None:
    text = text_of(Path("docs/data-flow.md"))

    assert [name for name in MARTS if f"`{name}`" not in text] == []


def test_the_data_flow_page_names_every_layer_of_the_warehouse() -> None:
    layers = {
        row[0]
        for row in table_headed("docs/data-flow.md", "Layer", "Where", "What is decided there")
    }
    folders = {path.name for path in (ROOT / "dbt_project" / "models").iterdir() if path.is_dir()}

    assert folders <= layers


def test_every_key_of_the_json_document_is_described() -> None:
    fields = {field.name for field in dataclasses.fields(Trace)} - NOT_IN_JSON
    rows = table_headed("docs/command-line.md", "Key", "Holds")
    keys = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}

    assert fields <= keys


@pytest.mark.parametrize("part", [Counts, Question, SnapshotStamp], ids=lambda part: part.__name__)
def test_the_keys_inside_a_part_of_the_document_are_described(part: type) -> None:
    text = text_of(Path("docs/command-line.md"))

    assert [f.name for f in dataclasses.fields(part) if f"`{f.name}`" not in text] == []


def test_every_scope_and_every_kind_of_error_is_described() -> None:
    text = text_of(Path("docs/command-line.md"))
    codes = {row[0] for row in table_headed("docs/command-line.md", "Code", "Meaning")}

    assert "|".join(Scope) in text.replace("\\|", "|")
    assert [error.kind for error in error_classes() if f"`{error.kind}`" not in text] == []
    assert {str(error.exit_code) for error in error_classes()} <= codes


def test_every_rule_that_is_printed_is_explained_and_no_other() -> None:
    first_cells = [row[0] for table in tables("docs/rules.md") for row in table[1:]]

    known = rule_ids() | {check.check_id for check in CATALOGUE}
    assert {cell.strip("`") for cell in first_cells} == known


def test_every_term_of_the_glossary_has_all_its_words() -> None:
    rows = [
        row
        for table in tables("docs/glossary.md")
        if table[0] == GLOSSARY_COLUMNS
        for row in table[1:]
    ]

    assert [row for row in rows if len(row) != len(GLOSSARY_COLUMNS) or not all(row)] == []
    assert set(TERMS) - {row[0] for row in rows} == set()
    assert len({row[0] for row in rows}) == len(rows)


def test_every_decision_is_in_the_list_in_order_and_without_a_gap() -> None:
    files = [n for n in project_files() if n.parent == DECISIONS and n.name != "README.md"]
    rows = table_headed("docs/decisions/README.md", "No.", "Decision")
    titles = {name: text_of(name).splitlines()[0] for name in files}

    assert [row[0] for row in rows] == [str(number + 1) for number in range(len(files))]
    assert [name.name[:5] for name in files] == [f"{n + 1:04d}-" for n in range(len(files))]
    assert [f"# {row[0]}. {row[1]}" for row in rows] == [
        f"# {int(name.name[:4])}. [{title.partition('. ')[2]}]({name.name})"
        for name, title in titles.items()
    ]


def test_every_decision_is_short_and_says_what_it_cost() -> None:
    files = [n for n in project_files() if n.parent == DECISIONS and n.name != "README.md"]

    assert [n.name for n in files if len(text_of(n).splitlines()) > 40] == []
    for part in ("## Context", "## Decision", "## Price paid"):
        assert [n.name for n in files if part not in text_of(n)] == []


@pytest.mark.parametrize("page", files_ending(".md"), ids=str)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_every_page_is_in_the_index_of_the_docs() -> None:
    index = text_of(Path("docs/README.md"))
    pages = [n for n in files_ending(".md") if n.parent == Path("docs") and n.name != "README.md"]

    assert [page.name for page in pages if f"({page.name})" not in index] == []


def test_the_house_map_names_every_top_folder() -> None:
    told = {row[0].strip("`/") for row in table_headed("README.md", "Folder", "What lives there")}
    there = {name.parts[0] for name in project_files() if len(name.parts) > 1} - {".ci"}

    assert told == there
