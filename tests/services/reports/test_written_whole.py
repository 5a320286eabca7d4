"""A folder of reports is there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from traceability.services.reports.render_reports import write_files


def test_a_report_that_was_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stopped() -> Iterator[tuple[str, bytes]]:
        yield "csv/lots.csv", b"half"
        raise KeyboardInterrupt

    (tmp_path / ".unfinished").mkdir()  # of a run that was killed
    with pytest.raises(KeyboardInterrupt):
        write_files(stopped(), tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert [one.name for one in write_files([("csv/lots.csv", b"x")], tmp_path)] == ["csv/lots.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SHA256SUMS", "csv"]
