"""The genealogy on disk: memory-mapped arrays, their writer, their reader and the walk."""

from __future__ import annotations
