"""What version 3 of a project file adds to know how far each file is without counting: figures that triggers keep.

They are asked for after every edit. Counting the rows, even in an index of just these, takes longer the larger the
project is: 0.15 s on a million pages.
"""

from __future__ import annotations

from typing import Final

_ADD_REDACTION: Final = """
  UPDATE file_count SET
    redactions = redactions + 1, unchecked = unchecked + NOT new.checked, drawn = drawn + (new.origin = 'person'),
    drawn_unchecked = drawn_unchecked + (new.origin = 'person' AND NOT new.checked)
  WHERE file = (SELECT file FROM page WHERE id = new.page);
"""
_TAKE_REDACTION: Final = """
  UPDATE file_count SET
    redactions = redactions - 1, unchecked = unchecked - NOT old.checked, drawn = drawn - (old.origin = 'person'),
    drawn_unchecked = drawn_unchecked - (old.origin = 'person' AND NOT old.checked)
  WHERE file = (SELECT file FROM page WHERE id = old.page);
"""

COUNTED: Final = """
SELECT s.id AS file,
  (SELECT count(*) FROM page p WHERE p.file = s.id AND p.state IN ('pending', 'reading')) AS pending,
  (SELECT count(*) FROM page p WHERE p.file = s.id AND p.state = 'failed') AS failed,
  (SELECT count(*) FROM page p WHERE p.file = s.id AND p.seen_at IS NOT NULL) AS seen,
  count(r.uuid) AS redactions, coalesce(sum(NOT r.checked), 0) AS unchecked,
  coalesce(sum(r.origin = 'person'), 0) AS drawn,
  coalesce(sum(r.origin = 'person' AND NOT r.checked), 0) AS drawn_unchecked
FROM source_file s LEFT JOIN page q ON q.file = s.id LEFT JOIN redaction r ON r.page = q.id
GROUP BY s.id
"""
"""The figures counted anew: what `file_count` must say."""

FILE_COUNTS: Final = f"""
CREATE TABLE file_count (
  file INTEGER PRIMARY KEY REFERENCES source_file ON DELETE CASCADE,
  pending INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0,
  redactions INTEGER NOT NULL DEFAULT 0,
  unchecked INTEGER NOT NULL DEFAULT 0,
  drawn INTEGER NOT NULL DEFAULT 0,
  drawn_unchecked INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO file_count (file, pending, failed, seen, redactions, unchecked, drawn, drawn_unchecked) {COUNTED};
CREATE TRIGGER file_count_added AFTER INSERT ON source_file BEGIN
  INSERT INTO file_count (file) VALUES (new.id);
END;
CREATE TRIGGER file_count_page_added AFTER INSERT ON page BEGIN
  UPDATE file_count SET
    pending = pending + (new.state IN ('pending', 'reading')), failed = failed + (new.state = 'failed'),
    seen = seen + (new.seen_at IS NOT NULL)
  WHERE file = new.file;
END;
CREATE TRIGGER file_count_page_removed AFTER DELETE ON page BEGIN
  UPDATE file_count SET
    pending = pending - (old.state IN ('pending', 'reading')), failed = failed - (old.state = 'failed'),
    seen = seen - (old.seen_at IS NOT NULL)
  WHERE file = old.file;
END;
CREATE TRIGGER file_count_page_changed AFTER UPDATE OF state, seen_at ON page
WHEN old.state <> new.state OR (old.seen_at IS NULL) <> (new.seen_at IS NULL) BEGIN
  UPDATE file_count SET
    pending = pending + (new.state IN ('pending', 'reading')) - (old.state IN ('pending', 'reading')),
    failed = failed + (new.state = 'failed') - (old.state = 'failed'),
    seen = seen + (new.seen_at IS NOT NULL) - (old.seen_at IS NOT NULL)
  WHERE file = new.file;
END;
CREATE TRIGGER file_count_redaction_added AFTER INSERT ON redaction BEGIN{_ADD_REDACTION}END;
CREATE TRIGGER file_count_redaction_removed AFTER DELETE ON redaction BEGIN{_TAKE_REDACTION}END;
CREATE TRIGGER file_count_redaction_changed
AFTER UPDATE OF page, origin, box_checked, code_checked, needs_look ON redaction
WHEN old.checked <> new.checked OR old.origin <> new.origin OR old.page <> new.page
BEGIN{_TAKE_REDACTION}{_ADD_REDACTION}END;
"""  # noqa: S608 - constants of this file
