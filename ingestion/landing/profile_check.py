"""Tries a profile without data: every query and rule must bind to its tables' columns."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.landing.ledger import Ledger
from ingestion.landing.queries import prepare, text_query
from ingestion.landing.work_database import WorkDatabase
from ingestion.profile import Profile
from traceability.contracts.extracts import EXTRACTS

if TYPE_CHECKING:
    from traceability.settings import Settings


def check_profile(profile: Profile, settings: Settings) -> None:
    """Run preparation, every contract query and every set-aside rule over empty tables.

    Raises UsageError naming the query or rule that does not fit.
    """
    with (
        tempfile.TemporaryDirectory(prefix="lotline-") as folder,
        WorkDatabase(Path(folder), settings) as work,
    ):
        ledger = Ledger(work, profile)
        prepare(work, profile)
        for mapping in profile.mappings:
            if mapping.is_identity:
                work.add_native(mapping.tables[0], EXTRACTS[mapping.contract].column_names)
            text_query(work, profile, mapping)
        ledger.settle()
