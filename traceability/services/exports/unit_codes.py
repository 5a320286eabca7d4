"""Units as UN/ECE Recommendation 20 writes them."""

from __future__ import annotations

_CODES = {
    "KGM": "kg kgs kilogram kilograms kilo 千克 公斤",
    "GRM": "g gr gram grams 克",
    "MGM": "mg milligram milligrams 毫克",
    "TNE": "t to ton tonne tonnes 吨",
    "LBR": "lb lbs pound pounds",
    "ONZ": "oz ounce ounces",
    "LTR": "l lt ltr liter litre liters litres 升",
    "MLT": "ml milliliter millilitre 毫升",
    "CLT": "cl",
    "HLT": "hl",
    "MTQ": "m3 m³ cbm 立方米",
    "CMQ": "cm3 cm³",
    "GLL": "gal",
    "MTR": "m meter metre meters metres 米",
    "CMT": "cm 厘米",
    "MMT": "mm 毫米",
    "KMT": "km",
    "FOT": "ft",
    "INH": "in inch",
    "YRD": "yd",
    "MTK": "m2 m² sqm 平方米",
    "C62": "u unit units",
    "H87": "pcs pc pce piece pieces st stk stück 个 件 只",
    "EA": "ea each",
    "PR": "pair pairs 双",
    "SET": "set sets 套",
    "DZN": "dozen 打",
}
"""Spellings of each code. A box, drum or pallet is no unit: how much is in one is not said."""

_BY_SPELLING = {
    spelling: code for code, spellings in _CODES.items() for spelling in spellings.split()
}


_UNSURE = frozenset({"Mg", "Ml", "Gr"})
"""Written so, a megagram, a megalitre or a gross may be meant."""


def unit_code(uom: str | None) -> str | None:
    """The code of a unit as a plant writes it; None when nothing sure is known of it."""
    text = (uom or "").strip()
    if text in _CODES:
        return text
    return None if text in _UNSURE else _BY_SPELLING.get(text.lower())
