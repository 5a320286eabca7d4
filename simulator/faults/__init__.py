"""What goes wrong when a plant writes down what it did; each fault is a switch with a rate."""

from __future__ import annotations
