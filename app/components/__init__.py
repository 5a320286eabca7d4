"""Pieces of pages; every text that a visitor reads is in here or in app.views."""

from __future__ import annotations
