"""A mistake to plant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """A mistake somebody could make. `code` stands exactly once in `file`.

    tests: what turns red. The YAML file of a model stands for the model's unit tests.
    """

    name: str
    deliverable: str
    file: str
    code: str
    mistake: str
    tests: tuple[str, ...]


def of_model(deliverable: str, model: str, *told: str) -> Bug:
    """A mistake in a model that the model's own unit tests see; told: name, code, mistake."""
    file = f"dbt_project/models/{model}"
    name, code, mistake = told
    return Bug(name, deliverable, f"{file}.sql", code, mistake, (f"{file}.yml",))
