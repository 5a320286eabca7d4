"""Who acts on the page: a proof of minutes for common acts, the password anew for signatures.

A password is read once, where its form is sent, and wiped from the page at once. What a visitor
keeps is the proof that the sign-in made of it, and that ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.markup import show, tag
from traceability.domain.actors import PROOF_LASTS, Person
from traceability.errors import AmbiguousError, LotlineError, RefusedError
from traceability.services.record_failure import record_failure
from traceability.services.sign_in import sign_in

if TYPE_CHECKING:
    from traceability.settings import Settings

Act = Callable[[Person], str]
"""Does something under a person, and says what came of it."""

_PROOF, _SAID, _USER, _SENT = "case-proof", "case-said", "case-user", "case-sent"
_NAMED = 10
"""Candidates that a refusal names; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    hint: str = ""
    is_done: bool = True


def person_now() -> Person | None:
    """Who has signed in here, while the proof lasts."""
    person: Person | None = st.session_state.get(_PROOF)
    if person is None or datetime.now(UTC) >= person.proven_at + PROOF_LASTS:
        st.session_state.pop(_PROOF, None)
        return None
    return person


def last_user() -> str:
    """The user who signed in here last."""
    return str(st.session_state.get(_USER, ""))


def act(settings: Settings, run: Act, wiped: Sequence[str] = ()) -> None:
    """Do it under the person signed in. wiped: fields that are emptied once it is done."""
    person = person_now()
    if person is None:
        _say(
            _Said("Nothing was done: nobody is signed in.", "Sign in above, then try again.", False)
        )
        return
    _run(settings, lambda: run(person), wiped)


def password_key(key: str) -> str:
    """The key of the password's field in the form of that key: a new field after each sending.

    A browser that left the field by the tabulator goes on to show what a page empties.
    """
    return f"{key}-password-{st.session_state.get(_SENT, 0)}"


def sign(settings: Settings, key: str, run: Act, wiped: Sequence[str] = ()) -> None:
    """Do it under the user and the password that stand in the form of that key."""
    name, password = st.session_state[f"{key}-user"], st.session_state.pop(password_key(key))
    st.session_state[_SENT] = st.session_state.get(_SENT, 0) + 1
    _run(settings, lambda: run(_proven(settings, name, password)), wiped)


def enter(settings: Settings, key: str) -> None:
    """Sign in on the page."""

    def welcome(person: Person) -> str:
        st.session_state[_PROOF] = person
        return f"{person.full_name} is signed in as {person.role}."

    sign(settings, key, welcome)


def leave() -> None:
    """End the proof before its time."""
    st.session_state.pop(_PROOF, None)


def say_outcome() -> None:
    """What came of the last act, shown once."""
    said: _Said | None = st.session_state.pop(_SAID, None)
    if said is None:
        return
    title = "Done" if said.is_done else "Nothing was done"
    show(
        tag(
            "section",
            tag("p", tag("strong", f"{title}. "), said.text, of="ll-said"),
            tag("p", said.hint, of="ll-muted") if said.hint else None,
            of="ll-message" if said.is_done else "ll-message ll-amber",
            role="status",
        )
    )


def _proven(settings: Settings, name: str, password: str) -> Person:
    if not (name or "").strip() or not password:
        raise RefusedError("User and password are needed.", hint="Fill in both.")
    person = sign_in(settings, name.strip(), password)
    st.session_state[_USER] = person.name
    return person


def _run(settings: Settings, work: Callable[[], str], wiped: Sequence[str]) -> None:
    try:
        said = _Said(work())
        for key in wiped:
            st.session_state[key] = [] if isinstance(st.session_state.get(key), list) else ""
    except AmbiguousError as error:
        said = _Said(error.message, name_candidates(error.candidates), False)
    except LotlineError as error:
        said = _Said(error.message, _for_page(error.hint), False)
    except Exception as error:  # noqa: BLE001 - the outermost place: no traceback reaches a visitor
        failure = record_failure(error, settings.home / "logs")
        said = _Said(failure.message, failure.hint, False)
    _say(said)


def _say(said: _Said) -> None:
    st.session_state[_SAID] = said


def name_candidates(found: Sequence[dict[str, Any]]) -> str:
    """What may have been meant, with the id that means it alone."""
    named = [f"{one['lot_id']} ({one['item_code']}:{one['lot_code']})" for one in found[:_NAMED]]
    more = f" and {len(found) - _NAMED} more" if found[_NAMED:] else ""
    return f"Write the id of the one that is meant: {', '.join(named)}{more}."


def _for_page(hint: str) -> str:
    """A hint about options of the command line helps nobody on a page."""
    return "" if "--" in hint else hint
