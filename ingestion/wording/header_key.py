"""Folds the spellings of a header into one key, so that `Batch No.` and `lot_code` can meet."""

from __future__ import annotations

import re
import unicodedata

_SAME_WORDS = (
    ("batches", "lot"),
    ("batch", "lot"),
    ("material", "item"),
    ("article", "item"),
    (r"product(?!ion)", "item"),
    ("vendor", "supplier"),
    ("quantity", "qty"),
    ("organisation", "organization"),
    ("编号|代码|代号", "编码"),
)
_FOLDS = tuple((re.compile(pattern), word) for pattern, word in _SAME_WORDS)
_NUMBER_OF = re.compile(r"(?<=[a-z])(?:number|num|nbr|nr|no)$")
_SIMPLIFIED = str.maketrans(
    "號編碼數單廠產類項時間應庫儲設備檢驗狀態訂購銷貨發領製計換來員質稱規電話聯絡國區實際關閉開結記錄",
    "号编码数单厂产类项时间应库储设备检验状态订购销货发领制计换来员质称规电话联络国区实际关闭开结记录",
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_OF_AN_ENTITY = re.compile(r"F\w*_(F[A-Z]\w*)")


def plain_key(text: str) -> str:
    """Letters and digits of a header, without regard to width and case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def header_key(text: str) -> str:
    """Key under which two spellings of one header meet; empty when it has no letter or digit.

    Beside what `plain_key` leaves out, traditional characters do not matter. Words that mean the
    same in every plant are one: batch and lot, material, article, product and item, vendor and
    supplier, number and code.
    """
    key = plain_key(text).translate(_SIMPLIFIED)
    for pattern, word in _FOLDS:
        key = pattern.sub(word, key)
    return _NUMBER_OF.sub("code", key)


def header_keys(text: str) -> tuple[str, ...]:
    """Keys of a header as exports print it, the whole of it first.

    Left away in turn: a unit or table in brackets (`Qty (kg)`), the object a field belongs to
    (`领料明细.批号`, `FEntity_FLot`), and the attribute that names an object (`FLot.FNumber`).
    """
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", text)).strip(" *")
    head, dot, tail = plain.rpartition(".")
    entity = _OF_AN_ENTITY.fullmatch(tail)
    forms = [text, plain]
    if dot:
        forms.append(head if tail.casefold() == "fnumber" else "" if tail[:1] == "F" else tail)
    if entity:
        forms.append(entity[1])
    keys = (header_key(form) for form in forms)
    return tuple(dict.fromkeys(key for key in keys if key))
