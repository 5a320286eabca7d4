"""Read the settings for a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.errors import UsageError

if TYPE_CHECKING:
    from traceability.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment. Raises UsageError when a number or a date is none."""
    from traceability.settings import from_env

    try:
        return from_env()
    except ValueError as error:
        raise UsageError(f"{error}.", hint="See docs/settings.md.") from error
