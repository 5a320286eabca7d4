"""Names of things as URIs: GS1 keys where they are sound, else ids under the plant's address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_GS1 = "https://id.gs1.org"
_AI_10 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}\Z")
"""What a lot or serial number of GS1 may hold: 82 characters, at most 20 of them."""
_ADDRESS = re.compile(
    r"(https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*/?|urn:[a-z0-9-]+:[^ ]+)\Z"
)


def has_check_digit(key: str) -> bool:
    """Whether a GTIN, GLN or SSCC ends with the digit that its others ask for."""
    if not (key.isascii() and key.isdigit()):
        return False
    body = [int(digit) for digit in reversed(key[:-1])]
    total = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - total % 10) % 10 == int(key[-1])


def gtin_14(text: str | None) -> str | None:
    """A sound GTIN in 14 digits, else None."""
    return _key(text, {8, 12, 13, 14}, 14)


def gln_13(text: str | None) -> str | None:
    """A sound GLN, else None."""
    return _key(text, {13}, 13)


def sscc_18(text: str | None) -> str | None:
    """A sound SSCC, else None."""
    return _key(text, {18}, 18)


def _key(text: str | None, lengths: set[int], width: int) -> str | None:
    key = (text or "").strip()
    return key.zfill(width) if len(key) in lengths and has_check_digit(key) else None


@dataclass(frozen=True, slots=True)
class Names:
    """Names under one address of the plant; glns: the GLN of each site that has a sound one."""

    address: str
    glns: Mapping[str, str]

    def item(self, row: Mapping[str, Any], prefix: str = "") -> str:
        """The class of an item."""
        gtin = gtin_14(row[f"{prefix}gtin"])
        return f"{_GS1}/01/{gtin}" if gtin else self.own("item", row[f"{prefix}item_code"])

    def lot(self, row: Mapping[str, Any], prefix: str = "") -> str:
        """A lot or a serial number; the item's class where the record names neither.

        Two lots that bear one code of one item are kept apart by the id that Lotline gave them.
        """
        code = row[f"{prefix}lot_code"]
        if code is None:
            return self.item(row, prefix)
        is_serial, is_shared = row[f"{prefix}is_serial"], row[f"{prefix}is_shared"]
        gtin = gtin_14(row[f"{prefix}gtin"])
        if gtin and not is_shared and _AI_10.match(code):
            return f"{_GS1}/01/{gtin}/{'21' if is_serial else '10'}/{_part(code)}"
        words = ["item", row[f"{prefix}item_code"], "serial" if is_serial else "lot", code]
        return self.own(*words, *(["id", row[f"{prefix}lot_id"]] if is_shared else []))

    def site(self, code: str) -> str:
        """A site."""
        return f"{_GS1}/414/{self.glns[code]}" if code in self.glns else self.own("site", code)

    def handling_unit(self, code: str) -> str:
        """A pallet, box or container."""
        sscc = sscc_18(code)
        return f"{_GS1}/00/{sscc}" if sscc else self.own("handling-unit", code)

    def vocabulary(self) -> str:
        """The namespace of fields that EPCIS does not have."""
        return f"{self.own('vocabulary')}{self._between()}"

    def own(self, *words: str) -> str:
        """An id that only means something at this plant."""
        return self.address + self._between().join(_part(word) for word in words)

    def _between(self) -> str:
        return ":" if self.address.startswith("urn:") else "/"


def own_address(text: str | None) -> str:
    """The address under which a plant names what has no GS1 key, with its last separator.

    Raises UsageError: without one, `lot/7` of two companies would be one lot.
    """
    if not text:
        raise UsageError(
            "Things without a GS1 key need an address of your company before their ids.",
            hint="Add --ids-under, e.g. --ids-under https://id.your-company.com/.",
        )
    if not _ADDRESS.match(text):
        raise UsageError(
            f"--ids-under {text}: this is no web address or URN that ids could stand under.",
            hint="E.g. --ids-under https://id.your-company.com/trace/.",
        )
    end = ":" if text.startswith("urn:") else "/"
    return text if text.endswith(end) else text + end


def _part(text: str) -> str:
    """One part of a URI; whatever is not a letter, digit, '-', '.', '_' or '~' is encoded."""
    return quote(text, safe="")
