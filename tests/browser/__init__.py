"""Tests of the web app in a real browser; they run last."""

from __future__ import annotations
