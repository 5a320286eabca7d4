"""The Data health page names the links to fill first, and what filling one would do."""

from __future__ import annotations

from tests.app.conftest import Publish, Visit
from tests.app.test_health_page import judged
from tests.index_plant import Plant


def test_the_first_links_to_fill_stand_with_what_hangs_on_them(
    visit: Visit, publish: Publish
) -> None:
    plant = Plant().lots("A B", item_code="NUT").lot("nuts", lot_code=None, item_code="NUT")
    plant.lots("P", item_type="finished").order("WO1", made="P").ship("P", "D1", "CUST1")
    plant.pool("nuts", item_code="NUT").edge("S-nuts", "L-nuts", "possible", edge_kind="gap")
    plant.edge("L-nuts", "R-WO1", work_order_code="WO1")
    for lot in "AB":
        plant.edge(f"L-{lot}", "S-nuts", "possible", edge_kind="candidate")

    page = visit(judged(publish(plant)), page="health")

    (row,) = page.table("Links to fill first")
    assert (row["Customers"], row["Product lots"], row["Candidates"]) == (1, 1, 2)
    assert (row["Scope now"], row["Scope filled"]) == (2, 1)
