"""The jam factory, published once for all questions."""

from __future__ import annotations

import pytest

from tests.index_plant import jam_factory
from traceability.settings import Settings


@pytest.fixture(scope="session")
def jam(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the jam factory of tests/index_plant.py; read only."""
    return Settings(home=jam_factory().publish(tmp_path_factory.mktemp("jam")))
