"""What the scheduler's processes load: the pipeline of the home that the environment names."""

from __future__ import annotations

from dagster import Definitions, definitions

from orchestration.assemble import assemble
from traceability.settings import from_env


@definitions
def pipeline() -> Definitions:
    """The pipeline, put together when it is asked for."""
    return assemble(from_env())
