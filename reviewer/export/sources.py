"""Whether a source file is still what came with the release: only then a picture of it is evidence."""

from __future__ import annotations

import hashlib

from reviewer.storage.rows import FileRow


def unchanged(row: FileRow) -> bool:
    """Whether the file is there and has the SHA-256 it came with."""
    try:
        with row.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == row.sha256
    except OSError:
        return False
