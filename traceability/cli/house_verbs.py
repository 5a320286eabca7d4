"""The verbs of the house itself: its first admin, and its users."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, new_password, sign_in
from traceability.domain.roles import Role

Verb = Callable[..., None]

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
FullName = Annotated[str, typer.Option(help="The name that stands beside signatures.")]
Why = Annotated[str, typer.Option(help="The reason; it stands in the audit trail.")]
NewPassword = Annotated[
    Path | None,
    typer.Option(
        "--new-password-file",
        metavar="FILE",
        help="A file whose first line is the new password; it is asked otherwise.",
    ),
]


def init(
    admin: Annotated[str, typer.Option(metavar="NAME", help="Name of the first admin.")],
    full_name: FullName = "",
) -> None:
    """Begin a house: make its state database and its first admin, with a password of your own."""
    from traceability.services.keep_users import begin_house, state_place

    settings = read_settings()
    first = new_password(admin, settings.password_file, "LOTLINE_PASSWORD_FILE=FILE")
    begin_house(settings, admin, full_name, first)
    print_text(
        [
            f"The state database is {state_place(settings)}.",
            f"{admin} is its admin. Make a second one, so that nobody is locked out for good:",
            f"  lotline user add NAME --role admin --as {admin}",
        ]
    )


def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What the user is in the house.")],
    full_name: FullName = "",
    new_password_file: NewPassword = None,
    as_user: As = None,
) -> None:
    """Add a user with a first password, which the user must change."""
    from traceability.services.keep_users import add_user

    settings = read_settings()
    person = sign_in(settings, as_user)
    add_user(settings, person, name, full_name, role, new_password(name, new_password_file))
    print_text([f"{name} is a user with the role {role}. First thing for {name} to do:",
                f"  lotline user password {name}"])  # fmt: skip


def change_role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="The new role.")],
    why: Why = "",
    as_user: As = None,
) -> None:
    """Give a user another role."""
    from traceability.services.keep_users import change_role as change

    settings = read_settings()
    change(settings, sign_in(settings, as_user), name, role, why)
    print_text([f"{name} has the role {role}."])


def disable(name: Name, why: Why = "", as_user: As = None) -> None:
    """End a user's access; what the user did and signed stays."""
    from traceability.services.keep_users import disable_user

    settings = read_settings()
    disable_user(settings, sign_in(settings, as_user), name, why)
    print_text([f"{name} is disabled."])


def enable(name: Name, why: Why = "", as_user: As = None) -> None:
    """Give a disabled user access again."""
    from traceability.services.keep_users import enable_user

    settings = read_settings()
    enable_user(settings, sign_in(settings, as_user), name, why)
    print_text([f"{name} is enabled."])


def password(name: Name, new_password_file: NewPassword = None, as_user: As = None) -> None:
    """Choose your own password, or, as an admin, give somebody a new one, which also unlocks."""
    from traceability.services.keep_users import change_password

    settings = read_settings()
    person = sign_in(settings, as_user or name, to_change_password=as_user in {None, name})
    change_password(settings, person, name, new_password(name, new_password_file))
    print_text([f"{name} has a new password."])


def list_users(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Every user there ever was, with role and state."""
    from traceability.cli.tabulate_house import user_document, user_table
    from traceability.services.keep_users import list_users as listed

    found = listed(read_settings())
    if json:
        print_document({"users": [user_document(user) for user in found]})
    else:
        print_text([], [user_table(found)])


def deputy(
    name: Name,
    approver: Annotated[str, typer.Option("--for", metavar="USER", help="Whose deputy.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day, such as 2026-12-24.")],
    why: Why = "",
    as_user: As = None,
) -> None:
    """Let a user approve in the place of an approver until a day; a day gone by ends it."""
    from traceability.services.keep_deputies import name_deputy

    settings = read_settings()
    person = sign_in(settings, as_user)
    found = name_deputy(settings, person, name, approver, until=until, reason=why)
    end = f"{found.until_at:%Y-%m-%d %H:%M} UTC"
    if found.until_at <= datetime.now(UTC):
        print_text([f"{found.deputy_name} no longer approves for {found.approver_name}."])
    else:
        print_text([f"{found.deputy_name} may approve for {found.approver_name} until {end}."])


def deputies(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Who may approve in whose place, until when."""
    from traceability.cli.tabulate_house import deputy_table
    from traceability.services.keep_deputies import list_deputies

    found = list_deputies(read_settings())
    if json:
        print_document({"deputies": found})
    else:
        print_text([], [deputy_table(found)])


def register(app: dict[str, Verb | dict[str, Verb]]) -> None:
    """Put the verbs of this file among those of the command."""
    app["init"] = init
    app["user"] = {
        "add": add,
        "role": change_role,
        "disable": disable,
        "enable": enable,
        "password": password,
        "list": list_users,
        "deputy": deputy,
        "deputies": deputies,
    }
