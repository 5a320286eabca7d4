"""Check this archive without Lotline: run `python3 verify.py` in the folder it is unpacked in."""

from __future__ import annotations

import csv
import json
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> str | None:
    """What is wrong, line by line; None when every file and every row is what it was."""
    files = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file())
    hashes = {name: sha256((HERE / name).read_bytes()).hexdigest() for name in files}
    lines = [f"{told}  {name}\n" for name, told in hashes.items() if name != "SHA256SUMS"]
    kept = (HERE / "SHA256SUMS").read_bytes().decode(errors="replace")
    wrong = [f"differs: {one.strip()}" for one in {*lines} ^ {*kept.splitlines(keepends=True)}]
    wrong += [] if wrong or kept == "".join(lines) else ["SHA256SUMS is not in order"]
    wrong += [f"changed: {one}" for one in files if one[:6] == "cases/" and hashes[one] not in one]
    csv.field_size_limit(2**31 - 1)
    head = None
    with (HERE / "audit_trail.csv").open(
        encoding="utf-8-sig", errors="replace", newline=""
    ) as file:
        for cells in csv.DictReader(file):
            row = {name: (text or "").removeprefix("'") for name, text in cells.items()}
            told = row.pop("row_hash", None)
            number = row.get("audit_no", "")
            plain = {"audit_no": int(number) if number.isdecimal() else number}
            plain |= {name: row.get(name) or None for name in ("old_value", "new_value")}
            text = json.dumps(
                row | plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
            )
            is_next = head in {None, row.get("previous_hash")}
            if sha256(text.encode()).hexdigest() != told or not is_next:
                wrong.append(f"audit row {number} was changed, or the one before it is gone")
            head = told
    sys.stdout.write(f"{len(files)} files, last audit row {head}: {'WRONG' if wrong else 'OK'}\n")
    return "\n".join(wrong) or None


if __name__ == "__main__":
    raise SystemExit(main())
