"""Example plants, shipped so that `lotline demo` works without a checkout."""

from __future__ import annotations
