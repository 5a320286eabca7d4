"""Fills a draft by the dbt project, a child process; Dagster hears of each model and test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from io import TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dagster_dbt import DbtCliResource
from dagster_dbt.compat import DBT_PYTHON_VERSION

from orchestration.dbt_project_files import LOG_OPTIONS, PROJECT, dbt_environment, dbt_options
from orchestration.read_dbt_results import read_failure, read_models_hash, read_statuses
from traceability.settings import lent_environment
from traceability.store.drafts import draft_warehouse, draft_work

if TYPE_CHECKING:
    from dagster import AssetExecutionContext

    from traceability.settings import Settings
    from traceability.store.drafts import Draft

Tell = Callable[[str], None]


class QuietDbt(DbtCliResource):
    """dbt's command line, without its question for news and without a second dbt in our process."""

    @property
    def _cli_version(self) -> Any:
        """Version of the installed dbt; `dbt --version` would ask the package index for it."""
        return DBT_PYTHON_VERSION

    def _initialize_dbt_core_adapter(self, args: Any) -> Any:
        """No adapter: it would only fetch columns, at the cost of loading dbt's parser here."""
        del args


class DbtModels:
    """The models of the dbt project; `fill` runs all of them with their tests."""

    def fill(
        self, context: AssetExecutionContext, settings: Settings, draft: Draft, tell: Tell | None
    ) -> Iterator[Any]:
        """Run dbt over the draft's warehouse; yields Dagster's events.

        tell: called with dbt's own lines; None leaves them on stdout.
        Raises IntegrityError naming the models or tests that failed.
        """
        target = _target(settings, draft)
        with lent_environment(dbt_environment(settings, draft_warehouse(settings, draft))):
            invocation = _dbt().cli(
                [
                    "build",
                    *("--exclude-resource-type", "unit_test"),  # they test the models, not the data
                    *dbt_options(settings),
                ],
                context=context,
                target_path=target,
                raise_on_error=False,
            )
        with _told_to(tell):
            yield from invocation.stream()
        if invocation.process.returncode:
            raise read_failure(target)

    def told(self, settings: Settings, draft: Draft) -> tuple[str, dict[str, int]]:
        """Hash of the models, and how many of them and of their tests ended with each status."""
        target = _target(settings, draft)
        return read_models_hash(target), read_statuses(target)


def _target(settings: Settings, draft: Draft) -> Path:
    return draft_work(settings, draft) / "target"


def _dbt() -> QuietDbt:
    executable = shutil.which("dbt", path=str(Path(sys.executable).parent))
    return QuietDbt(
        project_dir=str(PROJECT),
        profiles_dir=str(PROJECT),
        global_config_flags=["--no-use-colors", *LOG_OPTIONS],
        dbt_executable=executable or "dbt",
    )


def _told_to(tell: Tell | None) -> AbstractContextManager[Any]:
    """Hand what is written to stdout to `tell`, line by line; None lets it pass."""
    return nullcontext() if tell is None else redirect_stdout(_Lines(tell))


class _Lines(TextIOBase):
    """A stream that calls a function with each line."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def write(self, text: str) -> int:
        """Tell each line of the text."""
        for line in text.splitlines():
            self._tell(line)
        return len(text)
