"""One normalised key per printed code, and the spellings that say there is no lot.

Landing writes the keys and `find` looks them up; both call the functions here, SQL never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Every character with Unicode property Pd, and the signs that print as a dash without having it:
# soft hyphen, modifier minus, hyphen bullet, minus. Written out: scanning Unicode takes 0.1 s.
_DASHES = (
    "\u002d\u00ad\u02d7\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"
    "\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d"
    "\U00010d6e\U00010ead"
)
_FOLD_DASHES = str.maketrans(dict.fromkeys(_DASHES, "-"))

# Blanks that str.strip() knows, control characters, and what has no width at all.
EDGES = "".join(
    [
        *(chr(code) for code in (*range(0x21), *range(0x7F, 0xA1))),
        "\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff",
        *(chr(code) for code in (*range(0x2000, 0x2010), *range(0x202A, 0x202F))),
        *(chr(code) for code in range(0x2060, 0x2070)),
    ]
)
"""Characters that are no part of a code where they stand at its beginning or end."""

_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_TAKEN_FOR_EACH_OTHER = str.maketrans({"o": "0", "i": "1", "l": "1"})

NO_LOT = frozenset(
    {
        "",
        "0",
        "/",
        "\\n",
        "n/a",
        "n.a.",
        "#n/a",
        "null",
        "(null)",
        "[null]",
        "<null>",
        "nil",
        "none",
        "nan",
        "<na>",
        "无",
        "無",
        "没有",
        "沒有",
        "不适用",
        "不適用",
        "暂无",
        "无批号",
        "无批次",
    }
)
"""Keys that say "there is no lot" in every source; runs of `*` or `-` do as well.

`NA` is not among them: it is a plausible lot code, and a recorded lot must not vanish because
of its name. A source that writes NA for "none" says so in its profile or in the setting.
"""


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_FOLD_DASHES).strip(EDGES)


def code_key(text: str) -> str:
    """Key under which two spellings of one code meet: " RM-001" and "rm-001" share one.

    NFKC, trimmed (no-break, ideographic and zero-width blanks too), casefolded, every dash a
    hyphen-minus. The key of a key is itself. Empty when nothing is left.
    """
    if text.isascii():
        return text.strip(EDGES).lower()
    key = _fold(text)
    # A few characters fold into something that folds again.
    while (again := _fold(key)) != key:
        key = again
    return key


def loose_key(text: str) -> str:
    """Key under which a code meets what a hand may have written for it; only ever a suggestion.

    The code key without separators and without leading zeros of a number, with the letter O as
    zero and I and L as one: "WO-007", "wo 7" and "W0-7" share one. May be empty.
    """
    short = _LEADING_ZEROS.sub("", code_key(text)).translate(_TAKEN_FOR_EACH_OTHER)
    return "".join(letter for letter in short if letter.isalnum())


def is_no_lot(text: str, extra: Collection[str] = (), *, known: bool = True) -> bool:
    """Whether a lot cell says "no lot"; `extra` holds further spellings, as keys.

    A run of asterisks or dashes of any length means none, as several systems print it.
    known: whether the spellings of every source count; without, only empty and `extra` do.
    """
    key = code_key(text)
    if not known:
        return not key or key in extra
    return key in NO_LOT or key in extra or not key.strip("*") or not key.strip("-")
