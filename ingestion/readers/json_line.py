"""One line of JSON lines, read strictly: numbers stay text, and no key is given twice."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from ingestion import rules


class Number(str):
    """A number as it was written: 1.10 stays 1.10."""

    __slots__ = ()


class BadLineError(Exception):
    """A line that is no object; the message goes on from "Line 5 "."""

    def __init__(self, message: str, rule_id: str = rules.RAGGED) -> None:
        super().__init__(message)
        self.rule_id = rule_id


def parsed_line(line: str) -> dict[str, Any]:
    """The object on a line, its numbers as `Number`; BadLineError where there is none."""
    try:
        value = _DECODER.decode(line.strip(" \t\r\n"))
        line_text = json.dumps(value, ensure_ascii=False) if "\\u" in line else ""
        line_text.encode()
    except json.JSONDecodeError as error:
        raise BadLineError(f"is no valid JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise BadLineError("is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise BadLineError("holds half a character (a lone surrogate)") from error
    if not isinstance(value, dict):
        raise BadLineError("is no JSON object")
    if "\\u0000" in line_text.replace("\\\\", ""):
        raise BadLineError("holds a NUL character", rules.NUL_BYTE)
    return value


def compact(value: Any) -> str:
    """A nested value as JSON text, its numbers as they were written."""
    if isinstance(value, dict):
        entries = (f"{json.dumps(k, ensure_ascii=False)}:{compact(v)}" for k, v in value.items())
        return "{" + ",".join(entries) + "}"
    if isinstance(value, list):
        return f"[{','.join(map(compact, value))}]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadLineError(f"names '{twice}' twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise BadLineError(f"holds {word}, which is no number of JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_distinct, parse_float=Number, parse_int=Number, parse_constant=_no_number
)
