-- Paper: the printer of each till. A row's id is its till's.
CREATE TABLE printers (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, paper TEXT NOT NULL,
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
