"""What is odd about the spelling of a code: one rule per code, the gravest first.

Nothing here changes a value; a code lands as it stands, and a finding names it.
"""

from __future__ import annotations

import re
import unicodedata

from ingestion import rules
from traceability.domain.code_keys import code_key

MOST_LABEL_CHARACTERS = 20
"""As many characters a lot or serial may have on a GS1 label (AI 10, 21)."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
# A spreadsheet writes the exponent with its sign and two digits; a code such as 1E5 has neither.
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,}")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_AS_DATE = re.compile(
    rf"\d{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-\d{{2}}|\d{{1,2}}月\d{{1,2}}日", re.IGNORECASE
)
_TEST = re.compile(r"(?:test|dummy|测试|測試)(?:[ _-]?(?:data|lot|item|row|数据|批次))?[ _-]?\d*")
_PHONE = re.compile(r"\+[0-9][0-9 ()./-]*")
_NINES = re.compile(r"9{4,}")
_LABEL = re.compile(r"[A-Za-z0-9!\"%&'()*+,./:;<=>?_-]*")
_QUOTES = "'\"`\u2018\u2019\u201c\u201d"
_FULL_WIDTH = re.compile(r"[\uff01-\uff5e]")
_MISREAD_LOSS = "锟斤拷"  # U+FFFD in UTF-8, read as GBK


def odd_code(code: str, *, is_lot: bool) -> str:
    """The rule that a code breaks by its spelling, "" where it breaks none.

    code: without the blanks around it. is_lot: whether it names a lot or a serial.
    """
    if _PLAIN.fullmatch(code):
        return _odd_plain_code(code, is_lot=is_lot)
    if _SCIENTIFIC.fullmatch(code):
        return rules.FRACTION_CODES
    found = _odd_start(code)
    if found and found != rules.FORMULA:
        return found
    return _changed_code(code, is_lot=is_lot) or found or _odd_letters(code, is_lot=is_lot)


def odd_text(text: str) -> str:
    """The rule that any text breaks: garbled, or a formula; a phone number with its + is none."""
    return "" if _PHONE.fullmatch(text) else _odd_start(text)


def _odd_start(text: str) -> str:
    if not text.isascii():
        if _MISREAD_LOSS in text:
            return rules.LOST_CHARACTERS
        if _is_garbled(text):
            return rules.WRONG_ENCODING
    return rules.FORMULA if text[:1] in {"=", "+", "@"} else ""


def is_full_width(text: str) -> bool:
    """Whether any letter or digit is of the width of a Chinese one."""
    return bool(_FULL_WIDTH.search(text))


def is_odd_edge(raw: str, code: str) -> bool:
    """Whether more than plain blanks was cut off around a code."""
    return raw.strip(" ") != code


def _odd_plain_code(code: str, *, is_lot: bool) -> str:
    if _NINES.fullmatch(code) or _TEST.fullmatch(code.lower()):
        return rules.TEST_ROW
    if is_lot and _AS_DATE.fullmatch(code):
        return rules.DATE_CODES
    return rules.NO_LABEL if is_lot and len(code) > MOST_LABEL_CHARACTERS else ""


def _changed_code(code: str, *, is_lot: bool) -> str:
    if any(_is_invisible(letter) for letter in code):
        return rules.INVISIBLE
    if _scripts(code) > 1:
        return rules.LOOK_ALIKES
    if code[:1] == "'" or (is_lot and (code[:1] in _QUOTES or code[-1:] in _QUOTES)):
        return rules.QUOTED
    return rules.DATE_CODES if is_lot and _AS_DATE.fullmatch(code) else ""


def _odd_letters(code: str, *, is_lot: bool) -> str:
    if _TEST.fullmatch(code_key(code)):
        return rules.TEST_ROW
    if is_full_width(code):
        return rules.FULL_WIDTH
    if code[:1] in {"[", "{"}:
        return ""  # a list or an object, which the reader named
    is_label = len(code) <= MOST_LABEL_CHARACTERS and _LABEL.fullmatch(code)
    return rules.NO_LABEL if is_lot and not is_label else ""


def _is_invisible(letter: str) -> bool:
    return letter != " " and unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _scripts(code: str) -> int:
    """How many of the scripts whose letters look alike the code mixes."""
    if code.isascii():
        return 1
    names = (unicodedata.name(letter, "") for letter in code if letter.isalpha())
    return len({name.partition(" ")[0] for name in names} & {"LATIN", "CYRILLIC", "GREEK"})


def _is_garbled(text: str) -> bool:
    """Whether UTF-8 was read as a Western encoding: its bytes make sense as UTF-8 again."""
    for codec in ("cp1252", "latin-1"):
        try:
            text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
