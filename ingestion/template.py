"""Templates: a workbook per contract that a person can fill in and that lands without a profile."""

from __future__ import annotations

import io
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from ingestion.wording.words import Language
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import RefusedError, UsageError

ENDING = ".xlsx"


def write_template(contract: str, path: Path, language: str = "en") -> None:
    """Write the template of a contract to a new file.

    Raises UsageError for a contract, language or ending that does not exist, RefusedError when
    the file is there already or cannot be written.
    """
    from ingestion.template_sheets import template_workbook  # noqa: PLC0415 - loads openpyxl

    chosen = checked_language(language)
    check_contract(contract)
    if path.suffix.lower() != ENDING:
        raise UsageError(f"{path} does not end in {ENDING}.", hint=f"Name it {contract}{ENDING}.")
    content = io.BytesIO()
    template_workbook(contract, chosen).save(content)
    try:
        with path.open("xb") as file:
            file.write(content.getvalue())
    except FileExistsError as error:
        raise RefusedError(
            f"{path} is there already and was left as it is.",
            hint="Choose another name with -o, or move the file away.",
        ) from error
    except OSError as error:
        raise RefusedError(
            f"{path}: {error.strerror or error}.",
            hint="Check that the folder is there and that you may write to it.",
        ) from error


def check_contract(name: str) -> None:
    """Raise UsageError, with the nearest names and all of them, unless it is a contract."""
    if name in EXTRACTS:
        return
    near = get_close_matches(name.casefold(), EXTRACTS, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"'{name}' is no contract.{meant}", hint=f"The contracts are {', '.join(EXTRACTS)}."
    )


def checked_language(name: str) -> Language:
    """The language of that name; UsageError when templates do not speak it."""
    for language in get_args(Language):
        if name.casefold() == language:
            chosen: Language = language
            return chosen
    raise UsageError(
        f"Templates do not speak '{name}'.",
        hint=f"Choose one of {', '.join(get_args(Language))}.",
    )
