"""The register, the audit archive and the pages, over a bakery that is ready for an audit."""

from __future__ import annotations
