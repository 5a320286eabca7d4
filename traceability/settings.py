"""The one place where settings are read; every field is documented in docs/settings.md."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

PREFIX = "LOTLINE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one LOTLINE_HOME.

    home: where landing, snapshots and state lie. timezone: IANA zone of times whose source
    names none; empty means such times are read as UTC and never trusted. tolerance_minutes:
    largest difference between two clocks of a site. entry_delay_minutes: how long after a tank was
    filled its fill may be entered. late_booking_hours: how long after the fact a row may be booked.
    need_tolerance_percent: how far a recorded consumption may lie below the need of its order.
    balance_tolerance_percent, yield_low_percent, yield_high_percent, use_outlier_percent,
    scrap_silent_weeks, go_live, scan_latency_minutes, entry_latency_hours, scans_per_minute: where
    a quantity or a time of the plant's records begins to be a finding.
    memory_limit, threads: what DuckDB may use.
    keep_snapshots: how many unpinned snapshots `lotline snapshot prune` leaves. no_lot: extra
    spellings that mean "no lot", beside those every profile knows. stale_after_hours: how old the
    last load of a source may be while its snapshot is asked. drop: the drop folder, None
    means `drop` inside the home. drop_settle_seconds: how long no file of a delivery may have
    changed before it is taken. nightly_at: cron expression of the nightly build.
    state_url: the state database, empty means SQLite in the home. password_file: where the
    password of `--as` is read when nobody sits at the terminal.
    mark_*: pass marks of cases and drills; None means that an example counts (domain/marks.py).
    """

    home: Path
    timezone: str = ""
    tolerance_minutes: int = 10
    entry_delay_minutes: int = 30
    late_booking_hours: int = 72
    need_tolerance_percent: int = 0
    balance_tolerance_percent: int = 1
    yield_low_percent: int = 50
    yield_high_percent: int = 120
    use_outlier_percent: int = 50
    scrap_silent_weeks: int = 4
    go_live: str = "2000-01-01"
    scan_latency_minutes: int = 15
    entry_latency_hours: int = 24
    scans_per_minute: int = 60
    memory_limit: str = "4GB"
    threads: int = 2
    keep_snapshots: int = 10
    no_lot: tuple[str, ...] = ()
    stale_after_hours: int = 168
    drop: Path | None = None
    drop_settle_seconds: int = 60
    nightly_at: str = "0 2 * * *"
    state_url: str = ""
    password_file: Path | None = None
    mark_minutes_to_scope: Decimal | None = None
    mark_finished_low_percent: Decimal | None = None
    mark_finished_high_percent: Decimal | None = None
    mark_raw_low_percent: Decimal | None = None
    mark_raw_high_percent: Decimal | None = None

    @property
    def landing(self) -> Path:
        """Append-only typed extracts, their original bytes and their manifests."""
        return self.home / "landing"

    @property
    def quarantine(self) -> Path:
        """Rejected rows with file, line, rule and reason."""
        return self.home / "quarantine"

    @property
    def build(self) -> Path:
        """The warehouse being built; nobody reads it."""
        return self.home / "build"

    @property
    def snapshots(self) -> Path:
        """Immutable published warehouses."""
        return self.home / "snapshots"

    @property
    def pointer(self) -> Path:
        """The file that names the snapshot in force."""
        return self.home / "current.json"

    @property
    def drop_folder(self) -> Path:
        """Where extracts are dropped to be landed by themselves; nothing is taken out of it."""
        return self.drop or self.home / "drop"

    @property
    def bounds_file(self) -> Path:
        """What single sites and places differ in from the bounds above; it need not be there."""
        return self.home / "bounds.yml"

    @property
    def state_file(self) -> Path:
        """The state database where no other is set: users, decisions and their audit trail."""
        return self.home / "state.db"

    @property
    def state_head_file(self) -> Path:
        """The last row of the audit trail, kept outside the database."""
        return self.home / "audit_head.json"

    @property
    def runs(self) -> Path:
        """What the scheduler keeps: its settings, the history of runs and deliveries."""
        return self.home / "dagster"


def from_env() -> Settings:
    """Read `LOTLINE_*` from the environment; anything absent keeps its default.

    Raises ValueError, with a sentence, where a variable holds no number or no date.
    """

    def text(name: str, default: str = "") -> str:
        return os.environ.get(PREFIX + name, default)  # noqa: TID251 - the one reader

    def count(name: str, default: int) -> int:
        return _count(PREFIX + name, text(name)) if text(name) else default

    def mark(name: str) -> Decimal | None:
        variable = f"MARK_{name}"
        return _amount(PREFIX + variable, text(variable)) if text(variable) else None

    return Settings(
        home=Path(text("HOME") or "var").absolute(),
        timezone=text("TIMEZONE"),
        tolerance_minutes=count("TOLERANCE_MINUTES", 10),
        entry_delay_minutes=count("ENTRY_DELAY_MINUTES", 30),
        late_booking_hours=count("LATE_BOOKING_HOURS", 72),
        need_tolerance_percent=count("NEED_TOLERANCE_PERCENT", 0),
        balance_tolerance_percent=count("BALANCE_TOLERANCE_PERCENT", 1),
        yield_low_percent=count("YIELD_LOW_PERCENT", 50),
        yield_high_percent=count("YIELD_HIGH_PERCENT", 120),
        use_outlier_percent=count("USE_OUTLIER_PERCENT", 50),
        scrap_silent_weeks=count("SCRAP_SILENT_WEEKS", 4),
        go_live=_day(PREFIX + "GO_LIVE", text("GO_LIVE") or "2000-01-01"),
        scan_latency_minutes=count("SCAN_LATENCY_MINUTES", 15),
        entry_latency_hours=count("ENTRY_LATENCY_HOURS", 24),
        scans_per_minute=count("SCANS_PER_MINUTE", 60),
        memory_limit=text("MEMORY_LIMIT") or "4GB",
        threads=count("THREADS", 2),
        keep_snapshots=count("KEEP_SNAPSHOTS", 10),
        no_lot=tuple(part for part in text("NO_LOT").split("|") if part),
        stale_after_hours=count("STALE_AFTER_HOURS", 168),
        drop=Path(text("DROP")).absolute() if text("DROP") else None,
        drop_settle_seconds=count("DROP_SETTLE_SECONDS", 60),
        nightly_at=text("NIGHTLY_AT") or "0 2 * * *",
        state_url=text("STATE_URL"),
        password_file=Path(text("PASSWORD_FILE")).absolute() if text("PASSWORD_FILE") else None,
        mark_minutes_to_scope=mark("MINUTES_TO_SCOPE"),
        mark_finished_low_percent=mark("FINISHED_LOW_PERCENT"),
        mark_finished_high_percent=mark("FINISHED_HIGH_PERCENT"),
        mark_raw_low_percent=mark("RAW_LOW_PERCENT"),
        mark_raw_high_percent=mark("RAW_HIGH_PERCENT"),
    )


def _count(variable: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        message = f"{variable} is {text!r}, and that is not a number"
        raise ValueError(message) from None


def _amount(variable: str, text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        message = f"{variable} is {text!r}, and that is not a number such as 99.5"
        raise ValueError(message)
    return amount


def _day(variable: str, text: str) -> str:
    """The day as YYYY-MM-DD, as dbt is told it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{variable} is {text!r}, and that is not a date such as 2026-01-31"
        raise ValueError(message) from None


def child_environment(extra: dict[str, str]) -> dict[str, str]:
    """Environment for a child process: ours, with `extra` on top."""
    return {**os.environ, **extra}  # noqa: TID251 - handed on, not read


@contextmanager
def lent_environment(extra: dict[str, str]) -> Iterator[None]:
    """Put `extra` into our own environment for a while, for a library that hands it to a child."""
    before = {name: os.environ.get(name) for name in extra}  # noqa: TID251 - put back below
    os.environ.update(extra)  # noqa: TID251 - same
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)  # noqa: TID251 - same
            else:
                os.environ[name] = value  # noqa: TID251 - same
