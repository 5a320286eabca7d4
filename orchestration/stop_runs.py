"""Asks the runs under way to end, before the processes end that could tell them to."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from dagster import DagsterRunStatus, RunsFilter

from orchestration.dead_runs import COMMAND_LINE
from orchestration.instance import open_instance

if TYPE_CHECKING:
    from traceability.settings import Settings

_UNDER_WAY = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
_SECONDS_TO_END = 25
_QUESTION = """mutation($ids: [String!]!) {
  terminateRuns(runIds: $ids, terminatePolicy: SAFE_TERMINATE) { __typename }
}"""


def stop_runs(settings: Settings, host: str, port: int) -> list[str]:
    """End the runs that the daemon launched, through the page; returns their ids."""
    stopped = _under_way(settings)
    if stopped and _ask(host, port, stopped):
        until = time.monotonic() + _SECONDS_TO_END
        while _under_way(settings) and time.monotonic() < until:
            time.sleep(1)
    return stopped


def _under_way(settings: Settings) -> list[str]:
    with open_instance(settings) as instance:
        runs = instance.get_runs(RunsFilter(statuses=_UNDER_WAY))
    return [run.run_id for run in runs if not run.tags.items() >= COMMAND_LINE.items()]


def _ask(host: str, port: int, run_ids: list[str]) -> bool:
    """Whether the page took the question."""
    body = json.dumps({"query": _QUESTION, "variables": {"ids": run_ids}})
    connection = HTTPConnection(host, port, timeout=_SECONDS_TO_END)
    try:
        connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
