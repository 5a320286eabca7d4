"""The genealogy on disk: written, read, walked."""

from __future__ import annotations
