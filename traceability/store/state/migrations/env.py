"""Alembic's own entry: migrate over the connection that `migrate.py` lends."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    render_as_batch=False,
)
context.run_migrations()
