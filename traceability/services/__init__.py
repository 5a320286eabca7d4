"""What the product does, one verb per file; pages and commands call these and nothing below."""

from __future__ import annotations
