"""Whether the tables of a schema have the columns that both sides agreed on."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.suites.comparison import listed


def differing_columns(
    schema: str, tables: dict[str, Iterable[tuple[str, str]]], *, knows_others: bool
) -> str:
    """Columns that are missing, of another type, or in no agreement.

    tables: name -> columns with SQL types. knows_others: the schema may hold further tables, which
    are not looked at.
    """
    agreed = listed(
        (
            (table, column, kind.upper())
            for table, columns in tables.items()
            for column, kind in columns
        ),
        ("table_name", "column_name", "agreed_type"),
    )
    names = ", ".join(f"'{table}'" for table in tables)
    among = f" and table_name in ({names})" if knows_others else ""
    return f"""select
    coalesce(agreed.table_name, found.table_name) as table_name,
    coalesce(agreed.column_name, found.column_name) as column_name,
    agreed.agreed_type,
    found.data_type as found_type
from ({agreed}) as agreed
full join (
    select table_name, column_name, data_type from examined
    where table_schema = '{schema}'{among}
) as found
    on agreed.table_name = found.table_name and agreed.column_name = found.column_name
where agreed.agreed_type is distinct from found.data_type"""
