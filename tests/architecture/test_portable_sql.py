"""Shared models are written for a second engine (Spark) from the first day.

Judged on the SQL that Jinja renders with every macro as an opaque word, so that what
macros/engine.sql hides is out of sight and what a model says itself is not.

Bans and their reasons: ASOF, QUALIFY and recursion, list and struct functions, `//`, FROM-first
and star modifiers do not exist there or mean something else; dates, hashes and patterns have other
names there (engine.sql has them); `varchar` needs a length there (`string` is known to both);
sum and avg give other types there, so they stand in a cast (count, min and max do not);
a window without a total order, or with the engine's own place for nulls, gives other rows.
FILTER is known to both, but sqlfluff and readers know `case` better: one way is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

PROJECT = Path(__file__).parent.parent.parent / "dbt_project"
SHARED = (
    *("staging", "identity", "events", "links", "genealogy"),
    *("marts/completeness", "marts/compliance"),
)

BANS = {
    "asof": r"\basof\b",
    "qualify": r"\bqualify\b",
    "recursive": r"\brecursive\b",
    "list or struct": r"\b(list|array|struct|map)(_\w+)?\s*\(|\b(row|unnest|explode)\s*\(",
    "brackets": r"[\[\]{}]",
    "lambda": r"->|\blambda\b",
    "double colon cast": r"::",
    "whole division": r"//",
    "star modifier": r"\*\s*(exclude|except|replace|rename)\b|\bcolumns\s*\(",
    "all columns by": r"\b(group|order)\s+by\s+all\b",
    "filter clause": r"\bfilter\s*\(",
    "distinct on": r"\bdistinct\s+on\b",
    "sample": r"\b(using\s+sample|tablesample)\b",
    "join kinds": r"\b(semi|anti|positional|lateral|natural|right)\s+join\b",
    "pivot": r"\b(un)?pivot\b",
    "from first": r"(\A|\()\s*from\b",
    "varchar": r"\bas\s+(varchar|text)\b",
    "interval": r"\binterval\b",
    "any row": r"\b(any_value|arg_\w+|min_by|max_by|first|last|mode|median|quantile\w*)\s*\(",
    "engine function": r"\b(strftime|strptime|date_diff|datediff|date_add|date_sub|epoch\w*|to_\w+"
    r"|timezone|make_\w+|sha256|md5|hash|regexp_\w+|string_agg|group_concat|listagg|range|uuid|now"
    r"|generate_series|concat_ws|printf|format|today|random|gen_random_uuid)\s*\(",
    "current time": r"\bcurrent_(timestamp|date|time)\b",
    "read files": r"\b(read_\w+|glob)\s*\(",
}

RANKINGS = re.compile(r"(row_number|rank|dense_rank|percent_rank|ntile|lag|lead|\w+_value)$")


class _Macro(jinja2.Undefined):
    """Anything that is not the model's own text: a call of it is one opaque word."""

    def __call__(self, *_args: object, **_named: object) -> str:
        return "opaque"

    def __getattr__(self, name: str) -> _Macro:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        return "opaque"


def rendered(template: str) -> str:
    """SQL of a model without comments and text literals, in lower case."""
    environment = jinja2.Environment(undefined=_Macro, extensions=["jinja2.ext.do"])
    names = {
        "ref": lambda name: name,
        "source": lambda schema, name: f"{schema}_{name}",
        "config": lambda **_: "",
        "var": lambda *_: "opaque",
    }
    sql = environment.from_string(template).render(names)
    sql = re.sub(r"/\*.*?\*/", " ", re.sub(r"--[^\n]*", " ", sql), flags=re.DOTALL)
    return re.sub(r"'(?:[^']|'')*'", "''", sql).lower()


def breaches(template: str) -> Iterator[str]:
    """Names of the bans that a model breaks."""
    if re.search(r"\b(target|adapter)\s*\.\s*type\b", template):
        yield "target.type"
    sql = rendered(template)
    yield from (name for name, pattern in BANS.items() if re.search(pattern, sql, re.MULTILINE))
    if any(not _is_cast(sql, call.start()) for call in re.finditer(r"\b(sum|avg)\s*\(", sql)):
        yield "aggregate without cast"
    yield from _window_breaches(sql)


def _is_cast(sql: str, start: int) -> bool:
    """Whether the innermost bracket around `start` that is no plain grouping belongs to a cast."""
    depth = 0
    for place in range(start - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(sql[place], 0)
        if depth < 0:
            word = re.search(r"(\w*)\s*$", sql[:place])
            name = word.group(1) if word else ""
            if name in {"cast", "try_cast"}:
                return True
            if name in {"as", "in", "exists", "having", "where"}:
                return False
            depth = 0
    return False


def _window_breaches(sql: str) -> Iterator[str]:
    for window in re.finditer(r"(\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*over\s*\(", sql):
        body = _bracketed(sql, window.end())
        order = re.search(r"\border\s+by\b(.*)", body, re.DOTALL)
        ranks = re.search(
            r"^(row_number|rank|dense_rank|ntile|lag|lead|\w+_value)$", window.group(1)
        )
        if ranks and not order:
            yield "window without order"
        if order:
            terms = _top_level(re.sub(r"\b(rows|range|groups)\s+between\b.*", "", order.group(1)))
            if any(not re.search(r"\bnulls\s+(first|last)\s*$", term.strip()) for term in terms):
                yield "nulls anywhere"
    if re.search(r"\bover\s+\w", sql):
        yield "named window"


def _bracketed(sql: str, start: int) -> str:
    """Text from `start` up to the bracket that closes it."""
    depth = 1
    for place in range(start, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth == 0:
            return sql[start:place]
    return sql[start:]


def _top_level(text: str) -> list[str]:
    """Parts between the commas that stand in no bracket."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def shared_models() -> list[Path]:
    return sorted(path for layer in SHARED for path in (PROJECT / "models" / layer).rglob("*.sql"))


def test_shared_models_speak_no_dialect() -> None:
    models = shared_models()
    assert len(models) > 40
    found = {path.name: sorted(set(breaches(path.read_text(encoding="utf-8")))) for path in models}
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_only_the_engine_file_knows_which_engine_runs() -> None:
    named = {
        path.name
        for folder in ("macros", "models", "tests")
        for path in (PROJECT / folder).rglob("*.sql")
        if re.search(r"\b(target|adapter)\s*\.\s*type\b|duckdb__", path.read_text(encoding="utf-8"))
    }
    assert named == {"engine.sql"}


CLEAN = """
-- asof join, qualify: words in a comment break nothing
{% set parts = ['a', 'b'] %}
with numbered as (
    select
        {% for part in parts %}{{ part }},{% endfor %}
        '::' as mark,
        cast(sum(coalesce(qty, 0)) as decimal(18, 6)) as qty,
        cast(sum(case when (a is null) then 1 else 0 end) as bigint) as gap_count,
        cast(sum(qty) over (partition by a) as decimal(18, 6)) as total_qty,
        count(*) as row_count,
        row_number() over (
            partition by a order by coalesce(b, c) asc nulls last, d desc nulls first
        ) as row_no
    from {{ ref('lots') }}
    where {{ seconds_between('a', 'b') }} > 0
    group by a
)
select * from numbered
"""


def test_a_portable_model_breaks_no_ban() -> None:
    assert list(breaches(CLEAN)) == []


@pytest.mark.parametrize(
    ("ban", "sql"),
    [
        ("target.type", "select {% if target.type == 'duckdb' %} 1 {% endif %} as a"),
        ("asof", "select * from a asof join b on a.t >= b.t"),
        ("qualify", "select * from a qualify row_number() over (order by b asc nulls last) = 1"),
        ("recursive", "with recursive a as (select 1) select * from a"),
        ("list or struct", "select list(a) as b from c"),
        ("list or struct", "select array_agg(a) as b from c"),
        ("list or struct", "select struct_pack(a := 1) as b from c"),
        ("list or struct", "select unnest(a) as b from c"),
        ("brackets", "select a[1] as b from c"),
        ("lambda", "select f(a, x -> x + 1) as b from c"),
        ("double colon cast", "select a::date as b from c"),
        ("whole division", "select a // 2 as b from c"),
        ("star modifier", "select * exclude (a) from b"),
        ("star modifier", "select columns('a.*') from b"),
        ("all columns by", "select a, count(*) as b from c group by all"),
        ("filter clause", "select count(*) filter (where a) as b from c"),
        ("distinct on", "select distinct on (a) a, b from c"),
        ("sample", "select * from a using sample 10"),
        ("join kinds", "select * from a semi join b on a.c = b.c"),
        ("pivot", "pivot a on b using count(*)"),
        ("from first", "with a as (from b) select * from a"),
        ("varchar", "select cast(a as varchar) as b from c"),
        ("interval", "select a + interval 1 day as b from c"),
        ("any row", "select arg_max(a, b) as c from d"),
        ("any row", "select first(a) as c from d"),
        ("engine function", "select strftime(a, '%Y') as b from c"),
        ("engine function", "select regexp_replace(a, 'x', '') as b from c"),
        ("engine function", "select string_agg(a, ',') as b from c"),
        ("current time", "select current_date as b"),
        ("read files", "select * from read_parquet('a')"),
        ("aggregate without cast", "select sum(a) as b from c"),
        ("aggregate without cast", "select cast(a as date) as d, coalesce(avg(a), 0) as b from c"),
        ("aggregate without cast", "select sum(a) over (partition by b) as d from c"),
        ("window without order", "select row_number() over (partition by a) as b from c"),
        ("window without order", "select lag(a, 1) over (partition by a) as b from c"),
        (
            "nulls anywhere",
            "select rank() over (order by a, b nulls last) as c from d",
        ),
        (
            "nulls anywhere",
            "select cast(sum(a) over (order by b) as bigint) as c from d",
        ),
        ("named window", "select cast(sum(a) over w as bigint) as c from d window w as ()"),
    ],
)
def test_each_ban_bites(ban: str, sql: str) -> None:
    assert ban in set(breaches(sql))
