"""The files of the project, as git or, in a copy without git, as the folders show them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = (
    "traceability",
    "ingestion",
    "orchestration",
    "expectations",
    "app",
    "simulator",
    "dbt_project",
)
_MADE_HERE = {"var", "dist", "build", "target", "logs", "node_modules"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project, relative to its root."""
    if (ROOT / ".git").exists():
        listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        output = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout
        names = [Path(name) for name in output.decode().split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if not _is_made_here(path)]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def files_ending(*endings: str) -> list[Path]:
    """Project files by ending, such as `.py`."""
    return [name for name in project_files() if name.suffix in endings]


def product_python() -> list[Path]:
    """Python files that users install."""
    return [name for name in files_ending(".py") if name.parts[0] in PACKAGES]


def text_of(name: Path) -> str:
    """Text of a project file; bytes that are no UTF-8 show as replacement signs."""
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def _is_made_here(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(
        part in _MADE_HERE or "cache" in part or (part.startswith(".") and part != ".ci")
        for part in parts[:-1]
    )
