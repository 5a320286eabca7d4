"""Say what a case is from now on: a person's act, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import KINDS_AFTER, CaseKind, check_class
from traceability.domain.roles import Act
from traceability.errors import RefusedError
from traceability.services.cases.work_on_case import check_running, said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings


def change_kind(
    settings: Settings,
    actor: Person,
    case_no: int,
    kind: CaseKind,
    *,
    reason: str,
    class_scheme: str | None = None,
    class_value: str | None = None,
) -> None:
    """Make a case another kind, or give it another class: scheme and value.

    Raises UsageError without a reason or for a class that is none, RefusedError where the case
    cannot become that, NotFoundError.
    """
    from traceability.store.state.cases import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_kind,
        add_log,
    )

    why = said(reason, "The reason", "--reason")
    check_class(class_scheme, class_value)
    with work_on_case(settings, actor, case_no, Act.DECLARE_CASE) as (write, head):
        check_running(head)
        same_kind = kind is head.kind and kind is not CaseKind.DRILL
        is_other_class = (class_scheme, class_value) != (head.class_scheme, head.class_value)
        if same_kind and not is_other_class:
            of = f" of class {class_value} ({class_scheme})" if class_scheme else ""
            raise RefusedError(
                f"{head.name} is of kind {kind}{of} already.",
                hint="Nothing was changed. Another class is declared by --scheme and --class.",
            )
        if kind not in KINDS_AFTER[head.kind] and not same_kind:
            names = ", ".join(KINDS_AFTER[head.kind])
            raise RefusedError(
                f"{head.name} is of kind {head.kind} and cannot become {kind}.",
                hint=f"It can become {names}.",
            )
        told = {
            "kind": str(kind),
            "class_scheme": class_scheme,
            "class_value": class_value,
            "reason": why,
        }
        add_kind(write, case_no, told)
        named = f", class {class_value} by {class_scheme}" if class_scheme else ""
        add_log(write, case_no, f"Declared it, from {head.kind}, a {kind}{named}.", why)
