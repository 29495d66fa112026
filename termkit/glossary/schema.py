"""The tables of the glossary store, version by version; a version is never changed, only followed."""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "MIGRATIONS"]

APPLICATION_ID = 0x74_6B_67_31
"""Marks a SQLite file as a glossary store ("tkg1")."""

_VERSION_1 = """
CREATE TABLE concept (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject_field TEXT NOT NULL,
  note TEXT NOT NULL,
  carried TEXT NOT NULL
) STRICT;
CREATE TABLE term (
  key INTEGER PRIMARY KEY,
  concept TEXT NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  carried TEXT NOT NULL,
  id TEXT NOT NULL
) STRICT;
CREATE INDEX term_of_concept ON term (concept, position);
CREATE INDEX term_by_text ON term (text, language);
CREATE TABLE evidence (
  term INTEGER NOT NULL REFERENCES term (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  method TEXT NOT NULL,
  score REAL NOT NULL,
  symbol TEXT NOT NULL,
  date TEXT NOT NULL,
  PRIMARY KEY (term, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
  path TEXT PRIMARY KEY,
  symbols TEXT NOT NULL,
  date TEXT NOT NULL,
  language TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE TABLE candidate (
  key INTEGER PRIMARY KEY,
  full TEXT NOT NULL,
  short TEXT NOT NULL,
  kind TEXT NOT NULL,
  english TEXT NOT NULL,
  document TEXT NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  method TEXT NOT NULL,
  score REAL NOT NULL,
  symbol TEXT NOT NULL,
  date TEXT NOT NULL,
  UNIQUE (full, short, document, line, column)
) STRICT;
CREATE TABLE decision (
  full TEXT NOT NULL,
  short TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'preferred')),
  scope TEXT NOT NULL,
  by TEXT NOT NULL,
  date TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (full, short, scope, by)
) STRICT, WITHOUT ROWID;
CREATE TABLE history (
  key INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT;
CREATE INDEX history_of_subject ON history (subject, key);
"""

# The page of a place, 0 where the document has none; two pages may have the same line.
_VERSION_2 = """
ALTER TABLE evidence ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
CREATE TABLE candidate_with_page (
  key INTEGER PRIMARY KEY,
  full TEXT NOT NULL,
  short TEXT NOT NULL,
  kind TEXT NOT NULL,
  english TEXT NOT NULL,
  document TEXT NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  method TEXT NOT NULL,
  score REAL NOT NULL,
  symbol TEXT NOT NULL,
  date TEXT NOT NULL,
  page INTEGER NOT NULL,
  UNIQUE (full, short, document, page, line, column)
) STRICT;
INSERT INTO candidate_with_page SELECT *, 0 FROM candidate;
DROP TABLE candidate;
ALTER TABLE candidate_with_page RENAME TO candidate;
"""

_VERSION_3 = """
CREATE TABLE document_text (
  document TEXT PRIMARY KEY REFERENCES document (path) ON DELETE CASCADE,
  sentences BLOB NOT NULL
) STRICT;
"""

# One more ruling; changes of decisions that were made together have one number, so that they are taken back together.
_VERSION_4 = """
CREATE TABLE decision_2 (
  full TEXT NOT NULL,
  short TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'preferred', 'merged')),
  scope TEXT NOT NULL,
  by TEXT NOT NULL,
  date TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (full, short, scope, by)
) STRICT, WITHOUT ROWID;
INSERT INTO decision_2 SELECT * FROM decision;
DROP TABLE decision;
ALTER TABLE decision_2 RENAME TO decision;
ALTER TABLE history ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
CREATE INDEX history_of_batch ON history (batch);
"""

_VERSION_5 = """
ALTER TABLE document ADD COLUMN title TEXT NOT NULL DEFAULT '';
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5)
"""The statements that lead from each version to the next; the first makes an empty file a store."""
