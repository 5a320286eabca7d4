"""Turn words of the command line into values without the parser's own validation library.

Typer 0.29 validates through pydantic, which costs more than a whole trace. Its parameters ask
`get_runtime_param()` for the object that coerces; `coerce_plainly` makes them ask this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


def coerce_plainly(parser: Any) -> Any:
    """Give every parameter of a built command, or of a group's commands, plain coercion."""
    for command in (parser, *getattr(parser, "commands", {}).values()):
        command.get_params = partial(_plain_params, command.get_params)
    return parser


def _plain_params(get_params: Callable[[Any], list[Any]], ctx: Any) -> list[Any]:
    params = get_params(ctx)
    for param in params:
        param.get_runtime_param = PlainCoercion(param.name, param.type_descriptor.annotation).itself
    return params


@dataclass(frozen=True, slots=True)
class PlainCoercion:
    """Coerces to str, int, Path, an Enum of texts, or a list of one of these."""

    name: str
    annotation: Any

    def itself(self) -> PlainCoercion:
        """Itself, as the parser asks for it."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value of one parameter. Raises UsageError when the word does not fit."""
        del ctx
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if get_origin(self.annotation) is list:
            return [self._one(word, get_args(self.annotation)[0]) for word in value]
        number = self._one(value, self.annotation)
        least = getattr(param, "min", None)
        if least is not None and number < least:
            raise self._refusal(value, f"{least} or more")
        return number

    def _one(self, word: Any, kind: Any) -> Any:
        if isinstance(word, kind):
            return word
        if issubclass(kind, Enum):
            if word not in {choice.value for choice in kind}:
                raise self._refusal(word, " | ".join(choice.value for choice in kind))
            return kind(word)
        if kind in {str, Path}:
            return kind(word)
        try:
            return kind(word)
        except ValueError:
            raise self._refusal(word, "a whole number") from None

    def _refusal(self, word: Any, wanted: str) -> UsageError:
        return UsageError(
            f"{self.name.replace('_', '-')}: {word} is not {wanted}.",
            hint="Add --help to see what the verb takes.",
        )
