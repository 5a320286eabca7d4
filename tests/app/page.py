"""What a visitor reads on a page: its texts, its tiles and its tables."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

_TAG = re.compile(r"<[^>]+>")
_TILE = re.compile(r'data-count="(\d+)" data-name="([\w-]+)"')
_COUNTED = re.compile(r'<h3 id="([\w-]+)">(.*?)<span class="ll-count">(.*?)</span>')


class Page:
    """One visit; every step leaves the page finished."""

    def __init__(self, test: AppTest, page: str) -> None:
        self.test = test
        if page != "trace":  # the first page: the bare root leads to it
            test.run().switch_page(f"views/{page}.py")

    def go(self, **address: str) -> Page:
        """Follow an address: what is not named in it is gone."""
        self.test.query_params.clear()
        for name, value in address.items():
            self.test.query_params[name] = value
        self.test.run()
        assert not self.test.exception, self.test.exception
        return self

    @property
    def html(self) -> str:
        """Everything the app put on the page itself, as HTML."""
        return "\n".join(one.value for one in self.test.html)

    @property
    def text(self) -> str:
        """The same as a visitor reads it, narrow blanks as blanks."""
        told = unescape(_TAG.sub(" ", self.html)).replace("\u202f", " ")
        return re.sub(r"\s+", " ", told)

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address now."""
        return {
            name: value[-1] if isinstance(value, list) else value
            for name, value in dict(self.test.query_params).items()
        }

    @property
    def tiles(self) -> dict[str, int]:
        """The big numbers by where they lead."""
        return {name: int(count) for count, name in _TILE.findall(self.html)}

    @property
    def headings(self) -> dict[str, str]:
        """The counts beside the headings, by section."""
        found = _COUNTED.findall(self.html)
        return {name: counts.replace("\u202f", " ") for name, _, counts in found}

    def table(self, title: str) -> list[dict[str, Any]]:
        """A table as rows; empty when the page shows none of that title."""
        for frame in self.test.dataframe:
            if frame.proto.alt == title:
                return [
                    {name: _plain(value) for name, value in row.items()}
                    for row in frame.value.to_dict("records")
                ]
        return []

    def press(self, key: str) -> Page:
        """Press the button of that key."""
        self.test.button(key=key).click().run()
        assert not self.test.exception, self.test.exception
        return self

    def press_in_row(self, title: str, row: int) -> Page:
        """Press the button in a row of the table of that title, as a browser tells it."""
        (frame,) = (one for one in self.test.dataframe if one.proto.alt == title)
        ((label, widget),) = frame.proto.button_click_widgets.items()
        states = self.test._tree.get_widget_states()
        click = json.dumps({"row": row, "label": label})
        states.widgets.add(id=widget).string_trigger_value.data = click
        self.test._run(states)
        assert not self.test.exception, self.test.exception
        return self

    def choose(self, key: str, value: Any) -> Page:
        """Choose in a row of buttons or in a list."""
        for group in (self.test.segmented_control, self.test.selectbox):
            if key in {widget.key for widget in group}:
                group(key=key).set_value(value).run()
        assert not self.test.exception, self.test.exception
        return self


def _plain(value: Any) -> Any:
    return None if value is None or value != value else value  # noqa: PLR0124 - NaN is not itself
