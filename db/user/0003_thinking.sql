-- The reader's own file, schema 3: notes on entries and facts, reading status, steps that can be undone,
-- recent searches, opened libraries.

-- '' for an annotation that is anchored in a document; else the address of an entry (cgt:entry/ID) or a fact
-- (cgt:fact/ENTRY/SLUG): then document, sha256, exact, prefix and suffix are '' and start and end are 0
ALTER TABLE annotation ADD COLUMN target TEXT NOT NULL DEFAULT '';
-- the anchor before the document's text changed, as JSON; '' when nothing changed or the reader has looked
ALTER TABLE annotation ADD COLUMN previous TEXT NOT NULL DEFAULT '';
CREATE INDEX annotation_target ON annotation(target) WHERE target <> '';

-- status of an entry, a document or a fact: to-read, read, checked
CREATE TABLE mark (
  target TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  modified TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

-- what can be undone: rows before and after, as JSON [{"table","key","before","after"}, ...], with a checksum
CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  label TEXT NOT NULL,
  rows TEXT NOT NULL,
  undone INTEGER NOT NULL,
  checksum TEXT NOT NULL
);

CREATE TABLE recent_search (query TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;

-- libraries of other people that are searched and shown beside the bundled one
CREATE TABLE opened_library (path TEXT PRIMARY KEY, ord INTEGER NOT NULL, added TEXT NOT NULL) WITHOUT ROWID;
