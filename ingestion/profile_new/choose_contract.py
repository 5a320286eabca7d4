"""Finds the contract that a file resembles most; where several do, all of them are candidates."""

from __future__ import annotations

import re

from ingestion.profile_new.match_columns import ColumnMatch, match_columns
from ingestion.profile_new.read_samples import Sample
from ingestion.wording.header_key import header_key
from ingestion.wording.words import contract_words
from traceability.contracts.extracts import EXTRACTS

_LEAST_COLUMNS = 2
_MOST_CANDIDATES = 3
_MARGIN = 1.0
_NAME_WEIGHT = 3.0
_MISSING_WEIGHT = 1.5
_WORDS = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*")


def choose_contract(sample: Sample) -> tuple[ColumnMatch, ...]:
    """Matches of the contracts that the file resembles most, best first; () when none is near.

    A contract scores one for each of its columns that the file has, loses 1.5 for each that it
    needs and the file lacks, and gains 3 when the name of the file says so. The best one stands
    alone when it leads by 1; otherwise a person must choose.
    """
    scores = {contract: _score(sample, contract) for contract in EXTRACTS}
    near = sorted(
        (contract for contract, (score, match) in scores.items() if _is_near(score, match)),
        key=lambda contract: -scores[contract][0],
    )
    best = [name for name in near if scores[name][0] > scores[near[0]][0] - _MARGIN]
    return tuple(scores[name][1] for name in best[:_MOST_CANDIDATES])


def _score(sample: Sample, contract: str) -> tuple[float, ColumnMatch]:
    match = match_columns(contract, sample.columns)
    score = match.fitted - _MISSING_WEIGHT * len(match.missing)
    if names_contract(sample, contract):
        score += _NAME_WEIGHT
    return score, match


def _is_near(score: float, match: ColumnMatch) -> bool:
    return score > 0 and match.fitted >= _LEAST_COLUMNS


def names_contract(sample: Sample, contract: str) -> bool:
    """Whether the name of the sheet or file is, or holds as a word, what the contract is called."""
    keys = contract_words(contract).others
    for name in (sample.table, sample.file.rpartition(".")[0]):
        words = {header_key(word) for word in _WORDS.findall(name)}
        parts = {header_key(part) for word in _WORDS.findall(name) for part in word.split("_")}
        if keys & {header_key(name), *words, *parts}:
            return True
    return False
