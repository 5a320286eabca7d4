"""Plant bugs, one at a time, in a copy of the tree; each must turn its tests red.

    python tests/prove_tests.py [NAME ...]

Prints one line per bug and exits 1 when a bug stays unseen, when its place is no longer in the
source, or when the untouched copy is not green. `tests/planted/` lists the bugs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.planted import BUGS
from tests.planted.bug import Bug
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


def plant(tree: Path, bug: Bug) -> str:
    """Put the bug into the copy; returns the file's true text. Fails when its place is gone."""
    path = tree / bug.file
    text = path.read_text(encoding="utf-8")
    if text.count(bug.code) != 1:
        raise SystemExit(f"{bug.name}: {bug.file} holds the code {text.count(bug.code)} times")
    path.write_text(text.replace(bug.code, bug.mistake), encoding="utf-8")
    return text


def main(names: list[str]) -> int:
    chosen = [bug for bug in BUGS if not names or bug.name in names]
    unseen = []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=_LEAVE)
        needed = tuple(sorted({test for bug in chosen for test in bug.tests}))
        clean = run_tests(tree, needed)
        if clean.returncode:
            sys.stdout.write(clean.stdout)
            return 1
        for bug in chosen:
            started = time.monotonic()
            truth = plant(tree, bug)
            red = run_tests(tree, bug.tests).returncode == 1
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
