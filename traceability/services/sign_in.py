"""Prove who somebody is: check a password, count wrong ones, lock out after too many."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from traceability.domain.actors import Person, Program
from traceability.errors import RefusedError
from traceability.store.state import open_state
from traceability.store.state.accounts import User, change_user, find_user, password_hash_of
from traceability.store.state.passwords import is_right

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite

WRONG_ALLOWED = 5
"""How many wrong passwords in a row lock a user out."""
LOCKED_FOR = timedelta(minutes=15)

_SIGN_IN = Program("sign-in")
_WRONG = RefusedError(
    "The user or the password is wrong, or the user is disabled.",
    hint=f"After {WRONG_ALLOWED} wrong passwords a user is locked for "
    f"{LOCKED_FOR.seconds // 60} minutes. An admin sees users with `lotline user list`.",
)


def sign_in(
    settings: Settings, name: str, password: str, *, to_change_password: bool = False
) -> Person:
    """The user of this name, proven now; every attempt stands in the audit trail.

    Raises RefusedError: wrong, disabled or locked, or the password was given by somebody else and
    must be changed first (unless that is what the sign-in is for).
    """
    # One transaction, committed whatever the outcome: guesses made at the same time count too.
    with open_state(settings).write(_SIGN_IN) as write:
        user = find_user(write, name)
        refusal = _refusal(write, user, name, password)
        at = write.at
    if refusal is not None or user is None:
        raise refusal or _WRONG
    if user.must_change_password and not to_change_password:
        raise RefusedError(
            f"{user.user_name} has a password that somebody else gave.",
            hint=f"Choose your own first: lotline user password {user.user_name}",
        )
    return Person(user.user_name, user.full_name, user.role, at)


def _refusal(write: StateWrite, user: User | None, name: str, password: str) -> RefusedError | None:
    if user is None:
        is_right(None, password)  # so that an unknown name answers no faster than a known one
        write.note("sign_in", {"user_name": name[:100]}, {"outcome": "unknown user"})
        return _WRONG
    key = {"user_name": user.user_name}
    if user.locked_until_at is not None and write.at < user.locked_until_at:
        write.note("sign_in", key, {"outcome": "locked"})
        return _locked(user.user_name, user.locked_until_at)
    if not is_right(password_hash_of(write, user.user_name), password):
        return _count_wrong(write, user)
    if user.is_disabled:
        write.note("sign_in", key, {"outcome": "disabled"})
        return _WRONG
    write.note("sign_in", key, {"outcome": "ok"})
    cleared = {"failed_count": 0, "locked_until_at": None}
    change_user(write, user.user_name, cleared, why="signed in")
    return None


def _count_wrong(write: StateWrite, user: User) -> RefusedError:
    count = user.failed_count + 1
    is_locked = count >= WRONG_ALLOWED
    until = write.at + LOCKED_FOR if is_locked else None
    values = {"failed_count": 0 if is_locked else count, "locked_until_at": until}
    change_user(write, user.user_name, values, why="wrong password")
    if not is_locked:
        write.note("sign_in", {"user_name": user.user_name}, {"outcome": "wrong password"})
        return _WRONG
    write.note("sign_in", {"user_name": user.user_name}, {"outcome": "wrong password, locked"})
    assert until is not None
    return _locked(user.user_name, until)


def _locked(name: str, until: datetime) -> RefusedError:
    return RefusedError(
        f"{name} is locked until {until:%Y-%m-%d %H:%M} UTC after {WRONG_ALLOWED} wrong passwords.",
        hint="Wait, or have an admin give a new password: lotline user password.",
    )
