"""The product's own knowledge: pure values and rules, no framework, no file."""

from __future__ import annotations
