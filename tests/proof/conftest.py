"""The plants of the small proof, asked again and again in the home they share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from simulator.prove.run_proof import Proof, run_proof
from tests.proof.small_proof import REQUEST, silent
from traceability.settings import Settings


@pytest.fixture(scope="session")
def prove_with(strangers: Settings) -> Any:
    """Ask the warehouse, one rule of ours replaced by a simple one; "" = all ours."""

    def prove(simple_rule: str, *classes: str) -> Proof:
        request = replace(REQUEST, is_built=True, simple_rule=simple_rule)
        return run_proof(replace(request, classes=classes or request.classes), strangers, silent)

    return prove


@pytest.fixture(scope="session")
def proof(prove_with: Any) -> Proof:
    """What the small proof shows."""
    proof: Proof = prove_with("")
    return proof
