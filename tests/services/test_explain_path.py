"""Why a thing is in an answer, told record by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index_plant import Plant, jam_factory
from traceability.errors import NotFoundError, UsageError
from traceability.services.explain_path import explain_path, explanation_lines
from traceability.settings import Settings


def test_a_path_names_every_record_with_file_and_row(jam: Settings) -> None:
    found = explain_path(jam, "SUGAR", "BOX")

    assert (found.direction, found.shortest.hop_count, found.shortest.evidence) == (
        "forward",
        2,
        "confirmed",
    )
    assert found.strongest is None
    assert [link.to_id for link in found.shortest.links] == ["R-WO1", "L-JAM", "R-WO3", "L-BOX"]
    assert found.shortest.sentences[0] == (
        "SUGAR:SUGAR went into order WO1: confirmed (moves.csv row 3)."
    )


def test_the_other_way_round_is_told_in_the_direction_of_the_material(jam: Settings) -> None:
    found = explain_path(jam, "BOX", "FRUIT1")
    assert found.direction == "backward"
    assert next(link.from_id for link in found.shortest.links) == "L-FRUIT1"
    assert "BOX came from FRUIT1" in explanation_lines(found)[0]


@pytest.mark.parametrize("target", ["customer:CUST1", "customer:cust1"])
def test_a_customer_is_reached_through_all_deliveries_of_the_lot(
    jam: Settings, target: str
) -> None:
    told = explain_path(jam, "SUGAR", target).shortest.sentences
    assert [sentence for sentence in told if "delivery D1" in sentence]
    assert [sentence for sentence in told if "delivery D2" in sentence]


def test_a_delivery_and_an_order_are_targets(jam: Settings) -> None:
    assert explain_path(jam, "FRUIT2", "delivery:D3").shortest.hop_count == 1
    assert explain_path(jam, "FRUIT2", "order:WO4").shortest.links[-1].to_id == "R-WO4"


def test_a_shorter_but_weaker_path_comes_with_the_surer_one(tmp_path: Path) -> None:
    plant = Plant().lots("A B C").edge("L-A", "L-C", "possible", edge_kind="relabel")
    plant.edge("L-A", "L-B").edge("L-B", "L-C", "probable")
    found = explain_path(Settings(home=plant.publish(tmp_path)), "A", "C")

    assert (found.shortest.hop_count, found.shortest.evidence) == (1, "possible")
    assert found.strongest is not None
    assert (found.strongest.hop_count, found.strongest.evidence) == (2, "probable")
    assert "became ITEM:C by relabel" in found.shortest.sentences[0]


def test_a_lot_is_itself(jam: Settings) -> None:
    assert explain_path(jam, "BOX", "BOX").shortest.sentences == ("They are the same lot.",)


def test_an_unknown_lot_is_called_so(jam: Settings) -> None:
    told = explain_path(jam, "L-lids", "BOX").shortest.sentences
    assert told[0].startswith("an unknown lot of LID (L-lids) went into order WO3")


@pytest.mark.parametrize("target", ["FRUIT2", "customer:NOBODY", "order:WO2"])
def test_no_path_is_not_found(tmp_path: Path, target: str) -> None:
    home = Settings(home=jam_factory().publish(tmp_path))
    with pytest.raises(NotFoundError):
        explain_path(home, "FRUIT1", target)


@pytest.mark.parametrize("kind", ["customer", "delivery", "order"])
def test_a_target_without_a_code_is_a_usage_error(jam: Settings, kind: str) -> None:
    with pytest.raises(UsageError, match="names no code"):
        explain_path(jam, "SUGAR", f"{kind}: ")
