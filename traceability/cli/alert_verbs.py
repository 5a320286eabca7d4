"""The verbs of what must be known at once: alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def alerts(  # noqa: PLR0917 - options of a verb are parameters
    number: Annotated[int | None, typer.Argument(help="One alert, with all told of it.")] = None,
    all_alerts: Annotated[bool, typer.Option("--all", help="Ended ones too.")] = False,
    send: Annotated[bool, typer.Option("--send", help="Send what waits, now.")] = False,
    answer: Annotated[str | None, typer.Option(help="What is being done about NUMBER.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """What must be known at once: rejected and moved lots, grave findings, stale sources."""
    from traceability.cli.tabulate_alerts import alert_lines, alert_table
    from traceability.services.list_alerts import list_alerts

    if send:
        _send(json=json)
    elif answer is not None:
        _answer(number, answer, as_user, json=json)
    elif number is not None:
        _show(number, json=json)
    else:
        found = list_alerts(read_settings(), also_ended=all_alerts)
        if json:
            print_document(found.as_document())
        else:
            print_text(alert_lines(found), [alert_table(found)] if found.alerts else [])


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["alerts"] = alerts


def _send(*, json: bool) -> None:
    from traceability.cli.tabulate_alerts import sending_lines
    from traceability.services.send_alerts import send_alerts

    sending = send_alerts(read_settings())
    if json:
        print_document({"sending": sending})
    else:
        print_text(sending_lines(sending))
    if sending.problems:
        raise typer.Exit(1)


def _show(number: int, *, json: bool) -> None:
    from traceability.cli.tabulate_alerts import story_lines
    from traceability.domain.alerts import news_document
    from traceability.services.list_alerts import alert_document, show_alert

    story = show_alert(read_settings(), number)
    if json:
        news = [news_document(one) for one in story.news]
        print_document({"alert": alert_document(story.alert), "news": news})
    else:
        print_text(story_lines(story))


def _answer(number: int | None, answer: str, as_user: str | None, *, json: bool) -> None:
    from traceability.services.list_alerts import alert_document, answer_alert

    if number is None:
        raise UsageError("An answer needs an alert.", hint="Write its number before --answer.")
    settings = read_settings()
    alert = answer_alert(settings, sign_in(settings, as_user), number, answer)
    if json:
        print_document({"alert": alert_document(alert)})
    else:
        print_text([f"Alert {alert.alert_no} is answered by {alert.answered_by}."])
