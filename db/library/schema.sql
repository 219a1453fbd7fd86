-- A library: documents, entries, facts and the full-text index, in one file.
-- The bundled one is rebuilt from resources/library and never migrated; user_version is its format.
-- Positions are code points in document.text, end exclusive. Spans are JSON: [[start,end],...].

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  ord INTEGER NOT NULL,
  origin TEXT NOT NULL,
  origin_start INTEGER NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  publisher TEXT NOT NULL,
  author TEXT NOT NULL,
  published TEXT NOT NULL,
  doi TEXT NOT NULL,
  url TEXT NOT NULL,
  off_topic INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  characters INTEGER NOT NULL,
  added TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE block (
  document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  ord INTEGER NOT NULL,
  kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  spans TEXT NOT NULL,
  parent INTEGER,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;

-- id is the rowid of the full-text tables
CREATE TABLE passage (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  block INTEGER NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX passage_document ON passage(document, block);

-- Bigrams of CJK text and whole words of the rest, folded; see text/tokens.py.
CREATE VIRTUAL TABLE passage_fts USING fts5(t, content='', tokenize='ascii');
-- The weightiest terms of each passage, each with its weight as a suffix; see search/champions.
CREATE VIRTUAL TABLE champion_fts USING fts5(t, content='', tokenize='ascii', detail=none, columnsize=0);
CREATE TABLE vocabulary (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  class TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  country TEXT NOT NULL,
  summary_zh TEXT NOT NULL,
  summary_en TEXT NOT NULL,
  article_zh TEXT NOT NULL,
  article_en TEXT NOT NULL
);

-- our own classification: the tree by modality
CREATE TABLE entry_parent (
  entry TEXT NOT NULL REFERENCES entry(id),
  parent TEXT NOT NULL REFERENCES entry(id),
  PRIMARY KEY (entry, parent)
) WITHOUT ROWID;

CREATE TABLE name (
  entry TEXT NOT NULL REFERENCES entry(id),
  ord INTEGER NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL,
  role TEXT NOT NULL,
  in_source INTEGER NOT NULL,
  key TEXT NOT NULL,          -- folded, for look-up
  PRIMARY KEY (entry, ord)
) WITHOUT ROWID;
CREATE INDEX name_key ON name(key);

CREATE TABLE fact (
  id TEXT PRIMARY KEY,        -- entry/slug
  entry TEXT NOT NULL REFERENCES entry(id),
  ord INTEGER NOT NULL,
  property TEXT NOT NULL,
  value_zh TEXT NOT NULL,
  value_en TEXT NOT NULL,
  number REAL,
  unit TEXT NOT NULL,
  as_of TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document(id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL
);
CREATE INDEX fact_entry ON fact(entry, ord);
CREATE INDEX fact_place ON fact(document, start);

-- two facts that disagree, and why
CREATE TABLE conflict (
  a TEXT NOT NULL REFERENCES fact(id),
  b TEXT NOT NULL REFERENCES fact(id),
  reason TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE relation (
  subject TEXT NOT NULL REFERENCES entry(id),
  type TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES entry(id),
  fact TEXT NOT NULL,         -- "" for our own classification
  PRIMARY KEY (subject, type, object, fact)
) WITHOUT ROWID;
CREATE INDEX relation_object ON relation(object, type);

CREATE TABLE mention (
  document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  entry TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, start, entry)
) WITHOUT ROWID;
CREATE INDEX mention_entry ON mention(entry, document, start);

-- words the interface shows for the library's own vocabulary (kinds, properties, relations, roles)
CREATE TABLE term (
  scheme TEXT NOT NULL,
  id TEXT NOT NULL,
  ord INTEGER NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  inverse_zh TEXT NOT NULL,
  inverse_en TEXT NOT NULL,
  PRIMARY KEY (scheme, id)
) WITHOUT ROWID;
