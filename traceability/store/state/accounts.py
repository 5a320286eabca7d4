"""Reading and changing users; rules about passwords and roles are the services' matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from traceability.domain.actors import Person
from traceability.domain.roles import Role
from traceability.errors import RefusedError
from traceability.store.state.users import USERS

if TYPE_CHECKING:
    from traceability.domain.actors import Actor
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite


@dataclass(frozen=True, slots=True)
class User:
    """One user, without the password."""

    user_name: str
    full_name: str
    role: Role
    is_disabled: bool
    must_change_password: bool
    failed_count: int
    locked_until_at: datetime | None
    created_at: datetime


def user_key(name: str) -> str:
    """A user's name as it is kept: lower case, no blanks around it."""
    return name.strip().lower()


def all_users(read: StateRead) -> list[User]:
    """Every user there ever was, by name."""
    return [_user(row) for row in read.rows(select(USERS).order_by(USERS.c.user_name))]


def find_user(read: StateRead, name: str) -> User | None:
    """The user of this name, however it is spelled."""
    row = read.one(select(USERS).where(USERS.c.user_name == user_key(name)))
    return None if row is None else _user(row)


def password_hash_of(read: StateRead, name: str) -> str | None:
    """What the password is checked against; None when there is no such user."""
    chosen = select(USERS.c.password_hash).where(USERS.c.user_name == user_key(name))
    found = read.value(chosen)
    return None if found is None else str(found)


def count_in_force(read: StateRead, role: Role) -> int:
    """How many users of a role are not disabled."""
    chosen = select(func.count()).select_from(USERS)
    return int(read.value(chosen.where(USERS.c.role == role, ~USERS.c.is_disabled)))


def check_in_force(read: StateRead, actor: Actor) -> None:
    """Raises RefusedError for a person who was disabled or got another role since the sign-in."""
    if not isinstance(actor, Person):
        return
    user = find_user(read, actor.name)
    if user is None or user.is_disabled or user.role is not actor.role:
        raise RefusedError(
            f"{actor.name} is no longer a user in force with the role {actor.role}.",
            hint="Sign in again; an admin sees users with `lotline user list`.",
        )


def insert_user(
    write: StateWrite, name: str, full_name: str, role: Role, password_hash: str, *, is_own: bool
) -> None:
    """Add a user. is_own: nobody else knows the password."""
    row = {
        "user_name": user_key(name),
        "full_name": full_name.strip() or user_key(name),
        "role": str(role),
        "password_hash": password_hash,
        "must_change_password": not is_own,
        "is_disabled": False,
        "failed_count": 0,
        "locked_until_at": None,
        "created_at": write.at,
    }
    write.insert(USERS, row, why=f"{user_key(name)} becomes {role}")


def change_user(write: StateWrite, name: str, values: dict[str, Any], *, why: str) -> None:
    """Change columns of a user. Raises NotFoundError when there is none of that name."""
    write.update(USERS, {"user_name": user_key(name)}, values, why=why)


def _user(row: dict[str, Any]) -> User:
    told = {name: row[name] for name in User.__slots__}
    return User(**told | {"role": Role(row["role"])})
