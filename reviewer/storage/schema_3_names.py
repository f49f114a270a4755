"""What version 3 of a project file adds for names: where each is found, and whose it is."""

from __future__ import annotations

from typing import Final

# Names that the program found: one row for each distinct name, and one for each page that names it with the runs of
# words. Beside them what a person said of a name (`entity_name`) or of one place of it (`entity_place`).
NAMES: Final = """
ALTER TABLE entity ADD COLUMN role TEXT NOT NULL DEFAULT '';

CREATE TABLE entity_kind (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  ordinal INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  form TEXT NOT NULL,
  source TEXT NOT NULL,
  confidence REAL NOT NULL,
  mentions INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  leader INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  alike REAL NOT NULL DEFAULT 1.0,
  group_mentions INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX name_leader ON name (leader);
CREATE INDEX name_ranked ON name (group_mentions) WHERE group_mentions > 0;

CREATE TABLE name_place (
  name INTEGER NOT NULL REFERENCES name,
  page INTEGER NOT NULL REFERENCES page,
  mentions INTEGER NOT NULL,
  places TEXT NOT NULL,
  PRIMARY KEY (name, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_place_page ON name_place (page);

CREATE TABLE name_pair (
  name INTEGER NOT NULL REFERENCES name,
  address INTEGER NOT NULL REFERENCES name,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (name, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_wait (
  page INTEGER PRIMARY KEY REFERENCES page
) STRICT;
INSERT INTO name_wait (page) SELECT page FROM page_words;
CREATE TRIGGER name_wait_added AFTER INSERT ON page_words BEGIN
  INSERT INTO name_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM name_wait WHERE page = new.page);
END;
CREATE TRIGGER name_wait_changed AFTER UPDATE OF words ON page_words WHEN old.words IS NOT new.words BEGIN
  INSERT INTO name_wait (page) SELECT new.page WHERE NOT EXISTS (SELECT 1 FROM name_wait WHERE page = new.page);
END;

CREATE TABLE entity_name (
  uuid TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  form TEXT NOT NULL,
  entity TEXT REFERENCES entity,
  decided_by TEXT NOT NULL REFERENCES reviewer,
  decided_at TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX entity_name_entity ON entity_name (entity) WHERE entity IS NOT NULL;

CREATE TABLE entity_place (
  uuid TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES page,
  nth INTEGER NOT NULL,
  entity TEXT REFERENCES entity,
  decided_by TEXT NOT NULL REFERENCES reviewer,
  decided_at TEXT NOT NULL,
  UNIQUE (kind, key, page, nth)
) STRICT;
CREATE INDEX entity_place_entity ON entity_place (entity, page) WHERE entity IS NOT NULL;
CREATE INDEX entity_place_page ON entity_place (page);

CREATE VIEW entity_page AS
  SELECT m.entity, s.page FROM mention m JOIN segment s ON s.mention = m.uuid WHERE m.accepted
  UNION
  SELECT d.entity, p.page FROM entity_name d JOIN name n ON n.kind = d.kind AND n.key = d.key
  JOIN name_place p ON p.name = n.id
  WHERE d.entity IS NOT NULL AND p.mentions > (
    SELECT count(*) FROM entity_place x WHERE x.kind = d.kind AND x.key = d.key AND x.page = p.page
  )
  UNION
  SELECT entity, page FROM entity_place WHERE entity IS NOT NULL;
"""
