"""The parts of a workbook around its rows: styles, relations, properties; nothing of today."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD, TEXT, NUMBER = 1, 2, 3
"""Styles of a cell: bold and grey, text as it is, a number."""
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_DATE = "1980-01-01T00:00:00Z"
_STYLES = (
    f'{_START}<styleSheet xmlns="{_MAIN}"><fonts count="2">'
    '<font><sz val="10"/><name val="Calibri"/></font>'
    '<font><b/><sz val="10"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8E8E8"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" xfId="0" applyNumberFormat="1" applyFont="1" '
    'applyFill="1"/>'
    '<xf numFmtId="49" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf>'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def column_letters(number: int) -> str:
    """`A` of 1, `AA` of 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_xml(rows: Sequence[str], widths: Sequence[int], last: str) -> str:
    """A sheet of finished rows: its header stays while one scrolls, and filters."""
    sizes = "".join(
        f'<col min="{place}" max="{place}" width="{size}" customWidth="1"/>'
        for place, size in enumerate(widths, 1)
    )
    return "".join(
        (
            f'{_START}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">',
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
            "</sheetView></sheetViews>",
            f"<cols>{sizes}</cols>" if sizes else "",
            "<sheetData>",
            *rows,
            "</sheetData>",
            f'<autoFilter ref="A1:{last}"/>' if sizes else "",
            "</worksheet>",
        )
    )


def surroundings(titles: Sequence[str], properties: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Name and text of every other part of a workbook with sheets of these titles."""
    numbers = range(1, len(titles) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in zip(numbers, titles, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations(_REL, [*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    yield "docProps/core.xml", _properties(properties)
    yield (
        "_rels/.rels",
        _relations(_REL, [("officeDocument", "xl/workbook.xml")]).replace(
            "</Relationships>",
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        ),
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    types = (
        f'{_START}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{kinds}</Types>"
    )
    yield "[Content_Types].xml", types


def _relations(kind: str, targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}/{name}" Target="{target}"/>'
        for number, (name, target) in enumerate(targets, 1)
    )
    return f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _properties(properties: dict[str, str]) -> str:
    names = {"title": "dc", "subject": "dc", "creator": "dc", "description": "dc", "keywords": "cp"}
    told = "".join(
        f"<{space}:{name}>{escape(properties[name])}</{space}:{name}>"
        for name, space in names.items()
        if properties.get(name)
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_FIXED_DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_START}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{told}{dates}</cp:coreProperties>"
    )
