"""`lotline profile new`: from the headers of files to a profile that a person can finish."""

from __future__ import annotations
