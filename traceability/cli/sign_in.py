"""Ask who is there: `--as USER`, with the password from the terminal or from a file."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.errors import DataMissingError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.domain.actors import Person
    from traceability.settings import Settings

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="USER",
        help="Who you are; the password is asked, or read from LOTLINE_PASSWORD_FILE.",
    ),
]


def sign_in(settings: Settings, name: str | None, *, to_change_password: bool = False) -> Person:
    """The person who runs this verb. Raises UsageError without a name or a way to ask."""
    if not name:
        raise UsageError("This needs a person.", hint="Say who you are: --as USER")
    from traceability.services.sign_in import sign_in as prove

    password = _asked(f"Password of {name}: ", settings.password_file, "LOTLINE_PASSWORD_FILE=FILE")
    return prove(settings, name, password, to_change_password=to_change_password)


def new_password(name: str, file: Path | None, by_file: str = "--new-password-file FILE") -> str:
    """A new password: the first line of a file, or typed twice at the terminal.

    by_file: how a file is named where there is no terminal.
    """
    first = _asked(f"New password of {name}: ", file, by_file)
    if file is None and first != getpass("The same again: ", stream=sys.stderr):
        raise UsageError("The two passwords differ.", hint="Nothing was changed; try again.")
    return first


def _asked(prompt: str, file: Path | None, by_file: str) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise DataMissingError(
                f"The password file {file} cannot be read.",
                hint="Put the password into its first line.",
            ) from error
    if not sys.stdin.isatty():
        raise UsageError(
            f"Nobody sits at the terminal to be asked: {prompt.rstrip(': ')}.",
            hint=f"Name a file that holds it: {by_file}",
        )
    return getpass(prompt, stream=sys.stderr)
