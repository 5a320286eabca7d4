"""Faults of lot codes: missing, wrong, misspelt, spelled otherwise, several in one cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from random import Random

from simulator.faults.scene import Scene, Side, at_a_place, groups
from simulator.records import Row
from traceability.domain.code_keys import code_key

_NAMES = ("lot_code", "lot_uid", "serial_code")


def lot_missing(scene: Scene, rate: float, *, kind: str, side: Side = "both") -> None:
    """A row is there, its lot is not."""
    for fact in scene.chosen(kind, rate, side):
        for row in fact:
            for name in _NAMES:
                row.pop(name, None)


def both_ends_missing(scene: Scene, rate: float) -> None:
    """Lots are missing where they were used and where they were made."""
    lot_missing(scene, rate, kind="consumption")
    lot_missing(scene, rate, kind="output")


def wrong_lot(scene: Scene, rate: float) -> None:
    """Another lot of the item that lay there was scanned, in both systems."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for fact in scene.facts("consumption"):
        known[fact[0]["item_code"]].add(fact[0]["_lot"])
    for fact in scene.chosen("consumption", rate):
        others = sorted(known[fact[0]["item_code"]] - {fact[0]["_lot"]})
        if others:
            _respell(fact, partial(_instead, scene.rng.choice(others)))


def misspelt(scene: Scene, rate: float, *, kind: str) -> None:
    """A code typed with one wrong letter: nothing else bears it."""
    taken = _codes(scene)
    for fact in scene.chosen(kind, rate):
        code = fact[0]["_lot"]
        typed = _typo(code, scene.rng)
        while code_key(typed) in taken:
            typed = _typo(code, scene.rng)
        taken.add(code_key(typed))
        _respell(fact, partial(_instead, typed))


def reformatted(scene: Scene, rate: float) -> None:
    """A code written with other letters of the same meaning: case, blanks, dashes, zeros."""
    for kind in ("consumption", "output"):
        for fact in scene.chosen(kind, rate):
            _respell(fact, scene.rng.choice(_SPELLINGS))


_SPELLINGS = (
    str.lower,
    lambda code: f" {code} ",
    lambda code: code.replace("-", "–"),  # noqa: RUF001 - an en dash is what people type
    lambda code: code.replace("-", ""),
    lambda code: code.replace("-", " "),
)


def several_in_one_cell(scene: Scene, rate: float) -> None:
    """Two lots of one use stand in one cell, their quantities added up."""
    doomed: list[Row] = []
    by_place = groups(scene.facts("consumption"), at_a_place)
    for uses in by_place.values():
        for first, second in zip(uses[::2], uses[1::2], strict=False):
            if len(first) != len(second) or scene.rng.random() >= rate:
                continue
            for row, other in zip(first, second, strict=True):
                row["lot_code"] = f"{row['_lot']}/{other['_lot']}"
                row["qty"] += other["qty"]
                row.pop("serial_code", None)
                doomed.append(other)
    scene.remove(doomed)


def no_record_of_a_lot(scene: Scene, rate: float) -> None:
    """A lot that nobody ever wrote down: every row of it is missing."""
    lots = sorted({(row["item_code"], row["_lot"]) for row in scene.records["erp_receipts"]})
    unknown = {lot for lot in lots if scene.rng.random() < rate}
    scene.remove(
        row
        for rows in scene.records.tables.values()
        for row in rows
        if (row.get("item_code"), row.get("_lot")) in unknown
    )


def _respell(fact: tuple[Row, ...], spell: Callable[[str], str]) -> None:
    """Write the code of what was used or made otherwise; the lot of a serial stays as it is."""
    for row in fact:
        name = "serial_code" if "serial_code" in row else "lot_code"
        if name in row:
            row[name] = spell(row[name])


def _instead(code: str, _: str) -> str:
    return code


def _typo(code: str, rng: Random) -> str:
    place = rng.randrange(len(code) // 2, len(code))
    letter = rng.choice([one for one in "ABCDEFGHKLMNPRSTUVWXYZ23456789" if one != code[place]])
    return code[:place] + letter + code[place + 1 :]


def _codes(scene: Scene) -> set[str]:
    return {
        code_key(str(row[name]))
        for rows in scene.records.tables.values()
        for row in rows
        for name in ("lot_code", "serial_code", "to_lot_code")
        if row.get(name)
    }
