"""Plants whose true material flow is known, and what each system recorded of them."""

from __future__ import annotations
