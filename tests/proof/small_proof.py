"""What the small proof asks for: a plant of each class of faults, industries in turn."""

from __future__ import annotations

from simulator.faults.mixtures import CLASSES
from simulator.industries import INDUSTRIES
from simulator.prove.run_proof import ProofRequest

REQUEST = ProofRequest(tuple(INDUSTRIES), tuple(CLASSES), plants=0, seed=7, workers=1)


def silent(_: str) -> None:
    """Nobody watches the tests' progress."""
