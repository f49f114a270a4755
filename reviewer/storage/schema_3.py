"""What version 3 of a project file adds: saved searches and a tree of tags."""

from __future__ import annotations

from typing import Final

from reviewer.storage.schema_3_counts import FILE_COUNTS

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

# What searches are answered by: every term that a page ever held (whose misreadings a search can then find), the names
# and subjects of documents by the first page of each, and an index for each fact that only few pages have.
_SEARCHING: Final = """
CREATE TABLE vocabulary (
  id INTEGER PRIMARY KEY,
  term TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO vocabulary (term) SELECT term FROM page_term;

CREATE TABLE document_words (
  page INTEGER PRIMARY KEY REFERENCES page,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE document_index USING fts5 (
  sender, recipients, subject, content='document_words', content_rowid='page',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co'"
);
CREATE TRIGGER document_words_added AFTER INSERT ON document_words BEGIN
  INSERT INTO document_index (rowid, sender, recipients, subject)
  VALUES (new.page, new.sender, new.recipients, new.subject);
END;
CREATE TRIGGER document_words_removed AFTER DELETE ON document_words BEGIN
  INSERT INTO document_index (document_index, rowid, sender, recipients, subject)
  VALUES ('delete', old.page, old.sender, old.recipients, old.subject);
END;

CREATE INDEX document_date ON document (date);
CREATE INDEX document_type ON document (type);
CREATE INDEX page_bates ON page (bates COLLATE NOCASE) WHERE bates IS NOT NULL;
CREATE INDEX page_marked ON page (id) WHERE markers <> '[]';
CREATE INDEX redaction_kind ON redaction (kind, page);
CREATE INDEX redaction_marking ON redaction (marking, page);
CREATE INDEX redaction_position ON redaction (position, page) WHERE position <> 'undecided';
CREATE INDEX redaction_judged ON redaction (page, box_checked, code_checked) WHERE box_checked <> 'unchecked';
CREATE INDEX redaction_to_look_at ON redaction (page) WHERE needs_look <> '';
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

# Grounds that the program suggested for an item and a person declined: they are not suggested again.
_DECLINED: Final = """
CREATE TABLE declined_ground (
  ground TEXT NOT NULL,
  subject TEXT NOT NULL,
  declined_by TEXT NOT NULL REFERENCES reviewer,
  declined_at TEXT NOT NULL,
  PRIMARY KEY (ground, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX declined_ground_subject ON declined_ground (subject);
"""

# Names that the program found: one row for each distinct name, and one for each page that names it with the runs of
# words. Beside them what a person said of a name (`entity_name`) or of one place of it (`entity_place`).
_NAMES: Final = """
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

_REVEALS: Final = """
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

# Lines of a page that are running heads and feet or release stamps, as a whole file tells them; zones of messages.
_RUNNING: Final = """
CREATE TABLE page_running (
  page INTEGER PRIMARY KEY REFERENCES page,
  lines TEXT NOT NULL
) STRICT;

ALTER TABLE message ADD COLUMN zone TEXT;
"""

# Why the words of a page come from where they come from: the judgement of the file's own text, or a person's choice.
_TEXT_REASON: Final = """
ALTER TABLE page ADD COLUMN text_reason TEXT NOT NULL DEFAULT '';
"""

# What someone wrote or marked in a file before it was sent. `uuid` follows from place and words, so that the passage
# made of a comment is the same in every copy of the project, and is known again after the page was read anew.
_COMMENTS: Final = """
CREATE TABLE file_comment (
  uuid TEXT PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  rects TEXT NOT NULL,
  author TEXT NOT NULL DEFAULT '',
  written TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld IN (0, 1))
) STRICT;
CREATE INDEX file_comment_page ON file_comment (page, ordinal);
"""

# The agency's own index (Vaughn index, declaration table): its entries as they are printed, the pages they name as
# spans of series, and the key of its sub-codes. Which deletion an entry speaks for is worked out whenever it is asked.
_AGENCY_INDEX: Final = """
CREATE TABLE agency_index (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  request TEXT REFERENCES request,
  columns TEXT NOT NULL DEFAULT '{}',
  bare_series TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL DEFAULT '{}',
  imported_by TEXT NOT NULL REFERENCES reviewer,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX agency_index_request ON agency_index (request) WHERE request IS NOT NULL;

CREATE TABLE index_entry (
  uuid TEXT PRIMARY KEY,
  agency_index TEXT NOT NULL REFERENCES agency_index,
  ordinal INTEGER NOT NULL,
  place TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  pages TEXT NOT NULL DEFAULT '',
  spans TEXT NOT NULL DEFAULT '[]',
  date TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  recipient TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  codes TEXT NOT NULL DEFAULT '[]',
  code_text TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  withheld TEXT NOT NULL DEFAULT '' CHECK (withheld IN ('', 'full', 'part', 'released'))
) STRICT;
CREATE INDEX index_entry_order ON index_entry (agency_index, ordinal);

CREATE TABLE index_span (
  entry TEXT NOT NULL REFERENCES index_entry ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  series TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  first_page INTEGER,
  last_page INTEGER,
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX index_span_series ON index_span (series, first);
CREATE TRIGGER index_spans_added AFTER INSERT ON index_entry BEGIN
  INSERT INTO index_span (entry, ordinal, series, first, last, first_page, last_page)
  SELECT new.uuid, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
    json_extract(value, '$[3]'), json_extract(value, '$[4]') FROM json_each(new.spans);
END;
"""

# What a person said of an entry of an index and a deletion: it speaks for it, or it does not. The entry is named by
# what is printed, so that the word holds when the index is imported again.
_INDEX_VERDICTS: Final = """
CREATE TABLE index_verdict (
  uuid TEXT PRIMARY KEY,
  agency_index TEXT NOT NULL,
  number TEXT NOT NULL,
  pages TEXT NOT NULL,
  codes TEXT NOT NULL,
  deletion TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('speaks', 'set aside')),
  decided_by TEXT NOT NULL REFERENCES reviewer,
  decided_at TEXT NOT NULL,
  UNIQUE (deletion, agency_index, number, pages, codes)
) STRICT;
"""

# Copies of one another: what can occur again (messages, pages) with its prints, pairs of them, and for each redaction
# what the other copy has in its place. The machine's alone but for `copy_verdict`, which is a person's.
_COPIES: Final = """
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

# What a load file says of a page: its number, which no reading overwrites, and the picture it was made from.
_LOAD_FILES: Final = """
CREATE TABLE given_page (
  page INTEGER PRIMARY KEY REFERENCES page,
  series TEXT NOT NULL,
  number TEXT NOT NULL,
  picture TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
"""

# What was merged into the project from copies of other reviewers: up to which of their deeds, and what stayed open.
_MERGES: Final = """
CREATE TABLE merged (
  uuid TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  file TEXT NOT NULL,
  deed TEXT NOT NULL,
  conflicts TEXT NOT NULL DEFAULT '[]',
  merged_by TEXT NOT NULL REFERENCES reviewer,
  merged_at TEXT NOT NULL
) STRICT;
"""

VERSION_3: Final = "\n".join(
    (
        *(_CONTESTING, _DECLINED, _SEARCHES, _TAGS, _HISTORY, _SEARCHING, _NAMES, _REVEALS, _RUNNING, _TEXT_REASON),
        _COMMENTS,
        _AGENCY_INDEX,
        _INDEX_VERDICTS,
        _LOAD_FILES,
        _COPIES,
        _MERGES,
        FILE_COUNTS,
    )
)
