"""A profile that is wrong says where, before any data is touched."""

from __future__ import annotations

import pytest

from ingestion.landing.profile_check import check_profile
from ingestion.profile_files import load_profile, profile_names
from tests.ingestion.conftest import House
from tests.ingestion.tiny_system import PROFILE
from traceability.errors import NotFoundError, UsageError


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("mode: full", "mode: sometimes"), "mode: sometimes"),
        (("lot_scope: item_site", "lot_skope: item"), "unknown key `lot_skope`"),
        (("timezone: Europe/Berlin", "timezone: Mars/Base"), "Mars/Base"),
        (("required: true", "requird: true"), "unknown key `requird` in tables.moves"),
        (("sql: outputs.sql", "sql: nowhere.sql"), "nowhere.sql"),
        (("partner_name:", "partner_nom:"), "fills `partner_nom`"),
        (("from: parties", "from: party"), "names party"),
        (("  mes_outputs:", "  mes_output:"), "`contracts.mes_output` is no contract"),
        (("mes_consumptions.started_at: posted", "mes_consumptions.qty: posted"), "times"),
        (("default: date_only", "default: always"), "always"),
        (("lookup: true", "lookup: false"), "drives no contract"),
        (("history_from: 2026-01-01", "history_from: soon"), "soon"),
        (("name: tiny\n", ""), "`name` is missing"),
        (("tables:", "tables: ["), "not readable YAML"),
        (("set_aside:\n  moves:", "set_aside:\n  items:"), "set_aside.items"),
    ],
)
def test_a_wrong_entry_is_named(
    house: House, tiny: str, change: tuple[str, str], complaint: str
) -> None:
    assert change[0] in PROFILE
    house.profile(PROFILE.replace(*change))
    with pytest.raises(UsageError) as caught:
        load_profile(tiny)
    assert complaint in caught.value.message


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("select 1 as one", "no column consumption_id, item_code, source_file, source_row"),
        ("select * from nowhere", "nowhere"),
        ("selct 1", "consumptions.sql"),
    ],
)
def test_a_check_tries_every_query_without_data(
    house: House, tiny: str, query: str, complaint: str
) -> None:
    check_profile(load_profile(tiny), house.settings)
    house.profile(PROFILE, consumptions=query)
    with pytest.raises(UsageError) as caught:
        check_profile(load_profile(tiny), house.settings)
    assert complaint in caught.value.message


def test_a_check_tries_the_rules_too(house: House, tiny: str) -> None:
    house.profile(PROFILE.replace("state = 'draft'", "stat = 'draft'"))
    with pytest.raises(UsageError, match="set_aside"):
        check_profile(load_profile(tiny), house.settings)


@pytest.mark.parametrize("name", profile_names())
def test_every_built_in_profile_passes_its_check(house: House, name: str) -> None:
    check_profile(load_profile(name), house.settings)


def test_an_unknown_profile_is_not_found(house: House) -> None:
    with pytest.raises(NotFoundError):
        load_profile("nobody")
