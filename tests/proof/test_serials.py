"""A serial leads to exactly the products that it is in, though clocks tell nothing."""

from __future__ import annotations

import numpy as np

from simulator.prove.known_plant import know
from simulator.prove.make_plants import PlantOrder
from simulator.prove.reach import Ground, ask
from simulator.prove.run_proof import open_graph
from traceability.domain.scope import Scope
from traceability.settings import Settings

LATE = PlantOrder("electronics", "booked_late", 1, 7)
"""A plant whose rows are typed in days late: no clock narrows anything there."""


def test_a_board_leads_to_the_devices_it_is_in_and_to_no_other(strangers: Settings) -> None:
    observed = LATE.run()
    plant = know(observed, LATE.industry, LATE.fault_class)
    index, graph = open_graph(strangers)
    ground = Ground(index, [plant])
    told = index.table("trace_lots").records(
        ("item_code", "lot_code"), np.arange(graph.lot_count, dtype=np.int64)
    )
    names, devices = [*told], {*plant.finished}
    boards = {
        (str(row["item_code"]), str(row["serial_code"]))
        for row in observed.records["mes_outputs"]
        if str(row["item_code"]).endswith("-BRD") and row.get("serial_code")
    }

    assert len(boards) > 50
    for board in boards:
        answer = ask(graph, ground.nodes(board), forward=True)
        true = {*observed.truth.descendants(board)} & devices
        for scope in (Scope.CONFIRMED, Scope.PROBABLE):
            reached = answer.scopes[scope.rank].tolist()
            assert {names[node] for node in reached} & devices == true, (board, scope)
