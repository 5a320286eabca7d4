"""Which characters the bytes of a text file stand for: what it declares itself, else what is named.

Nothing is guessed: a byte order mark declares, a name decides, and all else is refused with what
the bytes could be.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingestion import rules
from ingestion.readers.reader import DamagedFileError, Note

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ("utf-8", "gb18030", "big5", "shift_jis", "windows-1252")
_BLOCK = 1 << 20
_SAMPLE = 1 << 12
_TRIED = 64 << 20
_NO_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LONG_IN_UTF8 = re.compile(r"[^\x00-\u07ff]")
_ONE_BYTE_EACH = ("iso8859", "cp125", "mac-", "koi8")
_SURE = 10
_CONTROLS = re.compile(rb"[\x80-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """How a file is decoded: the codec, the bytes of its mark, and what is to be said of it."""

    codec: str
    skip: int = 0
    note: Note | None = None


def codec_name(name: str) -> str:
    """Python's own name of a text codec; LookupError where there is none of that name."""
    found = codecs.lookup(name.strip())
    if found.name in _NO_TEXT:
        raise LookupError(f"unknown encoding: {name}")
    try:
        "".encode(found.name)  # codecs that turn bytes into bytes refuse here
    except UnicodeError as error:
        raise LookupError(f"unknown encoding: {name}") from error
    return "utf-8" if found.name == "utf-8-sig" else found.name


def encoding_of(path: Path, wanted: str) -> TextEncoding:
    """Decide how a file is decoded; `wanted` is what the profile or the user named.

    Raises DamagedFileError where name and bytes contradict each other.
    """
    named = codec_name(wanted)
    with path.open("rb") as raw:
        sample = raw.read(_SAMPLE)
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return TextEncoding(codec, len(mark), _note(codec, named))
    order = _byte_order(sample)
    if named == "utf-16":
        if not order:
            raise _no_byte_order()
        return TextEncoding(order)
    if named == "utf-8" and order and sample.count(0) * 4 >= len(sample):
        raise _unmarked_utf16(order)
    if not named.startswith("utf-") and _is_plainly_utf8(path, named):
        raise _plainly_utf8(named)
    if named.startswith("iso8859"):
        _refuse_controls(path, named)
    return TextEncoding(named)


def refuse_undecodable(path: Path, encoding: TextEncoding) -> DamagedFileError:
    """Describe a file that is not in its encoding: which line, and what it may be instead."""
    line = _failing_line(path, encoding)
    likely = [name for name in _LIKELY if name != encoding.codec and _decodes(path, name)]
    hint = (
        f"Its bytes can be read as {' or '.join(likely)}: try --encoding {likely[0]} and look at "
        "the names; or export it as UTF-8."
        if likely
        else "If you know its encoding, name it with --encoding; or export it as UTF-8."
    )
    return DamagedFileError(
        rules.WRONG_ENCODING,
        line,
        f"Line {line} is not valid {encoding.codec.upper()}; the file would be garbled.",
        hint=hint,
    )


def _note(codec: str, named: str) -> Note | None:
    if named in {codec, codec.removesuffix("-le").removesuffix("-be")}:
        return None
    sentence = f"The file is {codec.upper()} by its byte order mark, and was read as such"
    sentence += "." if named == "utf-8" else f", not as {named}."
    return Note(rules.BYTE_ORDER_MARK, 1, sentence)


def _byte_order(sample: bytes) -> str:
    """Byte order of UTF-16 that shows in the zero bytes beside ASCII characters, "" if none."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd and not even:
        return "utf-16-le"
    return "utf-16-be" if even and not odd else ""


def _is_plainly_utf8(path: Path, named: str) -> bool:
    """Whether so much beyond ASCII is valid UTF-8 that it cannot be chance.

    Where each byte is a letter, no word looks like UTF-8; where two are, a short one may.
    """
    with path.open("rb") as raw:
        block = raw.read(_BLOCK)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(block)
    except UnicodeDecodeError:
        return False
    evidence = len(_BEYOND_ASCII.findall(text)) + 2 * len(_LONG_IN_UTF8.findall(text))
    return evidence >= (1 if named.startswith(_ONE_BYTE_EACH) else _SURE)


def _refuse_controls(path: Path, named: str) -> None:
    """ISO 8859 gives every byte a meaning; where that is a control character, it is not meant."""
    with path.open("rb") as raw:
        found = _CONTROLS.search(raw.read(_BLOCK))
        if found:
            raw.seek(0)
            line = raw.read(found.start()).count(b"\n") + 1
            raise DamagedFileError(
                rules.WRONG_ENCODING,
                line,
                f"Line {line} is not {named.upper()}: byte {found[0][0]:02X} is no letter there.",
                hint="Perhaps it is windows-1252 or gb18030; or export it as UTF-8.",
            )


def _blocks(path: Path, skip: int = 0) -> Iterator[tuple[bytes, bool]]:
    """Blocks of a file, and whether each is the last."""
    with path.open("rb") as raw:
        raw.seek(skip)
        block = raw.read(_BLOCK)
        while True:
            following = raw.read(_BLOCK)
            yield block, not following
            if not following:
                return
            block = following


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    read = 0
    for block, is_last in _blocks(path):
        read += len(block)
        try:
            text = decoder.decode(block, is_last)
        except UnicodeError:
            return False
        if "\0" in text:
            return False
        if read >= _TRIED:
            break
    return True


def _failing_line(path: Path, encoding: TextEncoding) -> int:
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line = 1
    ends_with_return = False
    for block, is_last in _blocks(path, encoding.skip):
        try:
            text = decoder.decode(block, is_last)
            has_failed = False
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode(encoding.codec, "ignore")
            has_failed = True
        if ends_with_return and text.startswith("\n"):
            line -= 1  # the two halves of one line end
        line += len(_LINE_END.findall(text))
        ends_with_return = text.endswith("\r")
        if has_failed:
            break
    return line


def _unmarked_utf16(order: str) -> DamagedFileError:
    return DamagedFileError(
        rules.BYTE_ORDER_MARK,
        1,
        "The file is UTF-16 without a byte order mark.",
        hint=f"Name it: --encoding {order}; or export it as UTF-8.",
    )


def _no_byte_order() -> DamagedFileError:
    return DamagedFileError(
        rules.BYTE_ORDER_MARK,
        1,
        "The file has no byte order mark, so UTF-16 may mean either order.",
        hint="Name the order: --encoding utf-16-le or --encoding utf-16-be.",
    )


def _plainly_utf8(named: str) -> DamagedFileError:
    return DamagedFileError(
        rules.WRONG_ENCODING,
        1,
        f"The file is UTF-8, not {named}: read as that it would be garbled.",
        hint="Leave --encoding out, or correct `encoding` in the profile.",
    )
