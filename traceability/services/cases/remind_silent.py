"""Remind those who were told and owe an answer; in a drill nothing leaves the house."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from traceability.domain.cases import CaseKind, case_name
from traceability.domain.consignees import Method
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.consignee_ledger import (
    pair_of,
    read_entries,
    unanswered_ones,
)
from traceability.services.cases.word_reminder import reminder_text
from traceability.services.cases.work_on_case import work_on_case
from traceability.services.read_channels import read_channels
from traceability.services.send_mail import Mail

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings

Row = dict[str, Any]
_ADDRESS = re.compile(r"[^@\s,;<>\"'&?#%]+@[^@\s,;<>\"'&?#%]+\.[^@\s,;<>\"'&?#%]+")
_MEDIA_TYPE = "text/plain"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder. problem: why a mail server did not take it; None where nobody tried."""

    customer_code: str
    ship_to_code: str | None
    method: Method
    path: Path
    is_sent: bool
    problem: str | None


def reminder_folder(settings: Settings, case_no: int) -> Path:
    """The out-box of a case's reminders."""
    return settings.home / "out" / "reminders" / case_name(case_no)


def remind_silent(
    settings: Settings, actor: Person, case_no: int, *, is_to_send: bool = False
) -> list[Reminder]:
    """Write a reminder to each consignee that was notified and has not answered for every lot.

    It names the lots that lack one. Each is a file in the out-box, for a person to send.
    is_to_send: where alerts.yml names a mail server and the consignee's address is on record, that
    server is given it; of a drill and of a simulated plant nothing ever is. Raises UsageError where
    no mail server is named, RefusedError where the out-box cannot be written, NotFoundError.
    """
    mail = _mail(settings) if is_to_send else None
    with work_on_case(settings, actor, case_no) as (write, head):
        _, scope = actions_now(write, case_no)
        entries = read_entries(write, case_no)
        silent = unanswered_ones(scope, entries)
        told = {pair_of(row): row["notified_at"] for row in reversed(entries.notices)}
    if head.kind is CaseKind.DRILL or head.is_simulated:
        mail = None
    found = []
    for line, rows in silent:
        text = reminder_text(head, line, rows, told[pair_of(line)])
        found.append(_remind(settings, actor, case_no, line, text, mail))
    return found


def _remind(  # noqa: PLR0917 - one letter and where it goes
    settings: Settings, actor: Person, case_no: int, line: Row, text: str, mail: Mail | None
) -> Reminder:
    """Write the file, send it where that is wanted, and keep both; the case may end meanwhile."""
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - keeps SQLAlchemy off
        keep_document,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same
    from traceability.store.state.consignees import add_reminder, read_reminders  # noqa: PLC0415

    data = text.encode()
    with work_on_case(settings, actor, case_no) as (write, head):
        number = len(read_reminders(write, case_no)) + 1
        path = reminder_folder(settings, case_no) / _file_name(head, number, line)
        _write(path, data)
        address = line["email"] or ""
        is_mail = mail is not None and _ADDRESS.fullmatch(address) is not None
        problem = _send(mail, address, head, text) if mail is not None and is_mail else None
        reminder = Reminder(
            line["customer_code"],
            line["ship_to_code"],
            Method.MAIL if is_mail else Method.LETTER,
            path,
            is_mail and problem is None,
            problem,
        )
        told = {
            "customer_code": reminder.customer_code,
            "ship_to_code": reminder.ship_to_code,
            "method": str(reminder.method),
            "file_name": path.name,
            "document_sha256": keep_document(write, _MEDIA_TYPE, data),
            "is_sent": reminder.is_sent,
            "problem": problem,
        }
        add_reminder(write, case_no, told)
        add_log(write, case_no, _say(reminder), f"SHA-256 {sha256(data).hexdigest()}")
    return reminder


def _mail(settings: Settings) -> Mail:
    for channel in read_channels(settings):
        if isinstance(channel, Mail):
            return channel
    raise UsageError(
        "No mail server is named.",
        hint="Name one in alerts.yml (docs/settings.md), or send the files yourself.",
    )


def _send(mail: Mail, address: str, head: CaseHead, text: str) -> str | None:
    """Give the letter to the mail server; returns why it was not taken."""
    import apprise  # noqa: PLC0415 - reaches for the network: only where it is configured

    parts = urlsplit(mail.address)
    asked = [one for one in parse_qsl(parts.query) if one[0].lower() not in {"to", "cc", "bcc"}]
    sender = apprise.Apprise()
    if not sender.add(urlunsplit(parts._replace(query=urlencode([*asked, ("to", address)])))):
        return "the address of alerts.yml is no mailto address"
    is_taken = sender.notify(
        title=f"Reminder {head.name}", body=text, body_format=apprise.NotifyFormat.TEXT
    )
    return None if is_taken else "the mail server did not take the message"


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise RefusedError(
            f"The reminder {path} cannot be written: {error.strerror}.",
            hint="Make room or give the right to write there, and remind again.",
        ) from error


def _file_name(head: CaseHead, number: int, line: Row) -> str:
    drill = "DRILL-" if head.kind is CaseKind.DRILL else ""
    code = "-".join(part for part in (line["customer_code"], line["ship_to_code"]) if part)
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in code)
    return f"{drill}{head.name}-reminder-{number:04}-{kept[:60]}.txt"


def _say(one: Reminder) -> str:
    who = one.customer_code + (f" ({one.ship_to_code})" if one.ship_to_code else "")
    if one.is_sent:
        return f"Reminded {who} by mail."
    failed = f"; {one.problem}" if one.problem else ""
    return f"Wrote a reminder to {who}: {one.path.name} waits in the out-box{failed}."
