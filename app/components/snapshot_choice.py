"""Which snapshot a page answers from: the one in force, or the one that the address pins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from traceability.errors import DataMissingError, NotFoundError
from traceability.services.describe_home import describe_home
from traceability.services.open_snapshot import OpenSnapshot, open_snapshot

if TYPE_CHECKING:
    from traceability.settings import Settings

KEPT_OPEN = 3
"""Snapshots kept open at a time, for all visitors together."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The opened snapshot. in_force: id of the newest. pinned: the address names another one.

    renewed_from: the snapshot this visitor saw before, when a newer one came into force since.
    """

    opened: OpenSnapshot
    in_force: str | None
    pinned: bool
    renewed_from: str | None

    @property
    def id(self) -> str:
        """Id of the snapshot that is answered from."""
        return self.opened.stamp.id


class PrunedError(NotFoundError):
    """The snapshot that the address pins is no longer kept."""


def choose_snapshot(settings: Settings, asof: str) -> Choice:
    """Open the pinned snapshot, or else the one in force.

    Raises PrunedError, DataMissingError when nothing is built, IntegrityError when it is damaged.
    """
    in_force = describe_home(settings).snapshot_id
    wanted = asof or in_force
    if wanted is None:
        raise DataMissingError("Nothing is built yet.")
    try:
        found = open_snapshot(settings, wanted)
    except NotFoundError as error:
        raise PrunedError(error.message, hint=error.hint) from error
    opened = _kept(str(settings.home), found.stamp.id, found)
    pinned = bool(asof) and asof != in_force
    return Choice(opened, in_force, pinned, None if pinned else _seen_before(opened.stamp.id))


@st.cache_resource(max_entries=KEPT_OPEN, show_spinner=False)
def _kept(home: str, snapshot_id: str, _opened: OpenSnapshot) -> OpenSnapshot:
    """The snapshot as first opened: what it has read since stays read. Snapshots never change."""
    del home, snapshot_id
    return _opened


def _seen_before(snapshot_id: str) -> str | None:
    """The snapshot this visitor saw before a newer build, until they say that they know."""
    seen = st.session_state.get("seen_snapshot")
    if seen and seen != snapshot_id:
        st.session_state["renewed_from"] = seen
    st.session_state["seen_snapshot"] = snapshot_id
    renewed: str | None = st.session_state.get("renewed_from")
    return renewed


def acknowledge_renewal() -> None:
    """The visitor knows that a newer snapshot came into force."""
    st.session_state.pop("renewed_from", None)
