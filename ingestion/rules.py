"""Ids of the rules that reading and landing apply; their meaning is told in docs/rules.

FI: the file as a whole. TY: a value that is not what its column says. LD: a row that is no fact.
"""

from __future__ import annotations

MISSING_FILE = "FI-01"
NO_ROWS = "FI-02"
CUT_FILE = "FI-03"
SENT_BEFORE = "FI-04"
HEADER = "FI-08"
RAGGED = "FI-09"
NUL_BYTE = "FI-10"
WRONG_ENCODING = "FI-11"
LOST_CHARACTERS = "FI-12"
BYTE_ORDER_MARK = "FI-13"
FULL_SHEET = "FI-15"
NOT_ITS_FORMAT = "FI-18"
SEVERAL_SHEETS = "FI-19"
MERGED_CELLS = "FI-20"
HIDDEN_ROWS = "FI-21"

WHOLE_NUMBER_CODES = "TY-01"
FRACTION_CODES = "TY-02"
SHORTENED_CODES = "TY-03"
SERIAL_DATE = "TY-04"
UNREADABLE_TIME = "TY-05"
DATE_CODES = "TY-06"
UNREADABLE_NUMBER = "TY-08"
NO_LOT_WORD = "TY-09"
UNKNOWN_WORD = "TY-15"
CELL_ERROR = "TY-16"
NO_RESULT = "TY-17"
NESTED = "TY-18"
BOOLEAN_CODES = "TY-19"

MISSING_VALUE = "LD-01"
UNREADABLE_VALUE = "LD-02"
DOUBLE_FATE = "LD-03"

UNMAPPED = "unmapped"
LOOKUP = "lookup"
NOT_IN_PROFILE = "not_in_profile"
TEMPLATE_EXAMPLE = "template_example"
ABOUT_SHEET = "about_sheet"
HIDDEN_SHEET = "hidden_sheet"
CHART_SHEET = "chart_sheet"
EMPTY_SHEET = "empty_sheet"
