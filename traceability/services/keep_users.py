"""Users: the first admin, further users, their roles, passwords and ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from traceability.domain.actors import Person, Program
from traceability.domain.roles import Act, Role
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.store.state import open_state
from traceability.store.state.accounts import (
    User,
    all_users,
    change_user,
    count_in_force,
    find_user,
    insert_user,
    user_key,
)
from traceability.store.state.passwords import hash_password

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead

LEAST_PASSWORD = 12
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,99}")


def begin_house(settings: Settings, name: str, full_name: str, password: str) -> None:
    """Make the state database and its first admin; there is no default password.

    Raises RefusedError when the house has an admin already, UsageError for a bad name or password.
    """
    _check_name(name)
    check_password(name, password)
    kept = hash_password(password)
    with open_state(settings).write(Program("init")) as write:
        if count_in_force(write, Role.ADMIN):
            raise RefusedError(
                "This home has an admin already.",
                hint="An admin adds users: lotline user add NAME --role ROLE --as ADMIN",
            )
        _check_free(write, name)
        insert_user(write, name, full_name, Role.ADMIN, kept, is_own=True)


def state_place(settings: Settings) -> str:
    """Where the state database is, without any password of its address."""
    return open_state(settings).engine.url.render_as_string(hide_password=True)


def add_user(  # noqa: PLR0917 - who adds whom as what
    settings: Settings, actor: Person, name: str, full_name: str, role: Role, password: str
) -> None:
    """Add a user, who must choose an own password before doing anything else."""
    actor.check_may(Act.MANAGE_USERS)
    _check_name(name)
    check_password(name, password)
    kept = hash_password(password)
    with open_state(settings).write(actor) as write:
        _check_free(write, name)
        insert_user(write, name, full_name, role, kept, is_own=False)


def change_role(settings: Settings, actor: Person, name: str, role: Role, why: str) -> None:
    """Give a user another role. The last admin stays one."""
    actor.check_may(Act.MANAGE_USERS)
    with open_state(settings).write(actor) as write:
        user = _known(write, name)
        if role is not Role.ADMIN:
            _check_not_last_admin(write, user)
        change_user(write, name, {"role": str(role)}, why=why)


def disable_user(settings: Settings, actor: Person, name: str, why: str) -> None:
    """End a user's access; what the user did stays. The last admin stays."""
    actor.check_may(Act.MANAGE_USERS)
    with open_state(settings).write(actor) as write:
        _check_not_last_admin(write, _known(write, name))
        change_user(write, name, {"is_disabled": True}, why=why)


def enable_user(settings: Settings, actor: Person, name: str, why: str) -> None:
    """Give a disabled user access again."""
    actor.check_may(Act.MANAGE_USERS)
    with open_state(settings).write(actor) as write:
        _known(write, name)
        change_user(write, name, {"is_disabled": False}, why=why)


def change_password(settings: Settings, actor: Person, name: str, password: str) -> None:
    """Choose one's own password, or, as an admin, give somebody a new one, which also unlocks."""
    is_own = actor.name == user_key(name)
    if not is_own:
        actor.check_may(Act.MANAGE_USERS)
    check_password(name, password)
    values: dict[str, Any] = {
        "password_hash": hash_password(password),
        "must_change_password": not is_own,
        "failed_count": 0,
        "locked_until_at": None,
    }
    with open_state(settings).write(actor) as write:
        _known(write, name)
        change_user(write, name, values, why="own password" if is_own else "password given")


def list_users(settings: Settings) -> list[User]:
    """Every user there ever was, by name."""
    with open_state(settings).read() as read:
        return all_users(read)


def check_password(name: str, password: str) -> None:
    """Raises UsageError for a password that is too short or holds the user's name."""
    if len(password) < LEAST_PASSWORD or user_key(name) in password.lower():
        raise UsageError(
            f"The password has {len(password)} characters; it needs at least {LEAST_PASSWORD}, "
            "and may not hold the user's name.",
            hint="Take a sentence that only you know.",
        )


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(user_key(name)):
        raise UsageError(
            f"{name} is no user name.",
            hint="A name has letters a to z, digits and . _ - @, and begins with one of the first "
            "two. Capitals do not count.",
        )


def _check_free(read: StateRead, name: str) -> None:
    if find_user(read, name) is not None:
        raise RefusedError(
            f"There is a user {user_key(name)} already, and a name is never used twice.",
            hint="See them with `lotline user list`.",
        )


def _known(read: StateRead, name: str) -> User:
    user = find_user(read, name)
    if user is None:
        raise NotFoundError(
            f"There is no user {user_key(name)}.", hint="See them with `lotline user list`."
        )
    return user


def _check_not_last_admin(read: StateRead, user: User) -> None:
    is_admin = user.role is Role.ADMIN and not user.is_disabled
    if is_admin and count_in_force(read, Role.ADMIN) == 1:
        raise RefusedError(
            f"{user.user_name} is the last admin.",
            hint="Make another one first: lotline user role NAME admin --as ADMIN",
        )
