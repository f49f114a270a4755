"""What version 3 of a project file adds for the agency's own index of what it withheld."""

from __future__ import annotations

from typing import Final

# The agency's own index (Vaughn index, declaration table): its entries as they are printed, the pages they name as
# spans of series, and the key of its sub-codes. Which deletion an entry speaks for is worked out whenever it is asked.
AGENCY_INDEX: Final = """
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
INDEX_VERDICTS: Final = """
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
