"""Files for partners and authorities: EPCIS events, FSMA 204, EU 178 article 18, Parquet."""

from __future__ import annotations
