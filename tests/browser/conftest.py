"""`lotline serve` as a user starts it, and Chromium with a witness of everything it does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.visitor import Visitor
from tests.index_plant import Plant
from tests.network_record import attempts, recorded_environment
from traceability.settings import Settings

LOTLINE = str(Path(sys.executable).parent / "lotline")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
STRANGE = "<b>**x**</b> :red[x] =1+1 A--B"
GTIN = "09506000134352"
Visit = Callable[..., Visitor]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve a home on a free port; yields the address of the app."""
    command = [LOTLINE, "serve", "--port", "0"]
    record = home.parent / f"{home.name}-served.txt"
    environment = recorded_environment(record, {"LOTLINE_HOME": str(home)})
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            found = _ADDRESS.search(said)
            assert found, said
            yield found.group()
        finally:
            server.terminate()
            server.communicate(timeout=30)
    assert attempts(record) == []


@pytest.fixture(scope="package")
def browser() -> Iterator[BrowserContext]:
    """Chromium as Debian has it; without it these tests fail, because nothing else stands in.

    It ends with these tests: its event loop would be in the way of tests of the scheduler.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail(
            "The browser tests need Chromium: install it so that `chromium` is on the PATH."
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield chromium.new_context(accept_downloads=True)
        chromium.close()


@pytest.fixture(scope="session")
def tryton_app(tryton: Settings) -> Iterator[str]:
    """The example plant, served."""
    with serving(tryton.home) as address:
        yield address


@pytest.fixture(scope="session")
def strange_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A plant of one scanned lot, shipped to somebody with a strange name, served."""
    plant = Plant().lot("RAW", gtin=GTIN, item_code="RAW")
    plant.lot("AB-123", lot_code="AB-123", gtin=GTIN, item_code="BOX")
    plant.order("WO1", "RAW", "AB-123", order_status="released")
    plant.ship("AB-123", STRANGE, STRANGE, lot_code=STRANGE)
    plant.add("trace_partners", partner_code=STRANGE, partner_name=STRANGE)
    plant.add("trace_stock", lot_id="L-AB-123", site_code=STRANGE, uom="kg")
    home = plant.publish(tmp_path_factory.mktemp("strange"))
    path = next(home.glob("snapshots/*/manifest.json"))
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest["last_load"] = {"load_id": "00000001", "sha256": ""}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with serving(home) as address:
        yield address


@pytest.fixture
def visit(browser: BrowserContext) -> Iterator[Visit]:
    """Open an address as a new visitor; what the visitor's browser did is judged at the end."""
    visitors: list[Visitor] = []

    def open_page(address: str, path: str, *, width: int = 1280, scheme: str = "light") -> Visitor:
        visitor = Visitor(browser, width, scheme)
        visitors.append(visitor)
        return visitor.open(address + path)

    yield open_page
    for visitor in visitors:
        visitor.leave()
