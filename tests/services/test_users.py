"""Users sign in with a password of their own, are locked out, and are never removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from traceability.domain.actors import PROOF_LASTS, Person, Program
from traceability.domain.roles import ROLES_OF, Act, Role
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services import keep_users
from traceability.services.examine_state import examine_state
from traceability.services.sign_in import WRONG_ALLOWED, sign_in
from traceability.settings import Settings
from traceability.store.state import open_state, passwords
from traceability.store.state.accounts import change_user, find_user, password_hash_of
from traceability.store.state.audit import AUDIT_ROWS
from traceability.store.state.users import SIGNATURES
from traceability.store.state.write import content_hash

GOOD = "a sentence only I know"
OTHER = "another sentence of mine"


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm with the least work, as these tests are not about how slow it is."""
    quick = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """A house with the admin Ann."""
    settings = Settings(home=tmp_path)
    keep_users.begin_house(settings, "Ann", "Ann Archer", GOOD)
    return settings


@pytest.fixture
def ann(home: Settings) -> Person:
    """Ann, signed in."""
    return sign_in(home, "ann", GOOD)


def add(home: Settings, ann: Person, name: str, role: Role) -> Person:
    """A user who has chosen an own password and signed in."""
    keep_users.add_user(home, ann, name, "", role, OTHER)
    newcomer = sign_in(home, name, OTHER, to_change_password=True)
    keep_users.change_password(home, newcomer, name, GOOD)
    return sign_in(home, name, GOOD)


def trail(home: Settings) -> list[dict[str, Any]]:
    """The audit trail, oldest row first."""
    with open_state(home).read() as read:
        return read.rows(select(AUDIT_ROWS).order_by(AUDIT_ROWS.c.audit_no))


def test_a_house_begins_with_one_admin_and_no_second_beginning(home: Settings) -> None:
    (ann,) = keep_users.list_users(home)

    assert (ann.user_name, ann.full_name, ann.role) == ("ann", "Ann Archer", Role.ADMIN)
    with pytest.raises(RefusedError, match="has an admin already"):
        keep_users.begin_house(home, "eve", "", GOOD)


def test_a_password_is_kept_as_an_argon2id_hash_and_nowhere_else(home: Settings) -> None:
    with open_state(home).read() as read:
        kept = str(password_hash_of(read, "ann"))

    assert kept.startswith("$argon2id$")
    assert GOOD not in str(trail(home))
    assert kept not in str(trail(home))


@pytest.mark.parametrize("password", ["short", "", "ann is my name here"])
def test_a_weak_password_is_refused(tmp_path: Path, password: str) -> None:
    with pytest.raises(UsageError, match="at least 12"):
        keep_users.begin_house(Settings(home=tmp_path), "ann", "", password)


@pytest.mark.parametrize("name", ["", " ", "an n", "änn", "x'; drop table users; --", "a" * 101])
def test_a_name_that_could_be_mistaken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no user name"):
        keep_users.begin_house(Settings(home=tmp_path), name, "", GOOD)


def test_a_name_is_one_user_whatever_its_case(home: Settings, ann: Person) -> None:
    assert sign_in(home, " ANN ", GOOD).name == "ann"
    with pytest.raises(RefusedError, match="already"):
        keep_users.add_user(home, ann, "ANN", "", Role.VIEWER, OTHER)


def test_five_wrong_passwords_lock_out_even_the_right_one(home: Settings) -> None:
    for _ in range(WRONG_ALLOWED - 1):
        with pytest.raises(RefusedError, match="is wrong"):
            sign_in(home, "ann", OTHER)
    with pytest.raises(RefusedError, match="locked until"):
        sign_in(home, "ann", OTHER)
    with pytest.raises(RefusedError, match="locked until"):
        sign_in(home, "ann", GOOD)


def test_a_lock_ends_by_itself(home: Settings) -> None:
    with open_state(home).write(Program("test")) as write:
        change_user(write, "ann", {"locked_until_at": write.at - timedelta(seconds=1)}, why="test")

    assert sign_in(home, "ann", GOOD).role is Role.ADMIN


def test_a_right_password_ends_the_count_of_wrong_ones(home: Settings) -> None:
    for _ in range(2):
        for _ in range(WRONG_ALLOWED - 1):
            with pytest.raises(RefusedError, match="is wrong"):
                sign_in(home, "ann", OTHER)
        sign_in(home, "ann", GOOD)


def test_nothing_tells_an_unknown_user_from_a_wrong_password(home: Settings) -> None:
    with pytest.raises(RefusedError) as unknown:
        sign_in(home, "eve", GOOD)
    with pytest.raises(RefusedError) as wrong:
        sign_in(home, "ann", OTHER)

    assert unknown.value.message == wrong.value.message


def test_every_attempt_to_sign_in_stands_in_the_trail(home: Settings) -> None:
    for name, password in [("eve", GOOD), ("ann", OTHER), ("ann", GOOD)]:
        try:
            sign_in(home, name, password)
        except RefusedError:
            continue

    told = [(row["subject_key"], row["new_value"]) for row in trail(home) if row["act"] == "note"]
    assert told == [
        ('{"user_name":"eve"}', '{"outcome":"unknown user"}'),
        ('{"user_name":"ann"}', '{"outcome":"wrong password"}'),
        ('{"user_name":"ann"}', '{"outcome":"ok"}'),
    ]


def test_a_password_that_an_admin_gave_must_be_changed_first(home: Settings, ann: Person) -> None:
    keep_users.add_user(home, ann, "bob", "", Role.APPROVER, OTHER)
    with pytest.raises(RefusedError, match="somebody else gave"):
        sign_in(home, "bob", OTHER)

    bob = sign_in(home, "bob", OTHER, to_change_password=True)
    keep_users.change_password(home, bob, "bob", GOOD)

    assert sign_in(home, "bob", GOOD).role is Role.APPROVER


def test_only_an_admin_keeps_users(home: Settings, ann: Person) -> None:
    bob = add(home, ann, "bob", Role.APPROVER)
    for act in (
        lambda: keep_users.add_user(home, bob, "eve", "", Role.ADMIN, OTHER),
        lambda: keep_users.change_role(home, bob, "bob", Role.ADMIN, ""),
        lambda: keep_users.disable_user(home, bob, "ann", ""),
        lambda: keep_users.enable_user(home, bob, "ann", ""),
        lambda: keep_users.change_password(home, bob, "ann", OTHER),
    ):
        with pytest.raises(RefusedError, match="bob has the role approver, which may not"):
            act()


def test_a_disabled_user_is_out_until_enabled(home: Settings, ann: Person) -> None:
    add(home, ann, "bob", Role.DATA)
    keep_users.disable_user(home, ann, "bob", "left")
    with pytest.raises(RefusedError, match="disabled"):
        sign_in(home, "bob", GOOD)

    keep_users.enable_user(home, ann, "bob", "came back")

    assert sign_in(home, "bob", GOOD).role is Role.DATA
    reasons = [row["reason"] for row in trail(home)]
    assert {"left", "came back"} <= {*reasons}


def test_who_was_signed_in_when_disabled_writes_no_more(home: Settings, ann: Person) -> None:
    bob = add(home, ann, "bob", Role.DATA)
    cyd = add(home, ann, "cyd", Role.DATA)
    keep_users.disable_user(home, ann, "bob", "left")
    keep_users.change_role(home, ann, "cyd", Role.VIEWER, "new job")

    for actor in (bob, cyd, replace(bob, name="eve")):
        with (
            pytest.raises(RefusedError, match="no longer a user in force"),
            open_state(home).write(actor) as write,
        ):
            write.note("pages", {})


def test_the_last_admin_stays(home: Settings, ann: Person) -> None:
    with pytest.raises(RefusedError, match="last admin"):
        keep_users.disable_user(home, ann, "ann", "")
    with pytest.raises(RefusedError, match="last admin"):
        keep_users.change_role(home, ann, "ann", Role.VIEWER, "")

    add(home, ann, "bob", Role.ADMIN)
    keep_users.change_role(home, ann, "ann", Role.VIEWER, "bob takes over")

    assert [user.role for user in keep_users.list_users(home)] == [Role.VIEWER, Role.ADMIN]


def test_an_unknown_user_is_named(home: Settings, ann: Person) -> None:
    with pytest.raises(NotFoundError, match="no user eve"):
        keep_users.change_role(home, ann, "eve", Role.VIEWER, "")


def test_a_change_tells_who_what_from_to_and_why(home: Settings, ann: Person) -> None:
    add(home, ann, "bob", Role.DATA)
    keep_users.change_role(home, ann, "bob", Role.QUALITY, "new job")

    last = trail(home)[-1]
    assert (last["actor"], last["actor_kind"], last["subject"]) == ("ann", "person", "users")
    assert (last["old_value"], last["new_value"]) == ('{"role":"data"}', '{"role":"quality"}')
    assert (last["reason"], last["timezone"]) == ("new job", "UTC")


def test_a_signature_holds_meaning_and_hash_of_what_was_signed(home: Settings, ann: Person) -> None:
    content = {"correction_no": 3, "new_value": "A01"}
    with open_state(home).write(ann) as write:
        write.sign("I approve this correction", "corrections", {"correction_no": 3}, content)
    with open_state(home).read() as read:
        signature = read.one(select(SIGNATURES))

    assert signature is not None
    assert (signature["user_name"], signature["full_name"]) == ("ann", "Ann Archer")
    assert signature["meaning"] == "I approve this correction"
    assert signature["content_sha256"] == content_hash(content)
    assert signature["content_sha256"] != content_hash(content | {"new_value": "A02"})
    assert [fault for one in examine_state(home) for fault in one.faults] == []


def test_nobody_signs_long_after_the_password_and_no_program_signs(
    home: Settings, ann: Person
) -> None:
    late = replace(ann, proven_at=ann.proven_at - PROOF_LASTS - timedelta(seconds=1))
    for actor, refusal in [(late, "too long ago"), (Program("build"), "only a person signs")]:
        with (
            pytest.raises(RefusedError, match=refusal),
            open_state(home).write(actor) as write,
        ):
            write.sign("I approve", "corrections", {}, {})


def test_a_write_that_fails_leaves_nothing_behind(home: Settings, ann: Person) -> None:
    before = trail(home)

    def fail() -> None:
        with open_state(home).write(ann) as write:
            change_user(write, "ann", {"full_name": "Eve"}, why="")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with open_state(home).read() as read:
        user = find_user(read, "ann")
    assert user is not None
    assert user.full_name == "Ann Archer"
    assert trail(home) == before


def test_every_act_has_a_role_that_may_and_no_admin_decides() -> None:
    assert ROLES_OF.keys() == {*Act}
    assert all(ROLES_OF.values())
    assert [act for act, roles in ROLES_OF.items() if Role.ADMIN in roles] == [Act.MANAGE_USERS]
