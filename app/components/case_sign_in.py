"""The line of who is signed in, and the fields that ask for a password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from app.components.case_acts import (
    Act,
    act,
    enter,
    last_user,
    leave,
    password_key,
    person_now,
    sign,
)
from app.components.case_words import muted
from app.components.markup import show, tag
from traceability.domain.actors import PROOF_LASTS

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

_MINUTES = PROOF_LASTS.seconds // 60


def sign_in_bar(settings: Settings) -> None:
    """Who acts here; a form where nobody does."""
    person = person_now()
    if person is None:
        with st.form("sign-in", border=False):
            muted(
                f"Sign in to act. It holds for {_MINUTES} minutes on this tab; every signature "
                "asks for the password again."
            )
            _fields("sign-in", last_user(), "Sign in", enter, (settings, "sign-in"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="signed-in"):
        until = person.proven_at + PROOF_LASTS
        show(
            tag(
                "p",
                "Signed in: ",
                tag("strong", person.full_name),
                f" ({person.role}), until {until:%H:%M:%S} UTC.",
                of="ll-muted",
            )
        )
        st.button("Sign out", key="sign-out", on_click=leave)


def signing_form(  # noqa: PLR0917 - what is signed, by whom, what it does
    settings: Settings,
    key: str,
    meaning: str,
    label: str,
    run: Act,
    fields: Callable[[], Sequence[str]] = tuple,
    *,
    is_same_person: bool = True,
) -> None:
    """A form that signs: its fields, the sentence that is signed, user and password.

    fields: draws what is to be filled in, and names what is emptied afterwards. is_same_person:
    the user who is signed in is put in beforehand.
    """
    with st.form(key, border=True):
        wiped = fields()
        show(tag("p", "You sign: ", tag("strong", f"“{meaning}.”"), of="ll-meaning"))
        name = last_user() if is_same_person else ""
        _fields(key, name, label, sign, (settings, key, run, wiped))


def decision_form(  # noqa: PLR0917 - what is decided, in whose words, what it does
    settings: Settings,
    subject: str,
    title: str,
    meaning: str,
    choose: Callable[[str], Sequence[str]],
    decide: Callable[[Person, str, str, str | None], str],
    *,
    is_approved: bool,
) -> None:
    """A form in which a second person approves or refuses, for an approver whose deputy it is.

    choose: draws what is decided on, given the key of the form, and names what is emptied of it.
    decide: given who signs, that key, the reason and the approver stood in for; says what came.
    """
    word = "approve" if is_approved else "refuse"
    key = f"{word}-{subject}"
    reason, behalf = f"{key}-reason", f"{key}-behalf"

    def fields() -> list[str]:
        chosen = choose(key)
        st.text_input("Why" + (", if it is to be said" if is_approved else ""), key=reason)
        st.text_input("For which approver, if you are a deputy", key=behalf)
        return [*chosen, reason, behalf]

    def run(person: Person) -> str:
        said = st.session_state
        return decide(person, key, said[reason], said[behalf].strip() or None)

    with st.expander(f"{word.capitalize()} {title}", key=f"{key}-more"):
        label = f"Sign and {word}"
        signing_form(settings, key, meaning, label, run, fields, is_same_person=False)


def needs_person(label: str, key: str, on_click: Callable[..., None], *args: object) -> None:
    """A button that works while somebody is signed in."""
    st.button(label, key=key, on_click=on_click, args=args, disabled=person_now() is None)


def send_button(label: str, key: str, on_click: Callable[..., None], *args: object) -> None:
    """The button of a form, which works while somebody is signed in."""
    st.form_submit_button(
        label, key=key, on_click=on_click, args=args, disabled=person_now() is None
    )


def reasoned_form(  # noqa: PLR0917 - a form of one field
    settings: Settings,
    key: str,
    label: str,
    button: str,
    work: Callable[[Person, str], object],
    done: str,
) -> None:
    """A form of the one text that an act needs."""

    def send() -> None:
        def run(person: Person) -> str:
            work(person, st.session_state[f"{key}-text"])
            return done

        act(settings, run, (f"{key}-text",))

    with st.form(key, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(label, key=f"{key}-text")
        send_button(button, f"{key}-go", send)


def _fields(
    key: str, name: str, label: str, on_click: Callable[..., None], args: tuple[object, ...]
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("User", name, key=f"{key}-user", autocomplete="username", width=220)
        with st.container(key=f"{key}-password", width=260):
            st.text_input(
                "Password",
                key=password_key(key),
                type="password",
                autocomplete="current-password",
            )
        st.form_submit_button(label, key=f"{key}-go", on_click=on_click, args=args, type="primary")
