"""The pages of rules say what the registry says, in both languages."""

from __future__ import annotations

from tests.architecture.rules_page import PAGE, PAGE_ZH, chinese_page, english_page
from tests.architecture.test_docs import table_headed
from traceability.contracts.catalogue import CATALOGUE

WRITE = "python -m tests.architecture.rules_page writes the page"


def test_the_page_of_rules_has_the_tables_of_the_registry() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text == english_page(text), WRITE


def test_the_chinese_page_is_that_of_the_registry() -> None:
    assert PAGE_ZH.read_text(encoding="utf-8") == chinese_page(), WRITE


def test_what_is_done_at_the_door_is_said_there_in_the_same_words() -> None:
    told = {
        row[0].strip("`"): row[1]
        for row in table_headed("docs/rules.md", "Rule", "Says", "What happens")
    }

    for check in CATALOGUE:
        if check.place == "door":
            assert told.get(check.check_id) == check.says, check.check_id
