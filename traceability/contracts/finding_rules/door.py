"""Rules that judge a file while it is landed; their findings come from the manifest of its load."""

from __future__ import annotations

from traceability.contracts.catalogue import catalogued
from traceability.contracts.finding_rules.rule import CauseWords, FindingRule

_EXPORT = "Where a profile reads the file: its `encoding`, `delimiter` or `header_row`."
_TEXT = "The export writes the column as text."


def at_the_door(
    rule_id: str, after_item: str, *, severities: tuple[str, ...] = ("S1",), clear: str = ""
) -> FindingRule:
    """The rule over files of that check; meaning and remedy are those of the catalogue."""
    check = catalogued(rule_id)
    return FindingRule(
        rule_id,
        "file",
        tuple(CauseWords(severity, "Files with rows of ", after_item) for severity in severities),
        check.says,
        check.says_zh,
        check.remedy,
        check.remedy_zh,
        clear,
    )


FILES: tuple[FindingRule, ...] = (
    at_the_door("FI-02", " came with a header and no rows.", severities=("S3",)),
    at_the_door("FI-03", " were probably cut."),
    at_the_door("FI-08", " have columns or rows out of place.", severities=("S3",), clear=_EXPORT),
    at_the_door("FI-09", " have rows out of shape.", clear=_EXPORT),
    at_the_door("FI-10", " hold NUL bytes.", clear=_EXPORT),
    at_the_door("FI-11", " hold text that was read in another encoding.", clear=_EXPORT),
    at_the_door("FI-12", " lost characters before they came here."),
    at_the_door("FI-13", " were read by their byte order mark.", severities=("S3",), clear=_EXPORT),
    at_the_door("FI-15", " are as long as a sheet can be.", severities=("S2",)),
    at_the_door(
        "FI-16",
        " hold test data.",
        severities=("S2",),
        clear="A rule under `set_aside` of the profile that names the test rows.",
    ),
    at_the_door(
        "FI-17",
        " hold rows that nothing took.",
        clear="A query of the profile that takes them, or a rule that sets them aside.",
    ),
    at_the_door("FI-20", " have merged cells.", severities=("S2",)),
    at_the_door("FI-21", " have hidden rows.", severities=("S3",)),
    at_the_door("LD-01", " lack a value without which they are no facts."),
    at_the_door("LD-02", " hold a needed value that cannot be read."),
    at_the_door("LD-03", " landed though the profile sets them aside.", severities=("S2",)),
)

TYPES: tuple[FindingRule, ...] = (
    at_the_door("TY-01", " hold codes as numbers.", clear=_TEXT),
    at_the_door("TY-02", " hold codes as fractions or in scientific notation.", clear=_TEXT),
    at_the_door("TY-03", " hold codes whose last digits are lost.", clear=_TEXT),
    at_the_door("TY-04", " hold dates as bare numbers.", severities=("S2",)),
    at_the_door("TY-05", " hold times that cannot be read.", severities=("S2",)),
    at_the_door("TY-06", " hold codes that became dates.", clear=_TEXT),
    at_the_door("TY-07", " are written in full-width characters.", severities=("S3",)),
    at_the_door("TY-08", " hold numbers that cannot be read."),
    at_the_door("TY-09", " hold words for no lot.", severities=("S3",)),
    at_the_door("TY-10", " hold codes with invisible characters.", severities=("S1", "S3")),
    at_the_door("TY-11", " hold codes with letters of two scripts."),
    at_the_door("TY-12", " hold codes with quotation marks.", clear=_TEXT),
    at_the_door("TY-13", " hold codes like formulas.", severities=("S3",)),
    at_the_door("TY-14", " hold lot codes that GS1 does not allow.", severities=("S3",)),
    at_the_door("TY-15", " hold words the contract does not know.", severities=("S2",)),
    at_the_door("TY-16", " hold errors of a spreadsheet.", severities=("S2",)),
    at_the_door("TY-17", " hold formulas without result.", severities=("S2",)),
    at_the_door("TY-18", " hold lists in a cell.", severities=("S2",)),
    at_the_door("TY-19", " hold codes as true or false.", severities=("S2",)),
)
