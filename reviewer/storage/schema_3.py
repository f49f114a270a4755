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

_CONTESTING: Final = """
CREATE TABLE challenge (
  uuid TEXT PRIMARY KEY,
  request TEXT REFERENCES request,
  stance TEXT NOT NULL DEFAULT 'contested' CHECK (stance IN ('contested', 'not contested')),
  title TEXT NOT NULL DEFAULT '',
  grounds TEXT NOT NULL DEFAULT '[]',
  argument TEXT NOT NULL DEFAULT '',
  relief TEXT NOT NULL DEFAULT '',
  category INTEGER NOT NULL DEFAULT 0 CHECK (category IN (0, 1)),
  ordinal INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX challenge_request ON challenge (request);

CREATE TABLE challenge_target (
  challenge TEXT NOT NULL REFERENCES challenge,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('redaction', 'virtual page', 'issue')),
  PRIMARY KEY (challenge, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX challenge_target_subject ON challenge_target (subject);

CREATE TABLE appeal (
  request TEXT PRIMARY KEY REFERENCES request,
  determination TEXT REFERENCES event,
  addressee TEXT NOT NULL DEFAULT '',
  signatory TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  history TEXT NOT NULL DEFAULT '',
  template TEXT NOT NULL DEFAULT '',
  approver TEXT NOT NULL DEFAULT '',
  approved_at TEXT,
  approved_by TEXT REFERENCES reviewer,
  approved_content TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX appeal_determination ON appeal (determination) WHERE determination IS NOT NULL;
"""

VERSION_3: Final = "\n".join((_CONTESTING, _SEARCHES, _TAGS, _HISTORY))
