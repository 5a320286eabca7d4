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
NOT_UTF8 = "FI-11"
LOST_CHARACTERS = "FI-12"
UTF16 = "FI-13"

WHOLE_NUMBER_CODES = "TY-01"
FRACTION_CODES = "TY-02"
UNREADABLE_TIME = "TY-05"
UNREADABLE_NUMBER = "TY-08"
NO_LOT_WORD = "TY-09"
UNKNOWN_WORD = "TY-15"

MISSING_VALUE = "LD-01"
UNREADABLE_VALUE = "LD-02"
DOUBLE_FATE = "LD-03"

UNMAPPED = "unmapped"
LOOKUP = "lookup"
NOT_IN_PROFILE = "not_in_profile"
