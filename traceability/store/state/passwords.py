"""Passwords are kept as Argon2id hashes with their own salt; nobody can read one back."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """What is kept instead of the password."""
    return _HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether it is the password behind the hash; takes as long when there is no such user."""
    try:
        _HASHER.verify(password_hash or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody")
