"""The product's own knowledge: lots, links, traces, and the doors to where they are kept."""

from __future__ import annotations

__version__ = "0.1.0"
