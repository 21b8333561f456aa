-- Lists that come in: what became of each, the book by which it can be undone,
-- what was chosen for a sender; and notices to the people of the shop.

CREATE TABLE notices (         -- something that people should know; the text is the catalogue's, by code
  id TEXT PRIMARY KEY, code TEXT NOT NULL, params TEXT NOT NULL, level TEXT NOT NULL, audience TEXT NOT NULL,
  ref_table TEXT NOT NULL, ref_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE notice_marks (    -- who has seen it
  id TEXT PRIMARY KEY, notice_id TEXT NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX notice_marks_staff ON notice_marks(staff_id, notice_id);

CREATE TABLE local_imports (   -- how a list was taken in on this device; id as in imports, where it wrote something
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL,
  done INTEGER NOT NULL, total INTEGER NOT NULL,
  new INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, refused INTEGER NOT NULL,
  undone INTEGER NOT NULL, kept INTEGER NOT NULL,
  digest TEXT NOT NULL,        -- SHA-256 of a file in the watched folder, to know it again after a stop
  problem TEXT NOT NULL,       -- a refusal as JSON: code, field, params; or empty
  cancelled INTEGER NOT NULL,  -- stopped: what it wrote is taken back
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, lang TEXT NOT NULL,
  at TEXT NOT NULL, touched TEXT NOT NULL  -- when its last piece was written
) WITHOUT ROWID;

CREATE TABLE local_import_rows ( -- the book: a piece of rows for each record of the journal, JSON; what is sealed stays sealed
  import_id TEXT NOT NULL, piece INTEGER NOT NULL, rows TEXT NOT NULL,
  state TEXT NOT NULL,         -- written, or undone
  kept TEXT NOT NULL,          -- rows that undo left as they are, and why
  PRIMARY KEY (import_id, piece)
) WITHOUT ROWID;

CREATE TABLE local_import_refused (
  import_id TEXT NOT NULL, row INTEGER NOT NULL, n INTEGER NOT NULL, field TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  PRIMARY KEY (import_id, row, n)
) WITHOUT ROWID;

CREATE TABLE local_senders (   -- what was chosen for lists with these headings
  signature TEXT PRIMARY KEY, choice TEXT NOT NULL, file_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
