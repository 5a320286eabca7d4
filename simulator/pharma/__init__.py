"""A maker of medicine: weighing, release by the laboratory, filling, sterilising elsewhere."""

from __future__ import annotations
