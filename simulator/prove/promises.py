"""What the proof promises, and which figures break it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.faults.classes import FaultClass
from simulator.prove.figures import Figures, quantile, ratio

MIXED_LOST_PER_TEN_THOUSAND = 5.0
MEDIAN_WIDTH_AT_ONE_PERCENT = 3.0


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that the figures of an industry and class do not keep."""

    industry: str
    fault_class: str
    sentence: str


def broken_promises(industry: str, kind: FaultClass, told: Figures) -> list[Broken]:
    """Every promise that these figures break."""
    sentences = [*_always(told), *_of_bounds(kind, told)]
    if kind.is_faultless:
        sentences += _without_faults(told)
    return [Broken(industry, kind.name, sentence) for sentence in sentences]


def broken_widths(kind: FaultClass, told: Figures) -> list[Broken]:
    """Promises about the size of answers that the figures of all industries together break."""
    sentences = [
        f"clocks leave {left:.3f} of `probable` {where}, promised is {most:.2f}"
        for left, most, where in (
            (ratio(told.timed, told.untimed), kind.narrows_to, "over all levels"),
            (ratio(told.near_timed, told.near_untimed), kind.narrows_near_to, "one order away"),
        )
        if most is not None and left is not None and left > most
    ]
    width = quantile(told.wide, 0.5) if kind.has_useful_width else None
    if width is not None and width > MEDIAN_WIDTH_AT_ONE_PERCENT:
        sentences.append(f"`possible` is {width:.2f} times the truth in the median, above 3")
    return [Broken("all", kind.name, sentence) for sentence in sentences]


def _always(told: Figures) -> list[str]:
    sentences = []
    if told.stopped:
        ordered = told.plants + told.stopped
        sentences.append(f"{told.stopped} of {ordered} plants stopped before their end")
    if told.nesting:
        sentences.append(f"{told.nesting} lots of a scope are missing in the next wider one")
    if told.one_sided:
        sentences.append(f"{told.one_sided} pairs are found one way and not the other")
    if told.foreign:
        sentences.append(f"{told.foreign} lots of other plants stand in answers")
    if not told.traces:
        sentences.append("nothing was traced")
    return sentences


def _of_bounds(kind: FaultClass, told: Figures) -> list[str]:
    if not kind.is_boundable:
        return []
    lost = told.lost[2]
    if kind.is_mixture:
        rate = told.per_ten_thousand("possible")
        if rate <= MIXED_LOST_PER_TEN_THOUSAND:
            return []
        return [f"{rate:.2f} of 10,000 true pairs lie outside `possible`, above 5"]
    return [f"{lost} true pairs lie outside `possible`"] if lost else []


def _without_faults(told: Figures) -> list[str]:
    sentences = []
    if told.lost[0]:
        sentences.append(f"`confirmed` lacks {told.lost[0]} true pairs though nothing is missing")
    if told.added:
        sentences.append(f"`possible` adds {told.added} lots though nothing is missing")
    if told.unrecorded:
        sentences.append(f"{told.unrecorded} true pairs stand in no record though all was recorded")
    return sentences
