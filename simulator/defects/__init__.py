"""One defect for every check of the catalogue, put into a plant that is right otherwise."""

from __future__ import annotations
