"""Names the installed packages by one hash, so that an answer says what computed it."""

from __future__ import annotations

import hashlib
from importlib.metadata import distributions


def installed_packages_hash() -> str:
    """SHA-256 over the sorted `name==version` lines of all installed packages."""
    lines = {f"{item.metadata['Name'].lower()}=={item.version}" for item in distributions()}
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
