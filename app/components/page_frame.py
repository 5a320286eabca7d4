"""What every page has around it: the strip, and a sentence where anything fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.components import messages
from app.components.markup import show, tag
from app.components.snapshot_choice import Choice, PrunedError, choose_snapshot
from app.components.trust_strip import trust_strip
from traceability.errors import DataMissingError, IntegrityError, LotlineError
from traceability.services.describe_home import describe_home
from traceability.services.record_failure import record_failure
from traceability.settings import from_env

if TYPE_CHECKING:
    from traceability.settings import Settings


def framed(title: str, asof: str, page: Callable[[Settings, Choice], None]) -> None:
    """Show the page from the snapshot asked for; what breaks is kept in a file and said."""
    settings = from_env()
    show(tag("h1", title, of="ll-hidden"))
    try:
        _show(settings, asof, page)
    except IntegrityError as error:
        messages.damaged(error)
    except LotlineError as error:
        messages.refused(error)
    except Exception as error:  # noqa: BLE001 - the outermost place: no traceback reaches a visitor
        messages.unexpected(record_failure(error, settings.home / "logs"))


def _show(settings: Settings, asof: str, page: Callable[[Settings, Choice], None]) -> None:
    try:
        choice = choose_snapshot(settings, asof)
    except PrunedError:
        messages.pruned(asof)
        return
    except DataMissingError:
        messages.nothing_built(settings, describe_home(settings))
        return
    trust_strip(settings, choice)
    page(settings, choice)
