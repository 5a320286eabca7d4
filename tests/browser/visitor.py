"""A visitor with a browser that remembers every request and every complaint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Locator

_HERE = {"127.0.0.1", ""}
_COUNTED = re.compile(r"[\d\u202f]+")
_HEADER, _ROW = 36, 34
_DRAWN = """() => !document.querySelector('[data-testid="stSkeleton"]')
  && [...document.querySelectorAll('[data-testid="stDataFrame"]')].every(
    table => table.querySelector('table[role="grid"] td'))"""
"""Every table that the page has is painted."""
PATIENCE = 30_000
"""Milliseconds until a page must stand; the machine may be busy."""


class Visitor:
    """One tab of a browser; the app takes every tab for a visitor of its own."""

    def __init__(self, context: BrowserContext, width: int, scheme: str) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.addresses.append(request.url))
        self.page.on("websocket", lambda socket: self.addresses.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def open(self, address: str) -> Visitor:
        """Go there and wait until the page stands."""
        self.page.goto(address)
        self.page.wait_for_selector(".ll-strip, .ll-message")
        return self.settled()

    def settled(self) -> Visitor:
        """Wait until the app has nothing more to draw."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached"
        )
        self.page.wait_for_function(_DRAWN)
        self.page.wait_for_timeout(150)
        return self

    def leave(self) -> None:
        """End the visit: nothing was asked of another machine, and nothing was complained about."""
        self.page.close()
        elsewhere = [url for url in self.addresses if (urlsplit(url).hostname or "") not in _HERE]
        assert elsewhere == []
        assert self.complaints == []

    @property
    def text(self) -> str:
        """What stands on the page, narrow blanks as blanks."""
        told = self.page.locator('[data-testid="stMainBlockContainer"]').inner_text()
        return re.sub(r"\s+", " ", told.replace("\u202f", " "))

    @property
    def asked(self) -> dict[str, list[str]]:
        """The state in the address."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def tiles(self) -> dict[str, int]:
        """The big numbers, read from the screen."""
        return {
            str(tile.get_attribute("data-name")): int(
                tile.locator(".ll-number").inner_text().replace("\u202f", "")
            )
            for tile in self.page.locator(".ll-tile").all()
        }

    @property
    def headings(self) -> dict[str, list[int]]:
        """Numbers beside each heading, by section."""
        return {
            str(heading.get_attribute("id")): [
                int(found.replace("\u202f", ""))
                for found in _COUNTED.findall(heading.locator(".ll-count").inner_text())
            ]
            for heading in self.page.locator(".ll-section h3").all()
        }

    def table(self, title: str) -> Locator:
        """The table of that title."""
        return self.page.locator(
            f'[data-testid="stDataFrame"]:has(button[aria-label$=": {title}"])'
        )

    def rows(self, title: str) -> int:
        """Rows of the table of that title; 0 where there is none."""
        if not self.table(title).count():
            return 0
        grid = self.table(title).first.locator('table[role="grid"]')
        return int(str(grid.get_attribute("aria-rowcount"))) - 1

    def press_in_row(self, title: str, button: str, row: int) -> None:
        """Press the button of one row. A table is painted, so the place of the button is sought:
        the cursor is a hand above it.
        """
        table = self.table(title).first
        table.scroll_into_view_if_needed()
        self.settled()
        assert button in table.locator("tbody tr").nth(row).inner_text()
        box = table.locator("canvas").first.bounding_box()
        assert box is not None
        height = box["y"] + _HEADER + _ROW * (row + 0.5)
        for offset in range(20, int(box["width"]), 15):
            self.page.mouse.move(box["x"] + box["width"] - offset, height)
            canvas = table.locator('[data-testid="data-grid-canvas"]').first
            if canvas.evaluate("canvas => getComputedStyle(canvas).cursor") == "pointer":
                self.page.mouse.down()
                self.page.mouse.up()
                return
        raise AssertionError(f"No button {button} was found in row {row} of {title}.")

    def sideways(self) -> int:
        """Pixels by which the page is wider than the screen."""
        return int(
            self.page.evaluate(
                "Math.max(document.documentElement.scrollWidth, document.querySelector("
                "'[data-testid=\"stMain\"]').scrollWidth) - window.innerWidth"
            )
        )

    def picture(self, path: Path) -> None:
        """Keep what the screen shows."""
        self.page.screenshot(path=path)

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")
