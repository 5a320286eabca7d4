"""`lotline init` and `lotline user`, as a program without a terminal runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.cli.conftest import LOTLINE
from traceability.settings import child_environment

SENTENCE = "a sentence only I know"


def run(home: Path, *words: str, password: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `lotline` with a password file, or without one and without a terminal."""
    environment = {"LOTLINE_HOME": str(home)}
    if password is not None:
        file = home.parent / "password.txt"
        file.write_text(f"{password}\nnot this line\n", encoding="utf-8")
        environment["LOTLINE_PASSWORD_FILE"] = str(file)
    return subprocess.run(
        [*LOTLINE, *words],
        env=child_environment(environment),
        check=False,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def test_a_house_is_begun_a_user_added_and_the_house_examined(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = tmp_path / "first.txt"
    first.write_text("only for the first day\n", encoding="utf-8")

    begun = run(home, "init", "--admin", "ann", password=SENTENCE)
    words = ("user", "add", "bob", "--role", "approver", "--new-password-file", str(first))
    added = run(home, *words, "--as", "ann", password=SENTENCE)
    listed = run(home, "user", "list", "--json")
    examined = run(home, "doctor")

    assert begun.returncode == 0, begun.stderr
    assert added.returncode == 0, added.stderr
    told = [
        (one["user_name"], one["role"], one["state"]) for one in json.loads(listed.stdout)["users"]
    ]
    assert told == [("ann", "admin", "in force"), ("bob", "approver", "must change password")]
    assert examined.returncode == 0, examined.stdout
    assert "audit trail of the state database: 3 examined, ok" in examined.stdout


def test_without_a_terminal_the_option_for_a_new_password_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "init", "--admin", "ann", password=SENTENCE)

    words = ("user", "add", "bob", "--role", "data", "--as", "ann")
    refused = run(home, *words, password=SENTENCE)

    assert refused.returncode == 2
    assert "New password of bob" in refused.stderr
    assert "--new-password-file" in refused.stderr


def test_a_wrong_password_is_refused_with_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "init", "--admin", "ann", password=SENTENCE)

    refused = run(home, "user", "disable", "ann", "--as", "ann", password="something else")

    assert refused.returncode == 5
    assert refused.stderr.startswith("The user or the password is wrong")


def test_nobody_is_asked_where_nobody_sits(tmp_path: Path) -> None:
    asked = run(tmp_path, "init", "--admin", "ann")

    assert asked.returncode == 2
    assert "LOTLINE_PASSWORD_FILE" in asked.stderr
    assert not (tmp_path / "state.db").exists()


def test_what_needs_a_person_says_how_to_be_one(tmp_path: Path) -> None:
    asked = run(tmp_path, "user", "disable", "ann", password=SENTENCE)

    assert asked.returncode == 2
    assert "--as USER" in asked.stderr


def test_an_address_that_names_no_database_is_refused_without_showing_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [*LOTLINE, "user", "list"],
        env=child_environment(
            {"LOTLINE_HOME": str(tmp_path), "LOTLINE_STATE_URL": "mysql://ann:hidden@host/x"}
        ),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 2
    assert "LOTLINE_STATE_URL" in done.stderr
    assert "hidden" not in done.stdout + done.stderr


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    address = "postgresql://ann:hidden@127.0.0.1:1/x"
    done = subprocess.run(
        [*LOTLINE, "user", "list"],
        env=child_environment({"LOTLINE_HOME": str(tmp_path), "LOTLINE_STATE_URL": address}),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 4
    assert "cannot be used" in done.stderr
    assert "hidden" not in done.stdout + done.stderr
