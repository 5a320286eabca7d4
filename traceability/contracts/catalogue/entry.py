"""One check of the catalogue: what it looks for, how grave it is and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

PLACES = ("door", "finding", "platform", "omitted")
"""Where a check is done. door: while a file is landed. finding: by a findings model of dbt.
platform: by Lotline over its own work. omitted: not at all, because a column is missing."""


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """One check, under an id that keeps its meaning for ever.

    family: file of the catalogue that lists it. severities: those its findings may have, worst
    first. title: a few words. says: what is found, and when not. remedy: the next step of a person.
    Each in English and Chinese. missing: of an omitted check, the contract column it would need.
    """

    check_id: str
    family: str
    severities: tuple[str, ...]
    title: str
    title_zh: str
    says: str
    says_zh: str
    remedy: str
    remedy_zh: str
    place: str
    missing: str = ""
