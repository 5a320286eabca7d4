"""A code that two things bear leaves nothing out and releases nothing."""

from __future__ import annotations

import pytest

from tests.services.cases.hold_house import jam_factory, opened, published
from traceability.domain.actors import Person
from traceability.domain.holds import ReleaseGround
from traceability.errors import AmbiguousError
from traceability.services.cases.find_lines import find_lines
from traceability.services.cases.release_holds import Chosen, propose_release
from traceability.services.cases.request_holds import request_holds
from traceability.services.cases.show_case import case_document
from traceability.settings import Settings

Who = dict[str, Person]


def test_a_code_of_a_lot_and_an_order_or_of_two_lots_is_refused(
    factory: Settings, who: Who
) -> None:
    made = jam_factory(with_more=True)
    for row in made.plant.rows["trace_lots"]:
        if row["lot_id"] == "L-JAR3":
            row |= {"lot_code": "JAR1", "lot_code_key": "jar1", "item_code": "JAR-L"}
    for row in made.plant.rows["trace_shipments"]:
        row["delivery_code"] = "WO3" if row["delivery_code"] == "D9" else row["delivery_code"]
    published(factory, made, "20260102T000000-cccccc")
    number = opened(factory, who["ann"])
    request_holds(factory, who["ann"], number)
    scope = case_document(factory, number)

    def released(code: str) -> int:
        choice, ground = Chosen((code,)), ReleaseGround.NO_DEFECT
        return propose_release(factory, who["ann"], number, choice, ground=ground, reason="Clean.")

    for code in ("JAR1", "WO3"):
        with pytest.raises(AmbiguousError, match=f"{code} may be any of"):
            find_lines(scope, [code])
        with pytest.raises(AmbiguousError, match=f"{code} may be any of"):
            released(code)
    assert {line["lot_id"] for _, line in find_lines(scope, ["JAR-L:JAR1"])} == {"L-JAR3"}
    assert [line["line_id"] for _, line in find_lines(scope, ["order:WO3"])] == ["order:WO3"]
    assert (released("JAR-L:JAR1"), released("order:WO3")) == (1, 2)
