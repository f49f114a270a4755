"""What version 2 of a project file adds: words corrected by a reviewer, and what letters of an agency say."""

from __future__ import annotations

from typing import Final

VERSION_2: Final = """
ALTER TABLE page_words ADD COLUMN read BLOB;

CREATE TABLE word_correction (
  uuid TEXT PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page,
  box TEXT NOT NULL,
  read TEXT NOT NULL,
  text TEXT NOT NULL,
  corrected_by TEXT NOT NULL REFERENCES reviewer,
  corrected_at TEXT NOT NULL,
  needs_look INTEGER NOT NULL DEFAULT 0 CHECK (needs_look IN (0, 1))
) STRICT;
CREATE INDEX word_correction_page ON word_correction (page);

CREATE TABLE letter (
  uuid TEXT PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES source_file,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  kind TEXT NOT NULL,
  statements TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'suggested' CHECK (state IN ('suggested', 'accepted', 'declined')),
  event TEXT REFERENCES event,
  UNIQUE (file, first_page)
) STRICT;
CREATE INDEX letter_event ON letter (event) WHERE event IS NOT NULL;
"""
