"""What the steps of one run share: the settings, the lock of the home, who the run is.

Dagster reads the annotation of a step's `context` as an object, while every annotation here is a
text: `spelled_out` turns them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from dagster import AssetExecutionContext, Failure, InitResourceContext, ResourceDefinition

from traceability.errors import LotlineError, RefusedError
from traceability.services.begin_draft import WHOLE, begin_draft, hold_build, resume_draft

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from traceability.settings import Settings
    from traceability.store.drafts import Draft

Step = TypeVar("Step", bound=Callable[..., Any])


class Stopped(Failure):
    """A step that ended with a sentence for a person; the page of the run shows it as it stands."""

    __module__ = "builtins"  # or the page would print a path of modules before the sentence


class House:
    """One run at work in a home. `failure` is the error that stopped it, None while it runs.

    is_patient: wait for a build that runs in the home, instead of refusing. announce: called with
    the name of what begins. tell: called with dbt's own lines; None leaves them where dbt's lines
    go.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        is_patient: bool = True,
        announce: Callable[[str], None] = lambda _: None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.settings = settings
        self.announce = announce
        self.tell = tell
        self.failure: LotlineError | None = None
        self._is_patient = is_patient
        self._lock: BaseFileLock | None = None

    def enter(self, context: AssetExecutionContext, step: str) -> None:
        """Take the lock of the home, unless this run has it; refuse a step that runs in part."""
        if context.is_subset:
            raise RefusedError(
                f"This run asks for a part of step {step}: a snapshot is built whole.", hint=WHOLE
            )
        if self._lock is None:
            self._lock = hold_build(self.settings, is_patient=self._is_patient)
        self.announce(step)

    def begin(self, context: AssetExecutionContext) -> Draft:
        """Begin the draft of this run."""
        return begin_draft(self.settings, _owner(context))

    def resume(self, context: AssetExecutionContext, step: str) -> Draft:
        """The draft of this run, or of the run it repeats, ready for `step`."""
        self.enter(context, step)
        return resume_draft(self.settings, _owner(context), step)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Turn our errors into a step failure that begins with their sentence."""
        try:
            yield
        except LotlineError as error:
            self.failure = error
            raise Stopped(f"{error.message}\n{error.hint}".rstrip(), allow_retries=False) from None

    def leave(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def house_resource(house: House) -> ResourceDefinition:
    """The house as the steps ask for it; it is left when the run ends, however it ends."""

    def enter(context: InitResourceContext) -> Iterator[House]:
        del context
        try:
            yield house
        finally:
            house.leave()

    return ResourceDefinition(enter, description="Settings and lock of the home.")


def spelled_out(step: Step) -> Step:
    """The same function with annotations that are objects."""
    step.__annotations__ = get_type_hints(step, include_extras=True)
    return step


def _owner(context: AssetExecutionContext) -> str:
    run = context.run
    return str(run.root_run_id or run.run_id)
