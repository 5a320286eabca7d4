"""The audited bakery, made once."""

from __future__ import annotations

import pytest

from tests.services.compliance.audited_house import audited_house
from traceability.settings import Settings


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home that is ready for an audit; read only."""
    settings = Settings(home=tmp_path_factory.mktemp("audited"))
    audited_house(settings)
    return settings
