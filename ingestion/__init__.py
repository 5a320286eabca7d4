"""Readers, source profiles and the landing: extracts in, typed append-only tables out."""

from __future__ import annotations
