"""kill -9 at any step of an ingest: a whole load or none, and the next ingest tidies up."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingestion.conftest import House
from traceability.errors import DataMissingError

HEAD = "consumption_id,item_code,lot_code\n"
ROOT = Path(__file__).parents[2]
DYING = """
import json, os, signal, sys
from pathlib import Path
from ingestion import ingest as ingesting
from ingestion.landing import kept_files, manifest, parquet_files, publish
from traceability.settings import Settings

def dying(module, name, *, after):
    real = getattr(module, name)
    def die(*args, **kwargs):
        if after:
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(module, name, die)

step, home, drop = sys.argv[1:]
{
    "bytes kept": lambda: dying(ingesting, "plan_loads", after=False),
    "bytes half kept": lambda: dying(kept_files, "_pour", after=True),
    "table half written": lambda: dying(parquet_files, "sync_file", after=False),
    "staged": lambda: dying(ingesting, "publish", after=False),
    "table in place": lambda: dying(publish, "_move", after=True),
    "before manifest": lambda: dying(manifest, "write_manifest", after=False),
    "manifest half written": lambda: dying(json, "dump", after=True),
    "after manifest": lambda: dying(manifest, "write_manifest", after=True),
}[step]()
ingesting.ingest([Path(drop)], Settings(Path(home), memory_limit="500MB", threads=1))
"""


@pytest.mark.parametrize(
    "step",
    [
        "bytes kept",
        "bytes half kept",
        "table half written",
        "staged",
        "table in place",
        "before manifest",
        "manifest half written",
        "after manifest",
    ],
)
def test_a_killed_ingest_leaves_a_whole_load_or_none(house: House, step: str) -> None:
    house.land({"mes_consumptions.csv": HEAD + "1,A,L\n"})
    before = house.all_files()
    drop = house.drop({"mes_consumptions.csv": HEAD + "2,A,L\n3,,L\n"})

    child = subprocess.run(
        [sys.executable, "-c", DYING, step, str(house.settings.home), str(drop)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr

    landed = [row["consumption_id"] for row in house.rows("mes_consumptions")]
    assert landed == (["1", "2"] if step == "after manifest" else ["1"])
    assert house.faults() == []

    house.land({"mes_consumptions.csv": HEAD + "1,A,L\n"})
    if step != "after manifest":
        assert house.all_files() == before
    house.land({"mes_consumptions.csv": HEAD + "2,A,L\n3,,L\n"})
    assert [row["consumption_id"] for row in house.rows("mes_consumptions")] == ["1", "2"]
    assert len(house.rows("quarantine")) == 1
    assert len(house.manifests()) == 2


def test_an_ingest_that_fails_leaves_nothing_behind(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ingestion.landing.publish.manifest.write_manifest", full_disk)
    with pytest.raises(DataMissingError, match="no room"):
        house.land({"mes_consumptions.csv": HEAD + "1,A,L\n"})
    monkeypatch.undo()
    house.land({"erp_items.csv": "item_code\nA\n"})
    assert [row["load_id"] for row in house.rows("loads")] == ["00000001"]
    assert house.rows("mes_consumptions") == []
