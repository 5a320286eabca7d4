"""python -m simulator.prove: plants of known truth through the real pipeline; exit 1 = broken."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from simulator.faults.mixtures import CLASSES
from simulator.industries import INDUSTRIES
from simulator.prove.estimate import estimate, say_estimate
from simulator.prove.run_proof import Proof, ProofRequest, run_proof
from simulator.prove.simple_rules import SIMPLE_RULES
from simulator.prove.write_figures import as_markdown, as_text
from traceability.errors import LotlineError
from traceability.settings import Settings


def main(words: list[str] | None = None) -> int:
    """Prove, print, and return the exit code: 0 all promises kept, 1 one broken, 10 no proof."""
    asked = _parser().parse_args(words)
    if asked.list:
        sys.stdout.write("".join(f"{kind.name:<28}{kind.says}\n" for kind in CLASSES.values()))
        return 0
    home = (asked.home or Path(tempfile.mkdtemp(prefix="lotline-proof-"))).absolute()
    is_kept = asked.keep or asked.home is not None
    industries = tuple(dict.fromkeys(asked.industry or INDUSTRIES))
    request = ProofRequest(
        industries,
        tuple(dict.fromkeys(asked.fault_class or _classes_of(industries))),
        asked.plants,
        asked.seed,
        is_built=asked.built,
        simple_rule=asked.rule,
        is_kept=is_kept,
        show_lost=asked.show_lost,
    )
    try:
        return _prove(request, Settings(home=home), asked)
    except LotlineError as error:
        sys.stderr.write(f"Error: {error.message}\n  {error.hint}\n")
        return error.exit_code
    finally:
        if is_kept:
            _tell(f"kept: {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)


def _prove(request: ProofRequest, settings: Settings, asked: argparse.Namespace) -> int:
    started = time.monotonic()
    if request.plants and request.groups() and not request.is_built:
        for sentence in say_estimate(estimate(request.groups(), request.workers), request.plants):
            sys.stderr.write(f"{sentence}\n")
    proof = run_proof(request, settings, _tell)
    _clear()
    for line in proof.explained:
        sys.stdout.write(f"{line}\n")
    print_table = as_markdown if asked.markdown else as_text
    sys.stdout.write(f"{print_table(proof.figures)}\n")
    if asked.json:
        asked.json.write_text(json.dumps(_document(proof), indent=1), encoding="utf-8")
    for stopped in proof.stopped:
        sys.stdout.write(f"plant {stopped.order.code} stopped: {stopped.reason}\n")
    for broken in proof.broken:
        sys.stdout.write(f"broken: {broken.industry} {broken.fault_class}: {broken.sentence}\n")
    sys.stdout.write(
        f"seed {request.seed}, {request.plants} plants of each kind, "
        f"{time.monotonic() - started:.0f} s: "
        f"{'a promise is broken' if proof.broken else 'all promises are kept'}\n"
    )
    return 1 if proof.broken else 0


def _document(proof: Proof) -> dict[str, Any]:
    return {
        "seed": proof.request.seed,
        "plants": proof.request.plants,
        "simple_rule": proof.request.simple_rule or None,
        "stopped": {one.order.code: one.reason for one in proof.stopped},
        "broken": [
            {"industry": one.industry, "class": one.fault_class, "sentence": one.sentence}
            for one in proof.broken
        ],
        "classes": [
            {
                "industry": industry,
                "class": kind.name,
                "is_boundable": kind.is_boundable,
                **told.as_document(),
            }
            for (industry, kind), told in proof.figures.items()
        ],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator.prove", description=__doc__)
    add = parser.add_argument
    add(
        "--plants",
        type=_count,
        default=3,
        metavar="N",
        help="plants of each industry and class, more where a class has fewer industries; "
        "3 give each boundable class 1,000 traces; 0 = one plant of each class",
    )
    add("--seed", type=int, default=7, metavar="S", help="the same seed gives the same plants")
    add(
        "--class",
        dest="fault_class",
        action="append",
        choices=[*CLASSES],
        metavar="C",
        help="a class of faults; several times for several (see --list)",
    )
    add("--industry", action="append", choices=[*INDUSTRIES], help="one industry; repeatable")
    add("--home", type=Path, metavar="DIR", help="build there, and keep it")
    add("--keep", action="store_true", help="keep the temporary home")
    add("--built", action="store_true", help="--home holds the build of the same plants already")
    add("--rule", default="", choices=["", *SIMPLE_RULES], help="put a simple rule in place")
    add("--show-lost", type=int, default=0, metavar="N", help="explain N lost pairs of each kind")
    add("--json", type=Path, metavar="FILE", help="write all figures there")
    add("--markdown", action="store_true", help="print the table as a page shows it")
    add("--list", action="store_true", help="name the classes of faults and end")
    return parser


def _classes_of(industries: tuple[str, ...]) -> tuple[str, ...]:
    """All classes that one of these industries has."""
    return tuple(name for name, kind in CLASSES.items() if {*kind.industries} & {*industries})


def _count(word: str) -> int:
    """A number of plants. Raises ArgumentTypeError, which the parser tells, when it is none."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"{word} is not a number of plants")
    return int(word)


def _tell(sentence: str) -> None:
    """Progress: one line that overwrites itself on a terminal, else a line each."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K{sentence[:100]}")
    else:
        sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[2K")


if __name__ == "__main__":
    sys.exit(main())
