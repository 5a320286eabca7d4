"""Bugs that `tests/prove_tests.py` plants: one or more for each deliverable."""

from __future__ import annotations

from tests.planted import main_job, quality_and_pages

BUGS = (*main_job.BUGS, *quality_and_pages.BUGS)
