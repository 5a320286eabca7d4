"""House rules: sizes, names, what no file may hold, and what the locks may install."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.architecture.tree import ROOT, files_ending, product_python, project_files, text_of

BUDGETS = {".py": 300, ".sql": 100, ".yml": 250, ".yaml": 250}
MACRO_BUDGET = 150  # lines; one file may hold several macros
FUNCTION_BUDGET = 60
_WIDE = "one line per column of a wide contract"
_STAGING = "dbt_project/models/staging"
EXCEPTIONS = {
    f"{_STAGING}/stg_mes__consumptions.sql": _WIDE,
    f"{_STAGING}/stg_mes__inspections.sql": _WIDE,
    f"{_STAGING}/stg_mes__lot_changes.sql": _WIDE,
    f"{_STAGING}/stg_mes__outputs.sql": _WIDE,
    f"{_STAGING}/stg_wms__movements.sql": _WIDE,
    f"{_STAGING}/int_lot_mentions.sql": "lists every lot reference of every contract",
    "tests/index_plant.py:jam_factory": "a plant written out row by row",
}
"""Files or `file:function` over budget, each with its reason. It may only shrink."""

NAMELESS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "v2"}
NOT_INSTALLED_BY_DEFAULT = {"polars", "dlt", "connectorx", "numba"}
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios"}
POSIX_CALLS = {"os.fork", "os.kill", "os.getuid", "os.killpg", "signal.SIGKILL", "signal.alarm"}

# Put together here, so that this file does not hold what it looks for.
INDEX_ADDRESS = re.compile(
    "|".join(
        [
            "py" + r"pi\.org",
            "python" + r"hosted\.org",
            "anaconda" + r"\.org",
            "npm" + r"js\.(com|org)",
            r"https?://\S+/" + r"simple\b",
            "--(extra-)?" + r"index-url[ =]",
        ]
    ),
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.})>*])/(?:home|Users|root|work)/\w|[A-Z]:\\+Users\\")
SECRETS = re.compile(
    "|".join(
        [
            "AKIA" + r"[0-9A-Z]{16}",
            "-----BEGIN " + r"[A-Z ]*PRIVATE KEY",
            "gh[pousr]" + r"_[A-Za-z0-9]{36}",
            "xox" + r"[abprs]-\w",
            r"(?i:password|passwd|secret|api_?key|token)\s*[:=]\s*[\"'][^\"'{}$<\s]{8,}[\"']",
            r"https?://[^/\s:@]+:[^/\s@]+@",
        ]
    )
)
WRONG_WORDS = re.compile(r"\b(batch(es)?|compliant)\b", re.IGNORECASE)
ARROW_WORDS = re.compile(r"\b(record|arrow)[ _]batch(es)?\b", re.IGNORECASE)
WORDS_EXPLAINED = {Path("docs/glossary.md")}


def matches(pattern: re.Pattern[str], names: list[Path]) -> list[str]:
    """Places of these files where the pattern is found."""
    return [
        f"{name.as_posix()}:{number}: {line.strip()[:80]}"
        for name in names
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        if pattern.search(line)
    ]


def functions(name: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a Python file, nested ones too."""
    for node in ast.walk(ast.parse(text_of(name))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def over_budget() -> dict[str, int]:
    """Files and functions that are longer than their budget, with their lines."""
    sizes = {}
    for name in files_ending(*BUDGETS):
        budget = MACRO_BUDGET if "macros" in name.parts else BUDGETS[name.suffix]
        lines = len(text_of(name).splitlines())
        if lines > budget:
            sizes[name.as_posix()] = lines
    for name in files_ending(".py"):
        for function in functions(name):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > FUNCTION_BUDGET:
                sizes[f"{name.as_posix()}:{function.name}"] = lines
    return sizes


def sentences(name: Path) -> Iterator[str]:
    """Texts of a Python file that a user may read: its strings, and the help of its verbs."""
    tree = ast.parse(text_of(name))
    is_command = name.name in {"verbs.py", "commands.py"}
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_for_users = is_command or id(node) not in docstrings
            if is_for_users and " " in node.value:
                yield node.value


def locked(name: str) -> dict[str, set[Version]]:
    """Packages of a lock file with the versions it pins."""
    pins: dict[str, set[Version]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            pins.setdefault(requirement.name.lower(), set()).add(Version(pin.version))
    return pins


def default_dependencies() -> dict[str, Requirement]:
    """What `pip install .` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    return {requirement.name.lower(): requirement for requirement in wanted}


def test_every_file_and_function_keeps_its_budget() -> None:
    assert {name: lines for name, lines in over_budget().items() if name not in EXCEPTIONS} == {}


def test_an_exception_from_a_budget_goes_when_it_is_no_longer_needed() -> None:
    assert EXCEPTIONS.keys() - over_budget().keys() == set()


def test_no_file_or_folder_has_a_name_without_content() -> None:
    parts = {part for name in project_files() for part in (*name.parts[:-1], name.stem)}

    assert [part for part in parts if set(part.lower().split("_")[-1:]) & NAMELESS] == []


def test_every_python_file_begins_with_the_future_of_annotations() -> None:
    statement = "from __future__ import annotations"

    texts = {str(name): text_of(name) for name in files_ending(".py")}
    lacking = [n for n, text in texts.items() if text and statement not in text.splitlines()]

    assert lacking == []


@pytest.mark.parametrize(
    "pattern",
    [INDEX_ADDRESS, MACHINE_PATH, SECRETS],
    ids=["address of a package index", "path of one machine", "secret"],
)
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    assert matches(pattern, list(project_files())) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (INDEX_ADDRESS, "see https://py" + "pi.org/project/x"),
        (INDEX_ADDRESS, "https://mirror.example/" + "simple"),
        (MACHINE_PATH, "open('/ho" + "me/ann/x.csv')"),
        (SECRETS, "pass" + "word = 'correct-horse'"),
        (SECRETS, "https://ann:" + "pw@example.com"),
        (WRONG_WORDS, "Where did this " + "batch go?"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_pages_say_lot_and_never_call_a_plant_compliant() -> None:
    pages = [name for name in files_ending(".md", ".yml", ".yaml") if name not in WORDS_EXPLAINED]

    wrong = [place for place in matches(WRONG_WORDS, pages) if not ARROW_WORDS.search(place)]

    assert wrong == []


def test_sentences_for_users_say_lot_and_never_call_a_plant_compliant() -> None:
    wrong = [
        f"{name}: {sentence}"
        for name in product_python()
        for sentence in sentences(name)
        if WRONG_WORDS.search(ARROW_WORDS.sub("", sentence))
    ]

    assert wrong == []


def test_the_product_makes_no_call_that_one_operating_system_lacks() -> None:
    found = []
    for name in product_python():
        for node in ast.walk(ast.parse(text_of(name))):
            words: set[str] = set()
            if isinstance(node, ast.Import):
                words = {alias.name for alias in node.names} & POSIX_ONLY
            elif isinstance(node, ast.ImportFrom):
                words = {node.module or ""} & POSIX_ONLY
            elif isinstance(node, ast.Attribute):
                words = {ast.unparse(node)} & POSIX_CALLS
            found += [f"{name}: {word}" for word in words]

    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_names_versions_and_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if "://" in line or line.startswith("-")] == []
    assert max(locked(lock)["dbt-core"]) < Version("1.12")


def test_a_default_install_stays_small() -> None:
    assert locked("requirements.lock").keys() & NOT_INSTALLED_BY_DEFAULT == set()
    assert default_dependencies().keys() & NOT_INSTALLED_BY_DEFAULT == set()


def test_the_lock_pins_every_default_dependency_within_its_range() -> None:
    pins = locked("requirements.lock")

    unmet = [
        str(requirement)
        for name, requirement in default_dependencies().items()
        if not pins.get(name) or not all(requirement.specifier.contains(v) for v in pins[name])
    ]

    assert unmet == []


def test_the_gates_run_on_the_versions_that_users_get() -> None:
    users, gates = locked("requirements.lock"), locked("requirements-test.lock")

    assert {name for name, versions in users.items() if gates.get(name) != versions} == set()
