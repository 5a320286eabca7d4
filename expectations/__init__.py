"""Great Expectations suites: the contract between layers and the judge of findings."""

from __future__ import annotations
