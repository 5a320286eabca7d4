"""Draw the lot of a drill: the same seed on the same snapshot draws the same lot."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.actors import Person
from traceability.domain.drills import WAYS, Draw, draw_one, in_turn
from traceability.domain.roles import Act
from traceability.domain.scope import Direction
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.drills.drill_ground import DrillGround, open_ground
from traceability.services.drills.gather_candidates import gather_candidates
from traceability.services.drills.read_plan import read_plan
from traceability.services.resolve_question import resolve_question

if TYPE_CHECKING:
    from traceability.domain.actors import Actor
    from traceability.settings import Settings

_SEED_BYTES = 8


def draw_lot(
    settings: Settings,
    actor: Actor,
    *,
    seed: str | None = None,
    direction: str | None = None,
    family: str | None = None,
    is_blind: bool = False,
    ground: DrillGround | None = None,
) -> Draw:
    """Draw a lot and keep who drew it, from which lots, with which weight.

    seed: None makes one. direction: None means forward. family: None takes the first in the turn
    of the seed that has a lot. A blind draw keeps its lot to itself until the drill starts. Raises
    NotFoundError when there is nothing to draw, RefusedError where the role does not allow it.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    if isinstance(actor, Person):
        actor.check_may(Act.WORK_ON_CASE)
    way = _way(direction) or Direction.FORWARD
    chosen = seed if seed is not None else secrets.token_hex(_SEED_BYTES)
    told = draw_told(settings, ground or open_ground(settings), chosen, way, family)
    state = open_state(settings)
    if is_blind:
        with state.read() as read:
            _refuse_seen(read, told)
    return _kept(state, actor, told | {"is_blind": is_blind})


def choose_lot(
    settings: Settings,
    actor: Actor,
    lot: str,
    *,
    item: str | None = None,
    direction: str | None = None,
    family: str | None = None,
) -> Draw:
    """Keep that a person chose the lot of a drill.

    direction: None means forward from a bought lot and backward from a finished one. family: None
    means that of the finished lot, or that of most finished lots a bought one is in. Raises
    NotFoundError or AmbiguousError for the lot, UsageError where the question names several.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    if isinstance(actor, Person):
        actor.check_may(Act.WORK_ON_CASE)
    ground = open_ground(settings)
    nodes = resolve_question(ground.index, (lot,), item)
    if len(nodes) != 1:
        raise UsageError(
            f"{lot} names {len(nodes)} lots; a drill starts from one.",
            hint="Name one of them, as ITEM:LOT or by its lot_id.",
        )
    node = int(nodes[0])
    table = ground.index.table("trace_lots")
    names = ("lot_id", "item_code", "lot_code", "item_type")
    (row,) = table.records(names, np.array([node], np.int64))
    lot_id, item_code, lot_code, item_type = row
    is_sold = item_type == "finished"
    way = _way(direction) or (Direction.BACKWARD if is_sold else Direction.FORWARD)
    own = ground.family_of(item_code)
    found = family or (own if is_sold else ground.family_reached(node) or own)
    told = {
        "seed": None,
        "snapshot_id": ground.snapshot_id,
        "direction": str(way),
        "family": found,
        "is_blind": False,
        "lot_id": lot_id,
        "item_code": item_code,
        "lot_code": lot_code,
        "candidate_count": 1,
        "weight": 0,
        "total_weight": 0,
        "factors": {},
        "weights": {},
    }
    return _kept(open_state(settings), actor, told)


def draw_told(
    settings: Settings, ground: DrillGround, seed: str, way: Direction, family: str | None
) -> dict[str, Any]:
    """What a draw says, without who drew it; nothing is kept."""
    turn = in_turn([*ground.sold], seed)
    if family is not None:
        if family not in ground.sold:
            raise NotFoundError(
                f"No finished lot is of the product family {family}.",
                hint="`lotline drill coverage` names the families there are.",
            )
        turn = [family]
    weights = read_plan(settings).weights
    for name in turn:
        candidates = gather_candidates(ground, name, way)
        if candidates:
            lot, weight, total = draw_one(candidates, seed, weights)
            return {
                "seed": seed,
                "snapshot_id": ground.snapshot_id,
                "direction": str(way),
                "family": name,
                "lot_id": lot.lot_id,
                "item_code": lot.item_code,
                "lot_code": lot.lot_code,
                "candidate_count": len(candidates),
                "weight": weight,
                "total_weight": total,
                "factors": lot.factors,
                "weights": weights,
            }
    raise NotFoundError(
        f"There is no lot to draw {way}" + (f" for the family {family}." if family else "."),
        hint="`lotline status` says what is built; a drill needs finished lots of known number.",
    )


def _way(direction: str | None) -> Direction | None:
    if direction is None:
        return None
    if direction not in [str(way) for way in WAYS]:
        raise UsageError(
            f"A drill goes forward or backward, not {direction}.", hint="Add --direction forward."
        )
    return Direction(direction)


def _kept(state: Any, actor: Actor, told: dict[str, Any]) -> Draw:
    from traceability.store.state import drills  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with state.write(actor) as write:
        number = drills.add_draw(write, told)
        (found,) = drills.read_draws(write, number)
    return found


def _refuse_seen(read: Any, told: dict[str, Any]) -> None:
    """A lot that an announced draw showed already is no secret."""
    from traceability.store.state import drills  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    same = ("seed", "snapshot_id", "direction", "lot_id")
    for draw in drills.read_draws(read):
        if not draw.is_blind and all(str(getattr(draw, name)) == told[name] for name in same):
            raise RefusedError(
                f"Draw {draw.draw_no} showed what this seed draws: it is no longer blind.",
                hint="Leave --seed out, or take another one.",
            )
