"""What standards ask, and the evidence this house has. One verb per file."""

from __future__ import annotations
