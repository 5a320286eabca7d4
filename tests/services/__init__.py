"""Questions and their answers, asked of tiny plants."""

from __future__ import annotations
