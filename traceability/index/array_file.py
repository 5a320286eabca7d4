"""Writes arrays one behind the other into one file, and remembers where each lies."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from traceability.index.layout import ALIGNMENT, MAGIC, ArrayPlace

if TYPE_CHECKING:
    from pathlib import Path


class ArrayFile:
    """A growing file of aligned arrays; use as a context, then read `places` and `sha256`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0
        self.places: dict[str, ArrayPlace] = {}
        self._write(MAGIC)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def add(self, name: str, values: Any, dtype: str) -> None:
        """Append an array (or any sequence of numbers) under a name that is still free."""
        if name in self.places:
            raise KeyError(name)
        array = np.ascontiguousarray(values, dtype=np.dtype(dtype).newbyteorder("<"))
        self._write(b"\0" * (-self._size % ALIGNMENT))
        self.places[name] = ArrayPlace(dtype, self._size, len(array))
        self._write(array.data.cast("B") if len(array) else b"")

    @property
    def sha256(self) -> str:
        """SHA-256 of everything written so far."""
        return self._digest.hexdigest()

    @property
    def byte_count(self) -> int:
        """Bytes written so far."""
        return self._size

    def _write(self, content: bytes | memoryview) -> None:
        self._file.write(content)
        self._digest.update(content)
        self._size += len(content)
