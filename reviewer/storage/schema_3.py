"""What version 3 of a project file adds: tables for search, tags, challenges and appeals, comments, load files, merges.

Those for names, copies, the agency's index and counts stand in files of their own beside it.
"""

from __future__ import annotations

from typing import Final

from reviewer.storage.schema_3_copies import COPIES, REVEALS
from reviewer.storage.schema_3_counts import FILE_COUNTS
from reviewer.storage.schema_3_index import AGENCY_INDEX, INDEX_VERDICTS
from reviewer.storage.schema_3_names import NAMES

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
        *(_CONTESTING, _DECLINED, _SEARCHES, _TAGS, _HISTORY, _SEARCHING, NAMES, REVEALS, _RUNNING, _TEXT_REASON),
        _COMMENTS,
        AGENCY_INDEX,
        INDEX_VERDICTS,
        _LOAD_FILES,
        COPIES,
        _MERGES,
        FILE_COUNTS,
    )
)
