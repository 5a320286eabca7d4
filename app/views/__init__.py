"""The pages: each reads the address, asks the services and shows what they say."""

from __future__ import annotations
