"""Pure knowledge."""

from __future__ import annotations
