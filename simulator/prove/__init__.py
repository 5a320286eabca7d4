"""The proof: plants whose truth is known, through the real pipeline, compared lot by lot."""

from __future__ import annotations
