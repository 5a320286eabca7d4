"""What must stay true of the tree itself: layers, house rules, documents."""

from __future__ import annotations
