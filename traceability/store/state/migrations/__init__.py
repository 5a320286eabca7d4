"""How the tables of the state database came to be, step by step; Alembic runs it."""

from __future__ import annotations
