"""From text rows to typed, append-only landing: the work database, typing, files, manifests."""

from __future__ import annotations
