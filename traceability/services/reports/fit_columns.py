"""How wide the columns of a printed list are, and where the lines of its cells break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from traceability.domain.tables import visible, width

GAP = 7.0
"""Points between two columns."""
_CODE_LETTER = 0.602 * 0.93
_SAFETY = 1.03
_WIDEST = 210.0
_NARROWEST_WORD = 64.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LETTER_WIDTHS = (
    *(608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812),
    *(723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603),
    *(563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926),
    *(610, 606, 620, 620, 388, 468, 377, 607, 521, 803, 498, 521, 475),
)
# Advance widths of the Latin letters of the font, in thousandths of its size.
_WIDTHS: dict[str, int] = {
    **dict.fromkeys("0123456789", 555),
    **dict(zip(_LETTERS, _LETTER_WIDTHS, strict=True)),
    **dict.fromkeys(" .,:;'|!ijl-()[]/\\", 340),
}
_OTHER = 960


@lru_cache(maxsize=200_000)
def measure(text: str, size: float, *, is_code: bool = False) -> float:
    """Points that a text of this size takes, a little more rather than less."""
    if is_code and text.isascii():
        return len(text) * _CODE_LETTER * size
    if text.isascii():
        return sum(_WIDTHS.get(letter, _OTHER) for letter in text) / 1000 * size * _SAFETY
    return width(text) * 0.56 * size


def fit_columns(
    titles: Sequence[str],
    kinds: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    room: float,
    size: float,
) -> list[float]:
    """Width of every column in points; together they are the room."""
    wanted = [measure(title, size) * 1.06 + GAP for title in titles]
    least = list(wanted)
    for row in rows:
        for place, (text, kind) in enumerate(zip(row, kinds, strict=True)):
            if not text:
                continue
            full = measure(text, size, is_code=kind == "code") + GAP
            if full > wanted[place]:
                wanted[place] = min(full, _WIDEST)
            if full > least[place]:
                word = measure(max(text.split(), key=len, default=""), size) + GAP
                least[place] = max(least[place], min(word, _NARROWEST_WORD))
    wanted = [
        max(one, 70.0) if kind == "write" else one for one, kind in zip(wanted, kinds, strict=True)
    ]
    least = [min(pair) for pair in zip(least, wanted, strict=True)]
    spare = room - sum(wanted)
    if spare >= 0:
        return [one + spare * one / sum(wanted) for one in wanted]
    slack = sum(wanted) - sum(least)
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    share = (room - sum(least)) / slack
    return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def break_lines(text: str, room: float, size: float, *, is_code: bool = False) -> list[str]:
    """The text as lines of at most this width, cut at blanks, else where it is full."""
    lines: list[str] = []
    for told in text.split("\n"):
        shown = visible(told)
        if measure(shown, size, is_code=is_code) <= room:
            lines.append(shown)
        else:
            lines += _cut(shown, room, size, is_code=is_code)
    return lines


def _cut(text: str, room: float, size: float, *, is_code: bool) -> list[str]:
    lines, line, used, blank = [], "", 0.0, -1
    for letter in text:
        step = measure(letter, size, is_code=is_code)
        if used + step > room and line:
            if blank > 0 and letter != " ":
                lines.append(line[:blank].rstrip())
                line = line[blank + 1 :]
            else:
                lines.append(line.rstrip())
                line = ""
            used = measure(line, size, is_code=is_code)
            blank = -1
        if letter == " ":
            blank = len(line)
        if line or letter != " ":
            line += letter
            used += step
    return [*lines, line] if line else lines or [""]
