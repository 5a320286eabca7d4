"""One file per step; `m0001_state.py` is the revision `0001_state`."""

from __future__ import annotations
