"""The register: which requirement of which standard is shown by which evidence."""

from __future__ import annotations

from traceability.contracts.compliance_certificates import CERTIFICATES
from traceability.contracts.compliance_laws import LAWS

STANDARDS: dict[str, str] = {
    "brcgs": "BRCGS Food 9",
    "ifs": "IFS Food 8",
    "sqf": "SQF 9",
    "iatf": "IATF 16949",
    "eu178": "EU 178/2002",
    "fsma": "FSMA 204",
    "gbt": "GB/T 38155",
}
"""What `--standard` takes, and the name of the standard."""

REQUIREMENTS = (*CERTIFICATES, *LAWS)
"""All of them, standard by standard."""
