"""One table of words for every contract column: header, meaning, choices, what systems call it."""

from __future__ import annotations
