"""Load the verbs of packages that stand on this one; they register as entry points."""

from __future__ import annotations

from typing import Any

from traceability.errors import UsageError

ENTRY_POINTS = "lotline.commands"
OUTER_VERBS = {
    "ingest": "Land extracts: every row used, set aside by a rule, or quarantined.",
    "profile": "Profiles: how a system's own tables become contracts.",
    "template": "Write an empty workbook for an extract contract, to be filled in by hand.",
    "build": "Assemble the warehouse from what is landed and publish a snapshot.",
    "demo": "Load an example plant, build it, trace one raw lot to its customers, serve the app.",
    "orchestrate": "Land what is dropped, build every night, show every run on a page.",
    "serve": "Show the pages in a browser, for this machine only.",
}
"""Known verbs with their help, so that listing them imports none."""


def outer_verb(name: str) -> Any:
    """The function or Typer app of another package's verb; None when nobody registered it.

    Raises UsageError when the verb is known but its package is not installed.
    """
    from importlib.metadata import entry_points

    found = next(iter(entry_points(group=ENTRY_POINTS, name=name)), None)
    if found is None and name in OUTER_VERBS:
        raise UsageError(
            f"The verb {name} is not installed.", hint="Install Lotline with `pip install .`."
        )
    return None if found is None else found.load()
