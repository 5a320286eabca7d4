"""The page docs/catalogue.md: what the trial of every check showed."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.defects.judge import Shown, as_markdown
from tests.architecture.tree import ROOT
from traceability.contracts.catalogue import CATALOGUE

PAGE = ROOT / "docs" / "catalogue.md"
_HEAD = """# The checks, tried

Every check is tried twice: on a plant into which exactly the defect was put that it looks for,
and on clean plants of all industries, of which nothing may be said. [rules.md](rules.md) says
what each looks for and what to do.

This page is what `tests/proof/test_every_check_catches_its_defect.py` found; that test fails when
the page says anything else, and leaves the new page where its message says.

- Checks of rows: the defects lie in the rows of plants of their own, landed and built together
  with the clean plants, and the finding must name what was spoilt.
- Checks of files (`FI`, `TY`, `LD` at the door): each has files of its own that are landed in a
  home of their own, and the extracts of clean plants are landed the same way.
- Checks of Lotline's own work (`GV-05` to `GV-08`): each is given a broken and a sound piece of it.

## What a check cannot look at

- **Control totals of files.** A row count, a sum or a trailer that the sender states is compared
  with nothing: no profile can name one. Built are: the count of every file (read = used + set
  aside + quarantined), `FI-03` for a file whose end is no end, `FI-01` for one that did not come,
  `FI-14` for a load far from the usual size. A file that ends early between two rows, within that
  size, is not seen.
- No contract holds an invoice (`XS-06`), a second amount beside the first (`QT-08`) or a period of
  posting (`TM-15`, which reads it from both times). Drills are no records yet, so `TM-14` compares
  with shipments alone.

## The table

{counts}

"""


def page(shown: Sequence[Shown]) -> str:
    """The whole page."""
    caught = sum(line.is_caught for line in shown)
    silent = sum(line.is_silent for line in shown)
    omitted = [check for check in CATALOGUE if check.place == "omitted"]
    counts = (
        f"{len(shown)} checks: {caught} catch their defect, {silent} are silent on clean plants. "
        f"{len(omitted)} of the catalogue are not made."
    )
    return _HEAD.format(counts=counts) + as_markdown(shown) + "\n"
