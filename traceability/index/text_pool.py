"""A sorted set of texts in a memory map: found by binary search, read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray


class TextPool:
    """Texts in UTF-8 order; a text's position is its code."""

    def __init__(self, offsets: NDArray[np.int64], letters: NDArray[np.uint8]) -> None:
        self._offsets = offsets
        self._letters: Any = letters.data if len(letters) else memoryview(b"")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, code: int) -> str:
        return self._bytes(code).decode("utf-8")

    def is_made_of(self, texts: Iterable[str]) -> bool:
        """Whether these are all texts of the pool, in its order."""
        written = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum([0, *map(len, written)])
        return np.array_equal(ends, self._offsets) and b"".join(written) == self._letters

    def code_of(self, text: str) -> int:
        """The code of exactly this text, -1 when it is not there."""
        code = self._first_not_below(text.encode("utf-8", "surrogatepass"))
        found = code < len(self) and self._bytes(code) == text.encode("utf-8", "surrogatepass")
        return code if found else -1

    def starting_with(self, text: str) -> range:
        """Codes of the texts that begin with this one."""
        start = text.encode("utf-8", "surrogatepass")
        first = self._first_not_below(start)
        low, high = first, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle)[: len(start)] == start:
                low = middle + 1
            else:
                high = middle
        return range(first, low)

    def containing(self, text: str) -> Iterator[int]:
        """Codes of the texts that hold this one (not empty) anywhere, ascending; one scan."""
        needle = text.encode("utf-8", "surrogatepass")
        letters = bytes(self._letters)
        at = letters.find(needle) if needle else -1
        while at >= 0:
            code = int(np.searchsorted(self._offsets, at, side="right")) - 1
            end = int(self._offsets[code + 1])
            if at + len(needle) <= end:
                yield code
                at = letters.find(needle, end)
            else:
                at = letters.find(needle, at + 1)

    def around(self, text: str, reach: int) -> range:
        """Codes of the neighbours that a text would have, at most `reach` on each side."""
        at = self._first_not_below(text.encode("utf-8", "surrogatepass"))
        return range(max(at - reach, 0), min(at + reach, len(self)))

    def _bytes(self, code: int) -> bytes:
        return bytes(self._letters[int(self._offsets[code]) : int(self._offsets[code + 1])])

    def _first_not_below(self, key: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low
