"""Find the site that `--where site=CODE` means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.code_keys import code_key
from traceability.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.index.reader import GenealogyIndex

_MARTS = ("trace_lots", "trace_runs", "trace_stock", "trace_bounds")


def recorded_site(index: GenealogyIndex, text: str) -> str:
    """The site as recorded, whatever the case and width it was typed in.

    Raises NotFoundError with all sites when none is called so: an answer about a site that does
    not exist would say that nothing of it is there.
    """
    sites = sorted(set(_sites(index)))
    alike = [site for site in sites if code_key(site) == code_key(text)]
    if text in alike or len(alike) == 1:
        return text if text in alike else alike[0]
    raise NotFoundError(
        f"There is no site {text} in this snapshot.",
        hint=f"Sites: {', '.join(sites)}." if sites else "No record names a site.",
    )


def _sites(index: GenealogyIndex) -> Iterator[str]:
    for mart in _MARTS:
        table = index.table(mart)
        if len(table) and table.has_column("site_code"):
            pool = table.text_pool("site_code")
            yield from (pool[code] for code in range(len(pool)))
