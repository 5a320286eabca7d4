"""What a visitor does on a page of cases: type, sign in, sign; and people in a copied home."""

from __future__ import annotations

from typing import Any

from tests.app.page import Page
from traceability.domain.actors import Person

SENTENCE = "a sentence only I know"
Who = dict[str, Person]
Row = dict[str, Any]


def fill(page: Page, **values: str) -> Page:
    """Type into fields; `_` of a name stands for `-` of its key."""
    for name, value in values.items():
        page.test.text_input(key=name.replace("_", "-")).set_value(value)
    return page


def pick(page: Page, key: str, value: Any) -> Page:
    """Choose in a form, which tells nobody before it is sent."""
    for group in (page.test.segmented_control, page.test.selectbox):
        if key in {widget.key for widget in group}:
            group(key=key).set_value(value)
    return page


def entered(page: Page, name: str = "ann", given: str = SENTENCE) -> Page:
    return sign(page, "sign-in", name, given)


def password_of(page: Page, form: str) -> Any:
    """The field of the password: a new one after each sending."""
    start = f"{form}-password-"
    (field,) = (one for one in page.test.text_input if (one.key or "").startswith(start))
    return field


def sign(page: Page, form: str, name: str, given: str = SENTENCE) -> Page:
    """Fill user and password of a signing form, and sign."""
    page.test.text_input(key=f"{form}-user").set_value(name)
    password_of(page, form).set_value(given)
    return page.press(f"{form}-go")


def answered(page: Page, on_hand: str) -> Page:
    page.test.text_input(key="answer-on_hand_qty").set_value(on_hand)
    return page.press("answer-go")


def counts(document: Row) -> Row:
    first = document["first_line"]
    return {
        "hold": first["hold_lots"],
        "stop-orders": first["stop_orders"],
        "stop-deliveries": first["stop_deliveries"],
        "call": first["call_customers"],
        "gaps": first["missing_records"],
    }
