"""Writes the audit trail as a table: one deed a row, with the rows it touched before and after as JSON."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reviewer.export.cells import guard
from reviewer.export.writing import complete_file
from reviewer.storage.blobs import dump
from reviewer.storage.reads import Reads

_HEAD: Final = ("id", "when (UTC)", "reviewer", "kind", "what", "deed", "takes back", "before", "after")


def write_audit(reads: Reads, deeds: Sequence[int], path: Path, *, overwrite: bool = False) -> int:
    """Write these deeds in this order, UTF-8 with a byte order mark; how many there were. ExportError if that fails."""
    written = 0
    with complete_file(path, overwrite=overwrite) as target, target.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_HEAD)
        for deed in deeds:
            row = reads.history.deed(deed)
            if row is None or row.id != deed:
                continue
            said = (row.at, row.reviewer, row.operation, row.title, row.uuid, row.undoes or "")
            writer.writerow([row.id, *(guard(text) for text in (*said, dump(row.before), dump(row.after)))])
            written += 1
    return written
