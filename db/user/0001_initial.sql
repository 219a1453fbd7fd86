-- The reader's own file, schema 1: what the reader thinks, keeps and chooses.
-- Forward only: once released this file is never edited; the next change is 0003, 0004, ...
-- Ids are UUIDs made by the program, so that a repeated save is harmless. Times are ISO 8601 in UTC.
-- `deleted` is '' or the time at which the row went to the trash.

CREATE TABLE bookkeeping (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- W3C selectors: position (start, end in code points of the text whose SHA-256 is given) and quote.
-- `checksum` covers what the reader made: SQLite itself has no page checksums.
CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  colour TEXT NOT NULL,
  body TEXT NOT NULL,
  created TEXT NOT NULL,
  modified TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted TEXT NOT NULL,
  checksum TEXT NOT NULL
);
CREATE INDEX annotation_document ON annotation(document, start);

CREATE TABLE annotation_tag (
  annotation TEXT NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
  ord INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (annotation, ord)
);
CREATE INDEX annotation_tag_tag ON annotation_tag(tag, annotation);

-- parent and folder are NULL at the top
CREATE TABLE folder (
  id TEXT PRIMARY KEY,
  parent TEXT REFERENCES folder(id),
  title TEXT NOT NULL,
  ord INTEGER NOT NULL,
  created TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted TEXT NOT NULL
);
CREATE INDEX folder_parent ON folder(parent, ord);

CREATE TABLE bookmark (
  id TEXT PRIMARY KEY,
  folder TEXT REFERENCES folder(id),
  target TEXT NOT NULL,
  title TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  ord INTEGER NOT NULL,
  created TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted TEXT NOT NULL
);
CREATE INDEX bookmark_folder ON bookmark(folder, ord);
CREATE UNIQUE INDEX bookmark_once ON bookmark(ifnull(folder, ''), target) WHERE deleted = '';

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  title TEXT NOT NULL,
  at TEXT NOT NULL
);

-- values are JSON; keys, types and defaults stand in core/settings.py
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
