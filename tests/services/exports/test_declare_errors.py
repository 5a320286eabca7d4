"""What an earlier snapshot told and this one no longer does."""

from __future__ import annotations

from typing import Any

from traceability.services.exports.declare_errors import with_declarations


def event(name: str) -> dict[str, Any]:
    return {"eventID": name}


def test_a_withdrawn_event_is_kept_and_names_what_corrects_it() -> None:
    earlier = [(("D-1",), event("a")), (("D-2",), event("b")), (("D-3",), event("c"))]
    now = [(("D-1",), event("a")), (("D-2",), event("b2")), (("D-2",), event("b3"))]
    told = [one for _, one in with_declarations(iter(earlier), iter(now), "T")]
    assert told == [
        {"eventID": "a"},
        {"eventID": "b2"},
        {"eventID": "b3"},
        {
            "eventID": "b",
            "errorDeclaration": {
                "declarationTime": "T",
                "reason": "incorrect_data",
                "correctiveEventIDs": ["b2", "b3"],
            },
        },
        {"eventID": "c", "errorDeclaration": {"declarationTime": "T", "reason": "did_not_occur"}},
    ]


def test_what_is_only_new_declares_nothing_wrong() -> None:
    now = [(("D-1",), event("a")), (("D-2",), event("b"))]
    told = [one for _, one in with_declarations(iter(now[:1]), iter(now), "T")]
    assert told == [{"eventID": "a"}, {"eventID": "b"}]


def test_keys_are_matched_wherever_one_side_has_more() -> None:
    earlier = [((key,), event(key)) for key in "acdf"]
    now = [((key,), event(key)) for key in "bcef"]
    told = list(with_declarations(iter(earlier), iter(now), "T"))
    assert [key for (key,), _ in told] == list("abcdef")
    assert ["errorDeclaration" in one for _, one in told] == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]
