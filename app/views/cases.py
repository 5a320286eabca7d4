"""The Cases & drills page: lock it in time, and prove it."""

from __future__ import annotations

from app.components.case_actions import case_actions
from app.components.case_acts import say_outcome
from app.components.case_balance import balance, score
from app.components.case_checks import checks
from app.components.case_course import course
from app.components.case_customers import effectiveness
from app.components.case_cut_off import since_cut_off
from app.components.case_doubts import doubts
from app.components.case_files import files
from app.components.case_head import case_head
from app.components.case_holds import hold_requests
from app.components.case_list import case_list
from app.components.case_lists import action_lists, missing_list
from app.components.case_releases import releases
from app.components.case_replay import replay
from app.components.case_reports import reports
from app.components.case_scopes import scopes
from app.components.case_signatures import signatures
from app.components.case_state import case_asked, document_of
from app.components.page_frame import framed
from app.components.snapshot_choice import Choice
from traceability.settings import Settings


def _page(settings: Settings, choice: Choice) -> None:
    say_outcome()
    case_no = case_asked()
    if case_no is None:
        case_list(settings, choice)
        return
    document = document_of(settings, case_no)
    case_head(settings, choice, document)
    action_lists(document)
    hold_requests(settings, document)
    releases(settings, document)
    doubts(settings, document)
    missing_list(document)
    since_cut_off(settings, document)
    balance(settings, document)
    effectiveness(settings, document)
    checks(settings, document)
    score(document)
    signatures(settings, document)
    reports(settings, document)
    replay(settings, document)
    scopes(document)
    files(settings, document)
    case_actions(settings, document)
    course(settings, document)


framed("Cases & drills", "", _page)
