"""The web application: pages that ask questions."""

from __future__ import annotations
