"""Physical lines of a text file: counted, remembered for the record under way, free of NUL."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TextIO

from ingestion import rules
from ingestion.readers.reader import DamagedFileError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
        if "\0" in line:
            raise DamagedFileError(
                rules.NUL_BYTE,
                self.count,
                "The file holds a NUL byte: it is damaged, or it is not UTF-8 text.",
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


def refuse_undecodable(path: Path, encoding: str) -> DamagedFileError:
    """Describe a file that is not in the encoding: which line, and what it may be instead."""
    hint = "If the file is in another encoding, name it with --encoding; or export it as UTF-8."
    with path.open("rb") as raw:
        if raw.read(2) in _UTF16:
            return DamagedFileError(rules.UTF16, 1, "The file is UTF-16, not UTF-8.", hint=hint)
        raw.seek(0)
        for number, line in enumerate(raw, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return DamagedFileError(
                    rules.NOT_UTF8,
                    number,
                    f"Line {number} is not valid {encoding.upper()}; the file would be garbled.",
                    hint=hint,
                )
    return DamagedFileError(rules.NOT_UTF8, None, f"The file is not {encoding.upper()}.", hint=hint)
