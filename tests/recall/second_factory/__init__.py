"""A made-up company in Tryton's own tables: electronics and pharma, with every oddity.

The factory is played move by move from a seed. `print_tables` writes what Tryton would export, and
`Truth` answers from the played moves alone: it never reads a table.
"""

from __future__ import annotations
