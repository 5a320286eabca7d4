"""Bugs that `tests/prove_tests.py` plants: one or more for each deliverable."""

from __future__ import annotations

from tests.planted import (
    answers,
    cases_and_reports,
    genealogy,
    main_job,
    quality_and_pages,
    simulated_plants,
    time_and_places,
)

_FILES = (
    *(main_job, genealogy, time_and_places, answers, simulated_plants, quality_and_pages),
    cases_and_reports,
)
LISTS = {module.__name__: module.BUGS for module in _FILES}
"""Bugs by the file that lists them."""
