"""Bugs that `tests/prove_tests.py` plants: one or more for each deliverable."""

from __future__ import annotations

from tests.planted import (
    answers,
    genealogy,
    main_job,
    quality_and_pages,
    simulated_plants,
    time_and_places,
)

_FILES = (main_job, genealogy, time_and_places, answers, simulated_plants, quality_and_pages)
LISTS = {module.__name__: module.BUGS for module in _FILES}
"""Bugs by the file that lists them."""
