"""Keep the paper of a customer's concession in the home, under its hash."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from traceability.errors import RefusedError, UsageError
from traceability.store.durable_files import sha256_of

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class Concession:
    """The customer's word: who gave it, under which reference, and the paper."""

    customer_code: str
    reference: str
    file: Path | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return bool(self.customer_code.strip() and self.reference.strip() and self.file)


def keep_paper(settings: Settings, number: int, told: Concession) -> tuple[str, str]:
    """Copy the paper into the home under its hash; returns its path in the home, and the hash."""
    file = told.file or Path()
    try:
        digest = sha256_of(file)
        kept = settings.home / "concessions" / f"{number:05}-{digest[:16]}{file.suffix}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, kept)
    except OSError as error:
        raise UsageError(
            f"The file {file} cannot be kept: {error.strerror}.",
            hint="Name the customer's paper, such as a PDF, with --file.",
        ) from error
    if sha256_of(kept) != digest:
        raise RefusedError(f"{file} changed while it was copied.", hint="Try again.")
    return kept.relative_to(settings.home).as_posix(), digest
