"""What version 3 of a project file adds: saved searches and a tree of tags."""

from __future__ import annotations

from typing import Final

_SEARCHES: Final = """
CREATE TABLE saved_search (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  query TEXT NOT NULL,
  ordinal INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;
"""

_TAGS: Final = """
ALTER TABLE tag ADD COLUMN parent TEXT REFERENCES tag;
ALTER TABLE passage ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
"""

_HISTORY: Final = """
CREATE INDEX audit_undoes ON audit (undoes) WHERE undoes IS NOT NULL;
"""

VERSION_3: Final = "\n".join((_SEARCHES, _TAGS, _HISTORY))
