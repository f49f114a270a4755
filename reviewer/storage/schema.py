"""The tables of a project file, version 1; docs/file-format.md tells their meaning column by column."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x464F4941  # "FOIA"

_PEOPLE: Final = """
CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  title TEXT NOT NULL,
  created_at TEXT NOT NULL,
  program TEXT NOT NULL
) STRICT;

CREATE TABLE reviewer (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  reviewer TEXT NOT NULL REFERENCES reviewer,
  at TEXT NOT NULL,
  operation TEXT NOT NULL,
  title TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  undoes TEXT REFERENCES audit (uuid)
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_MATTER: Final = """
CREATE TABLE request (
  uuid TEXT PRIMARY KEY,
  agency TEXT NOT NULL DEFAULT '',
  component TEXT NOT NULL DEFAULT '',
  regime TEXT NOT NULL DEFAULT 'FOIA',
  number TEXT NOT NULL DEFAULT '',
  requested_on TEXT,
  requester TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  litigation INTEGER NOT NULL DEFAULT 0 CHECK (litigation IN (0, 1))
) STRICT;

CREATE TABLE event (
  uuid TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES request,
  kind TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  printed_on TEXT,
  received_on TEXT,
  proof_of_sending TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX event_request ON event (request);

CREATE TABLE release (
  uuid TEXT PRIMARY KEY,
  request TEXT REFERENCES request,
  event TEXT REFERENCES event,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  received_on TEXT,
  cite_series TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX release_request ON release (request);
CREATE INDEX release_event ON release (event);

CREATE TABLE issue (
  uuid TEXT PRIMARY KEY,
  request TEXT REFERENCES request,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT 'undecided',
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX issue_request ON issue (request);

CREATE TABLE item_number (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('redaction', 'virtual page', 'issue')),
  subject TEXT NOT NULL UNIQUE,
  given_at TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  uuid TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES reviewer,
  written_at TEXT NOT NULL,
  UNIQUE (kind, subject)
) STRICT;
"""

_SOURCES: Final = """
CREATE TABLE item_received (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  release TEXT NOT NULL REFERENCES release,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  received_on TEXT,
  added_by TEXT NOT NULL REFERENCES reviewer,
  added_at TEXT NOT NULL,
  UNIQUE (release, sha256)
) STRICT;

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY REFERENCES item_received,
  page_count INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('ready', 'failed')),
  error_code TEXT,
  error_message TEXT,
  documents_found INTEGER NOT NULL DEFAULT 0 CHECK (documents_found IN (0, 1))
) STRICT;

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES source_file,
  number INTEGER NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'reading', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error_message TEXT,
  text_source TEXT NOT NULL DEFAULT 'none',
  bates TEXT,
  markers TEXT NOT NULL DEFAULT '[]',
  notes TEXT NOT NULL DEFAULT '[]',
  seconds TEXT NOT NULL DEFAULT '{}',
  read_at TEXT,
  seen_by TEXT REFERENCES reviewer,
  seen_at TEXT,
  UNIQUE (file, number)
) STRICT;
CREATE INDEX page_unread ON page (state, id) WHERE state <> 'done';
CREATE INDEX page_seen ON page (file) WHERE seen_at IS NOT NULL;

CREATE TABLE virtual_page (
  uuid TEXT PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page,
  ordinal INTEGER NOT NULL,
  number INTEGER NOT NULL,
  disposition TEXT NOT NULL,
  codes TEXT NOT NULL DEFAULT '[]',
  printed TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT 'undecided'
) STRICT;
CREATE INDEX virtual_page_sheet ON virtual_page (page, ordinal);

CREATE TABLE page_identifier (
  page INTEGER NOT NULL REFERENCES page,
  series TEXT NOT NULL,
  value TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (page, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_identifier_value ON page_identifier (value);

CREATE TABLE document (
  uuid TEXT PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES source_file,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL CHECK (last_page >= first_page),
  origin TEXT NOT NULL CHECK (origin IN ('machine', 'person')),
  type TEXT NOT NULL DEFAULT 'other',
  date TEXT,
  sender TEXT,
  recipients TEXT NOT NULL DEFAULT '[]',
  copies TEXT NOT NULL DEFAULT '[]',
  subject TEXT,
  attachments TEXT NOT NULL DEFAULT '[]',
  bates_first TEXT,
  bates_last TEXT
) STRICT;
CREATE UNIQUE INDEX document_start ON document (file, first_page);

CREATE TABLE message (
  document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  page INTEGER NOT NULL,
  top REAL NOT NULL,
  date TEXT,
  sender TEXT,
  recipients TEXT NOT NULL DEFAULT '[]',
  copies TEXT NOT NULL DEFAULT '[]',
  subject TEXT,
  attachments TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
"""

# Category Co (private use) makes the reserved term of a redaction one token; L* and N* are FTS5's own choice.
PAGE_INDEX_OPTIONS: Final = """tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co'\""""

_TEXT: Final = """
CREATE TABLE page_words (
  page INTEGER PRIMARY KEY REFERENCES page,
  words BLOB NOT NULL
) STRICT;

CREATE TABLE page_text (
  page INTEGER PRIMARY KEY REFERENCES page,
  text TEXT NOT NULL,
  index_text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE page_index USING fts5 (
  index_text, content='page_text', content_rowid='page', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co'"
);
CREATE VIRTUAL TABLE page_term USING fts5vocab (page_index, row);
CREATE TRIGGER page_text_added AFTER INSERT ON page_text BEGIN
  INSERT INTO page_index (rowid, index_text) VALUES (new.page, new.index_text);
END;
CREATE TRIGGER page_text_removed AFTER DELETE ON page_text BEGIN
  INSERT INTO page_index (page_index, rowid, index_text) VALUES ('delete', old.page, old.index_text);
END;
CREATE TRIGGER page_text_changed AFTER UPDATE ON page_text BEGIN
  INSERT INTO page_index (page_index, rowid, index_text) VALUES ('delete', old.page, old.index_text);
  INSERT INTO page_index (rowid, index_text) VALUES (new.page, new.index_text);
END;

CREATE TABLE thumbnail (
  page INTEGER PRIMARY KEY REFERENCES page,
  image BLOB NOT NULL
) STRICT;
"""

_REDACTIONS: Final = """
CREATE TABLE redaction (
  uuid TEXT PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page,
  ordinal INTEGER NOT NULL DEFAULT 0,
  before_word INTEGER NOT NULL DEFAULT 0,
  line INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL CHECK (origin IN ('machine', 'person')),
  rects TEXT NOT NULL,
  kind TEXT NOT NULL,
  codes TEXT NOT NULL DEFAULT '[]',
  code_text TEXT NOT NULL DEFAULT '',
  marking TEXT NOT NULL DEFAULT 'none',
  confidence REAL NOT NULL DEFAULT 1.0,
  method TEXT NOT NULL DEFAULT '',
  lines INTEGER NOT NULL DEFAULT 1,
  words INTEGER NOT NULL DEFAULT 0,
  characters INTEGER NOT NULL DEFAULT 0,
  recoverable INTEGER NOT NULL DEFAULT 0 CHECK (recoverable IN (0, 1)),
  recoverable_rects TEXT NOT NULL DEFAULT '[]',
  finding TEXT,
  box_checked TEXT NOT NULL DEFAULT 'unchecked'
    CHECK (box_checked IN ('unchecked', 'right', 'corrected', 'not a redaction', 'drawn')),
  code_checked TEXT NOT NULL DEFAULT 'unchecked' CHECK (code_checked IN ('unchecked', 'right', 'corrected')),
  checked_by TEXT REFERENCES reviewer,
  checked_at TEXT,
  position TEXT NOT NULL DEFAULT 'undecided'
    CHECK (position IN ('undecided', 'not contested', 'contested', 'attorney to decide', 'resolved')),
  position_by TEXT REFERENCES reviewer,
  position_at TEXT,
  needs_look TEXT NOT NULL DEFAULT '',
  checked INTEGER NOT NULL GENERATED ALWAYS AS (
    needs_look = ''
    AND (box_checked = 'not a redaction' OR (box_checked <> 'unchecked' AND code_checked <> 'unchecked'))
  ) VIRTUAL,
  CHECK ((origin = 'machine') = (finding IS NOT NULL))
) STRICT;
CREATE INDEX redaction_order ON redaction (page, ordinal);
CREATE INDEX redaction_unchecked ON redaction (page, ordinal) WHERE NOT checked;
CREATE INDEX redaction_by_hand ON redaction (page) WHERE origin = 'person';

CREATE TABLE redaction_code (
  redaction TEXT NOT NULL REFERENCES redaction ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (redaction, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX redaction_code_code ON redaction_code (code);
CREATE TRIGGER redaction_codes_added AFTER INSERT ON redaction BEGIN
  INSERT INTO redaction_code (redaction, ordinal, code) SELECT new.uuid, key, value FROM json_each(new.codes);
END;
CREATE TRIGGER redaction_codes_changed AFTER UPDATE OF codes ON redaction BEGIN
  DELETE FROM redaction_code WHERE redaction = old.uuid;
  INSERT INTO redaction_code (redaction, ordinal, code) SELECT new.uuid, key, value FROM json_each(new.codes);
END;

CREATE TABLE crop (
  redaction TEXT PRIMARY KEY REFERENCES redaction ON DELETE CASCADE,
  image BLOB NOT NULL
) STRICT;
"""

_MARKS: Final = """
CREATE TABLE tag (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  color TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  ordinal INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE passage (
  uuid TEXT PRIMARY KEY,
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE passage_tag (
  passage TEXT NOT NULL REFERENCES passage,
  tag TEXT NOT NULL REFERENCES tag,
  PRIMARY KEY (passage, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_tag_tag ON passage_tag (tag);

CREATE TABLE entity (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'other',
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE entity_alias (
  uuid TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity,
  alias TEXT NOT NULL COLLATE NOCASE,
  UNIQUE (entity, alias)
) STRICT;

CREATE TABLE mention (
  uuid TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity,
  origin TEXT NOT NULL CHECK (origin IN ('machine', 'person')),
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  confidence REAL NOT NULL DEFAULT 1.0,
  created_by TEXT NOT NULL REFERENCES reviewer,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE segment (
  uuid TEXT PRIMARY KEY,
  passage TEXT REFERENCES passage,
  mention TEXT REFERENCES mention,
  ordinal INTEGER NOT NULL,
  page INTEGER NOT NULL REFERENCES page,
  first_word INTEGER,
  last_word INTEGER,
  quote TEXT NOT NULL,
  boxes TEXT NOT NULL,
  needs_look INTEGER NOT NULL DEFAULT 0 CHECK (needs_look IN (0, 1)),
  CHECK ((passage IS NULL) <> (mention IS NULL)),
  CHECK ((first_word IS NULL) = (last_word IS NULL))
) STRICT;
CREATE INDEX segment_page ON segment (page);
CREATE INDEX segment_passage ON segment (passage, ordinal) WHERE passage IS NOT NULL;
CREATE INDEX segment_mention ON segment (mention, ordinal) WHERE mention IS NOT NULL;
"""

_JOBS: Final = """
CREATE TABLE job (
  uuid TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled', 'interrupted')),
  reviewer TEXT NOT NULL REFERENCES reviewer,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE failure (
  id INTEGER PRIMARY KEY,
  job TEXT REFERENCES job,
  path TEXT NOT NULL DEFAULT '',
  file INTEGER REFERENCES source_file,
  page INTEGER REFERENCES page,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX failure_job ON failure (job);
"""

VERSION_1: Final = "\n".join((_PEOPLE, _MATTER, _SOURCES, _TEXT, _REDACTIONS, _MARKS, _JOBS))
