"""The classes of faults the proof goes through: what each does, how often, and what bounds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from simulator.faults.scene import Scene

Apply = Callable[[Scene, float], None]
ALL = ("food", "pharma", "electronics")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong in the records of a plant, and how often."""

    name: str
    rate: float
    apply: Apply


@dataclass(frozen=True, slots=True)
class FaultClass:
    """A kind of plant: how it behaves and what goes wrong in its records.

    says: what is wrong, as a sentence part. is_boundable: `possible` must hold the truth while the
    bounds are true. bounded_by: what makes it so, or why nothing can. bounds: least values that
    bounds.yml must state, because the faults go as far. switches: physical behaviour. is_mixture:
    several faults at once. is_faultless: the records alone must give the whole truth.
    has_useful_width: the answer must stay narrow. sends_twice: every file comes a second time.
    hides_hold_up: what stays behind in places is declared nowhere. narrows_to, narrows_near_to: the
    most that clocks may leave of `probable` over all plants, at every level and one order away.
    """

    name: str
    says: str
    faults: tuple[Fault, ...] = ()
    switches: Mapping[str, bool | float] = field(default_factory=dict, hash=False)
    bounds: Mapping[str, int] = field(default_factory=dict, hash=False)
    bounded_by: str = ""
    is_boundable: bool = True
    is_mixture: bool = False
    is_faultless: bool = False
    has_useful_width: bool = False
    sends_twice: bool = False
    hides_hold_up: bool = False
    many_lots: bool = False
    narrows_to: float | None = None
    narrows_near_to: float | None = None
    industries: tuple[str, ...] = ALL

    def at_rate(self, rate: float) -> tuple[Fault, ...]:
        """Its faults, each as rare as that."""
        return tuple(replace(fault, rate=rate) for fault in self.faults)


def boundable(
    name: str,
    says: str,
    *faults: Fault,
    by: str,
    bounds: Mapping[str, int] | None = None,
    switches: Mapping[str, bool | float] | None = None,
    industries: tuple[str, ...] = ALL,
    sends_twice: bool = False,
    narrows_to: float | None = None,
) -> FaultClass:
    """A class whose truth `possible` must hold."""
    return FaultClass(
        name,
        says,
        faults,
        switches or {},
        bounds or {},
        by,
        industries=industries,
        sends_twice=sends_twice,
        narrows_to=narrows_to,
    )


def measured(
    name: str,
    says: str,
    *faults: Fault,
    because: str,
    bounds: Mapping[str, int] | None = None,
    switches: Mapping[str, bool | float] | None = None,
    hides_hold_up: bool = False,
) -> FaultClass:
    """A class that nothing in the records can bound: measured and printed."""
    return FaultClass(
        name,
        says,
        faults,
        switches or {},
        bounds or {},
        because,
        is_boundable=False,
        hides_hold_up=hides_hold_up,
    )
