"""The texts of a workbook, which its cells name by number: kept on disk, read as far as asked."""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET

from ingestion.readers.workbook_parts import namespace_of

# Halves of a character (D800 to DFFF) are none; they stay as they are written.
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
_MOST_SEEN = 50_000


class SharedTexts:
    """Texts by number; however many there are, memory holds eight bytes of each."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._stream = stream
        self._entries = _entries(stream) if stream else iter(())
        self._spill = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._ends = array("Q", [0])
        self._seen: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        """Text of that number; IndexError where the table has none."""
        known = self._seen.get(number)
        if known is not None:
            return known
        if number < 0:
            raise _unknown(number)
        while len(self._ends) <= number + 1:
            self._read_on(number)
        start, end = self._ends[number], self._ends[number + 1]
        self._spill.seek(start)
        text = self._spill.read(end - start).decode()
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[number] = text
        return text

    def _read_on(self, number: int) -> None:
        """Read some more entries, so that writing and reading the spill alternate rarely."""
        self._spill.seek(self._ends[-1])
        for _ in range(4096):
            text = next(self._entries, None)
            if text is None:
                if len(self._ends) <= number + 1:
                    raise _unknown(number)
                return
            self._ends.append(self._ends[-1] + self._spill.write(text.encode()))

    def close(self) -> None:
        """Close the stream, and remove what was spilled."""
        self._spill.close()
        if self._stream:
            self._stream.close()


def _unknown(number: int) -> IndexError:
    return IndexError(f"a cell names text {number}, which the workbook lacks")


def text_of(element: ET.Element) -> str:
    """Plain text of an entry or of a cell's own text: its runs, without reading aids."""
    own = namespace_of(element)
    text, run = f"{own}t", f"{own}r"
    parts = []
    for child in element:
        if child.tag == text:
            parts.append(child.text or "")
        elif child.tag == run:
            parts += (piece.text or "" for piece in child if piece.tag == text)
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold, which a workbook writes as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) else "", text)


def _entries(stream: IO[bytes]) -> Iterator[str]:
    # Entities are limited by expat itself, and no part of a workbook is fetched from outside.
    events = ET.iterparse(stream, events=("start", "end"))  # noqa: S314
    _, table = next(events)
    entry = f"{namespace_of(table)}si"
    for event, element in events:
        if event == "end" and element.tag == entry:
            yield text_of(element)
            table.clear()
