"""Words of `fix propose` that do not go together are refused before anything is read."""

from __future__ import annotations

import pytest

from traceability.cli.fix_verbs import propose
from traceability.domain.corrections import Action
from traceability.errors import UsageError


@pytest.mark.parametrize(
    ("action", "told", "words"),
    [
        (Action.VOID_ROW, {"key": "1", "column": "qty"}, "takes no --column"),
        (Action.VOID_ROW, {"key": "1", "old": "5"}, "takes no --column and no --old"),
        (Action.SET_LOT, {"key": "1", "uid": " "}, "no id"),
        (Action.SET_VALUE, {"row": "used.csv:\u00b2", "value": "3"}, "no file and line"),
    ],
)
def test_words_that_do_not_go_together_are_refused(
    action: Action, told: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        propose(action, "mes_consumptions", **told)  # type: ignore[arg-type]

    assert refused.value.hint
