"""What `case holds` tells people."""

from __future__ import annotations

import pytest

from traceability.cli.tabulate_holds import holds_lines


@pytest.mark.parametrize(
    ("state", "word"), [("open", "still stand"), ("signed", "stood when it was signed")]
)
def test_a_signed_case_tells_what_stood_then(state: str, word: str) -> None:
    """What was released since is told beside it, of the case that follows."""
    request = {"standing": 19, "moved": [], "fallen_out": []}
    document = {"case": {"case_no": 1, "state": state}, "holds": [request], "releases": []}

    assert holds_lines(document) == [f"C-1: 1 request, 19 lines {word}."]
