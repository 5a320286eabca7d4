"""Tests of the web app, page by page, without a browser."""

from __future__ import annotations
