"""Plant bugs, one at a time, in a copy of the tree; each must turn its tests red.

    python tests/prove_tests.py [NAME ...]

NAME is a bug, or a file of `tests/planted/` that lists some. Prints one line per bug and exits 1
when a bug stays unseen, when its place is no longer in the source, or when the untouched copy is
not green.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.planted import LISTS
from tests.planted.bug import Bug
from tests.planted.unit_tests import make_empty_warehouse, run_unit_tests
from traceability.settings import child_environment

ROOT = Path(__file__).parent.parent
_LEAVE = shutil.ignore_patterns(".venv", ".git", "var", "*_cache", "__pycache__", ".hypothesis")


def run_tests(tree: Path, tests: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Run tests of the copy against the copy: its packages come first on the path."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    return subprocess.run(
        command,
        cwd=tree,
        env=child_environment({"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}),
        check=False,
        capture_output=True,
        text=True,
    )


def is_model(test: str) -> bool:
    """Whether unit tests of a model are meant."""
    return test.endswith(".yml")


def verdicts(
    tree: Path, warehouse: Path, tests: Iterable[str]
) -> Iterator[subprocess.CompletedProcess[str]]:
    """Run these tests, unit tests of models first: they are the cheaper ones."""
    models = tuple(sorted(test for test in tests if is_model(test)))
    others = tuple(sorted(test for test in tests if not is_model(test)))
    if models:
        yield run_unit_tests(tree, warehouse, models)
    if others:
        yield run_tests(tree, others)


def is_red(run: subprocess.CompletedProcess[str]) -> bool:
    """Whether a test failed; a model that dbt cannot even run is no such failure."""
    is_dbt = "dbt.cli.main" in run.args
    return run.returncode == 1 and (not is_dbt or " FAIL " in run.stdout)


def plant(tree: Path, bug: Bug) -> str:
    """Put the bug into the copy; returns the file's true text. Fails when its place is gone."""
    path = tree / bug.file
    text = path.read_text(encoding="utf-8")
    if text.count(bug.code) != 1:
        raise SystemExit(f"{bug.name}: {bug.file} holds the code {text.count(bug.code)} times")
    path.write_text(text.replace(bug.code, bug.mistake), encoding="utf-8")
    return text


def chosen_bugs(names: list[str]) -> list[Bug]:
    """The bugs of these names, all without any. Fails for a name that no bug and no file has."""
    of_files = {bug: file.rpartition(".")[2] for file, bugs in LISTS.items() for bug in bugs}
    known = {bug.name for bug in of_files} | set(of_files.values())
    if unknown := set(names) - known:
        raise SystemExit(f"no such bug: {', '.join(sorted(unknown))}")
    return [bug for bug, file in of_files.items() if not names or {bug.name, file} & set(names)]


def main(names: list[str]) -> int:
    chosen = chosen_bugs(names)
    unseen = []
    with tempfile.TemporaryDirectory() as folder:
        tree, warehouse = Path(folder) / "tree", Path(folder) / "warehouse"
        shutil.copytree(ROOT, tree, ignore=_LEAVE)
        needed = {test for bug in chosen for test in bug.tests}
        if any(is_model(test) for test in needed):
            make_empty_warehouse(tree, warehouse)
        for clean in verdicts(tree, warehouse, needed):
            if clean.returncode:
                sys.stdout.write(clean.stdout)
                return 1
        for bug in chosen:
            started = time.monotonic()
            truth = plant(tree, bug)
            red = any(map(is_red, verdicts(tree, warehouse, bug.tests)))
            (tree / bug.file).write_text(truth, encoding="utf-8")
            unseen += [] if red else [bug.name]
            verdict = "red" if red else "UNSEEN"
            took = time.monotonic() - started
            sys.stdout.write(f"{verdict:7}{took:6.0f} s  {bug.deliverable}  {bug.name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen) - len(unseen)} of {len(chosen)} planted bugs were seen\n")
    return 1 if unseen else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
