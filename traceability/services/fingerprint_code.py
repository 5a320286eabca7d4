"""Names the code that shapes the bytes of cases: its number, its own source, the packages below."""

from __future__ import annotations

import hashlib
import os
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import traceability

_ENDINGS = (".py", ".typ", ".json")
"""Files of the product's own knowledge; all of them are in a clone and in a wheel alike."""
_SHAPING = ("duckdb", "noto-cjk-sans-otc", "numpy", "typst")
_SOURCE, _BELOW = 12, 8


@cache
def code_version() -> str:
    """`0.1.0+9f2c11d0a4be.7c01b2d3`: package number, hash of our source, hash of what lies below.

    The same source and packages give the same text, wherever they are installed. It reads some 2 MB
    once per process; nothing that traces asks for it.
    """
    root = Path(traceability.__file__).parent
    return f"{traceability.__version__}+{source_hash(root)[:_SOURCE]}.{_below()[:_BELOW]}"


def source_hash(root: Path) -> str:
    """SHA-256 over path and text of every source file below a folder, whatever ends its lines."""
    digest = hashlib.sha256()
    files = {
        (Path(folder) / name).relative_to(root).as_posix(): Path(folder, name)
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith(_ENDINGS)
    }
    for name, path in sorted(files.items()):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\n{len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()


def what_changed(kept: str, now: str) -> str | None:
    """What differs between two code versions, in words; None where nothing does."""
    if kept == now:
        return None
    if "." not in kept.partition("+")[2]:
        return f"the version that kept it, {kept}, did not say which code it was"
    source, _, below = kept.partition("+")[2].partition(".")
    source_now, _, below_now = now.partition("+")[2].partition(".")
    changed = [
        *(["the code"] if source != source_now else []),
        *(["the packages below it"] if below != below_now else []),
    ]
    return f"{' and '.join(changed)} changed since"


def _below() -> str:
    """SHA-256 over the versions of the packages that shape the bytes, and of zlib for workbooks."""
    lines = [f"{name}=={_installed(name)}" for name in _SHAPING]
    lines.append(f"zlib=={zlib.ZLIB_RUNTIME_VERSION}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
