"""What version 3 of a project file adds for copies: what is compared, what another shows, what was said of it."""

from __future__ import annotations

from typing import Final

REVEALS: Final = """
CREATE TABLE reveal (
  uuid TEXT PRIMARY KEY,
  redaction TEXT NOT NULL,
  policy TEXT NOT NULL CHECK (policy IN ('attorney only', 'allowed')),
  decided_by TEXT NOT NULL,
  revealed_by TEXT NOT NULL REFERENCES reviewer,
  revealed_at TEXT NOT NULL
) STRICT;
CREATE INDEX reveal_redaction ON reveal (redaction);
"""

# Copies of one another: what can occur again (messages, pages) with its prints, pairs of them, and for each redaction
# what the other copy has in its place. The machine's alone but for `copy_verdict`, which is a person's.
COPIES: Final = """
CREATE TABLE copy_unit (
  id INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page,
  last_page INTEGER NOT NULL REFERENCES page,
  runs TEXT NOT NULL,
  words BLOB NOT NULL,
  prints BLOB NOT NULL,
  compared INTEGER NOT NULL DEFAULT 0 CHECK (compared IN (0, 1))
) STRICT;
CREATE INDEX copy_unit_page ON copy_unit (page);
CREATE INDEX copy_unit_last ON copy_unit (last_page);
CREATE INDEX copy_unit_new ON copy_unit (id) WHERE compared = 0;

CREATE TABLE copy_pair (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL REFERENCES copy_unit ON DELETE CASCADE,
  second INTEGER NOT NULL REFERENCES copy_unit ON DELETE CASCADE,
  common INTEGER NOT NULL,
  likeness REAL NOT NULL,
  UNIQUE (first, second)
) STRICT;
CREATE INDEX copy_pair_second ON copy_pair (second);

CREATE TABLE copy_place (
  pair INTEGER NOT NULL REFERENCES copy_pair ON DELETE CASCADE,
  redaction TEXT NOT NULL REFERENCES redaction ON DELETE CASCADE,
  shown TEXT NOT NULL CHECK (shown IN ('released', 'partly', 'hidden', 'nothing')),
  page INTEGER NOT NULL REFERENCES page,
  word INTEGER NOT NULL,
  runs TEXT NOT NULL DEFAULT '[]',
  holes TEXT NOT NULL DEFAULT '[]',
  confidence REAL NOT NULL,
  together INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (pair, redaction)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_place_redaction ON copy_place (redaction);
CREATE INDEX copy_place_page ON copy_place (page);

CREATE TABLE copy_verdict (
  uuid TEXT PRIMARY KEY,
  redaction TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES page,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
  decided_by TEXT NOT NULL REFERENCES reviewer,
  decided_at TEXT NOT NULL,
  UNIQUE (redaction, page)
) STRICT;
CREATE INDEX copy_verdict_page ON copy_verdict (page);

CREATE TABLE copy_wait (
  page INTEGER PRIMARY KEY REFERENCES page
) STRICT;
INSERT INTO copy_wait (page) SELECT page FROM page_words;
CREATE TRIGGER copy_wait_words_added AFTER INSERT ON page_words BEGIN
  INSERT INTO copy_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM copy_wait WHERE page = new.page);
END;
CREATE TRIGGER copy_wait_words_changed AFTER UPDATE OF words ON page_words WHEN old.words IS NOT new.words BEGIN
  INSERT INTO copy_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM copy_wait WHERE page = new.page);
END;
CREATE TRIGGER copy_wait_redaction_added AFTER INSERT ON redaction BEGIN
  INSERT INTO copy_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM copy_wait WHERE page = new.page);
END;
CREATE TRIGGER copy_wait_redaction_removed AFTER DELETE ON redaction BEGIN
  INSERT INTO copy_wait (page) SELECT old.page WHERE NOT EXISTS (SELECT 1 FROM copy_wait WHERE page = old.page);
END;
CREATE TRIGGER copy_wait_redaction_changed AFTER UPDATE OF before_word, characters, box_checked ON redaction
WHEN old.before_word <> new.before_word OR old.characters <> new.characters
  OR (old.box_checked = 'not a redaction') <> (new.box_checked = 'not a redaction')
BEGIN
  INSERT INTO copy_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM copy_wait WHERE page = new.page);
END;
CREATE TRIGGER copy_wait_documents AFTER UPDATE OF documents_found ON source_file
WHEN new.documents_found = 1 AND old.documents_found = 0
BEGIN
  INSERT OR IGNORE INTO copy_wait (page) SELECT w.page FROM page p JOIN page_words w ON w.page = p.id
  WHERE p.file = new.id;
END;
CREATE TRIGGER copy_wait_document_added AFTER INSERT ON document WHEN new.origin = 'person' BEGIN
  INSERT OR IGNORE INTO copy_wait (page) SELECT w.page FROM page p JOIN page_words w ON w.page = p.id
  WHERE p.file = new.file AND p.number BETWEEN new.first_page AND new.last_page;
END;
CREATE TRIGGER copy_wait_document_changed AFTER UPDATE OF first_page, last_page ON document BEGIN
  INSERT OR IGNORE INTO copy_wait (page) SELECT w.page FROM page p JOIN page_words w ON w.page = p.id
  WHERE p.file = new.file
    AND p.number BETWEEN min(old.first_page, new.first_page) AND max(old.last_page, new.last_page);
END;
"""
