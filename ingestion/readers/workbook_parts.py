"""Which sheets a workbook has, and in which parts of its package they, its texts and styles lie.

Only what is needed is read, so that no oddity beside it keeps a workbook from being opened. Tags
are compared without their namespace: strict and usual workbooks differ in little else.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_PACKAGE = ""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it; kind: worksheet, chartsheet, dialogsheet ..."""

    title: str
    kind: str
    part: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """Sheets in their order, names of the parts of texts and styles ("" for none), the epoch."""

    sheets: tuple[SheetEntry, ...]
    texts: str
    styles: str
    counts_from_1904: bool


def read_parts(archive: zipfile.ZipFile) -> WorkbookParts:
    """Follow the package to its workbook; LookupError or ValueError where there is none."""
    (book,) = [
        part for kind, part in _links(archive, _PACKAGE).values() if kind == "officeDocument"
    ]
    root = _parsed(archive, book)
    if local_name(root) != "workbook":
        raise ValueError(f"{book} is no workbook")
    links = _links(archive, book)
    told = dict(links.values())
    is_1904 = any(
        element.get("date1904") in {"1", "true"}
        for element in root
        if local_name(element) == "workbookPr"
    )
    texts, styles = (
        told.get(kind) or _beside(archive, book, f"{kind}.xml")
        for kind in ("sharedStrings", "styles")
    )
    return WorkbookParts(tuple(_sheets(root, links)), texts, styles, is_1904)


def part_info(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The entry of a part; names differ in case or slashes from what refers to them, as it comes.

    Raises KeyError where there is none.
    """
    wanted = name.casefold()
    for info in archive.infolist():
        if info.filename.replace("\\", "/").casefold() == wanted:
            return info
    raise KeyError(f"it has no part {name}")


def local_name(element: ET.Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace_of(element: ET.Element) -> str:
    """Namespace of an element as it stands before its name: {http://...}, or "" for none."""
    return element.tag[: element.tag.rfind("}") + 1]


def _beside(archive: zipfile.ZipFile, part: str, name: str) -> str:
    """The part of that name in the folder of another, which some writers fail to refer to."""
    place = posixpath.join(posixpath.dirname(part), name)
    try:
        part_info(archive, place)
    except KeyError:
        return ""
    return place


def _sheets(root: ET.Element, links: dict[str, tuple[str, str]]) -> Iterator[SheetEntry]:
    for entry in root.iter():
        if local_name(entry) != "sheet":
            continue
        title, link = entry.get("name", ""), _link_of(entry)
        if link not in links:
            raise ValueError(f"its sheet {title} lies nowhere")
        kind, part = links[link]
        yield SheetEntry(title, kind, part, entry.get("state", "visible") == "visible")


def _link_of(entry: ET.Element) -> str:
    return next((text for name, text in entry.items() if name.endswith("}id")), "")


def _links(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by id: the last word of its type, and its name in the package."""
    folder, name = posixpath.split(part)
    root = _parsed(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        link.get("Id", ""): (
            link.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in root
        if link.get("TargetMode") != "External"
    }


def _parsed(archive: zipfile.ZipFile, part: str) -> ET.Element:
    # Entities are limited by expat itself, and no part of a workbook is fetched from outside.
    return ET.fromstring(archive.read(part_info(archive, part)))  # noqa: S314
