"""Reports: everything people print, send or file, from one case document and nothing else."""

from __future__ import annotations
