"""Physical lines of a text file: counted, remembered for the record under way, free of NUL."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ingestion import rules
from ingestion.readers.reader import DamagedFileError, Note
from ingestion.readers.text_encoding import TextEncoding, refuse_undecodable


class TextLines:
    """Iterator over lines that knows where the record under way began.

    count: lines read so far. taken: lines of the record under way. replaced_at: first line that
    holds the replacement character, 0 when none does.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.count = 0
        self.taken: list[str] = []
        self.replaced_at = 0
        self.ends_with_newline = True

    def __iter__(self) -> TextLines:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.count += 1
        if self.count == 1:
            line = line.removeprefix("\ufeff")  # the mark of an encoding that Python leaves in
        if "\0" in line:
            raise DamagedFileError(
                rules.NUL_BYTE,
                self.count,
                "The file holds a NUL byte: it is damaged, or its encoding is another.",
                hint="Export it again as UTF-8 text; nothing of it was loaded.",
            )
        if not self.replaced_at and "\ufffd" in line:
            self.replaced_at = self.count
        self.ends_with_newline = line.endswith(("\n", "\r"))
        self.taken.append(line)
        return line

    @property
    def first(self) -> int:
        """Physical line on which the record under way began; the first line of a file is 1."""
        return self.count - len(self.taken) + 1

    def text(self) -> str:
        """The record under way as it stands in the file, without its line end."""
        return "".join(self.taken).rstrip("\r\n")

    def forget(self) -> None:
        """Begin a new record."""
        self.taken.clear()

    def skip(self, count: int) -> None:
        """Pass over lines that stand before the table."""
        for _ in range(count):
            if next(self, None) is None:
                break
        self.forget()

    def notes(self) -> Iterator[Note]:
        """What the lines read so far say of the file."""
        if self.replaced_at:
            yield Note(
                rules.LOST_CHARACTERS,
                self.replaced_at,
                "The file holds U+FFFD: characters were lost before it came here.",
            )


@contextmanager
def opened_lines(
    path: Path, encoding: TextEncoding
) -> Iterator[tuple[io.BufferedReader, TextLines]]:
    """Lines of a file, and the file itself for its position; refused where a line is garbled."""
    with path.open("rb") as raw:
        raw.seek(encoding.skip)
        lines = TextLines(io.TextIOWrapper(raw, encoding.codec, errors="strict", newline=""))
        try:
            yield raw, lines
        except UnicodeError as error:
            raise refuse_undecodable(path, encoding) from error
