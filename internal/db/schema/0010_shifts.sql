-- Shifts, PINs and approvals.

-- A shift is opened by one fact and closed by another, so that nothing of it
-- can be written over. What the till held in between is payments and moves.
CREATE TABLE shifts (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, series TEXT NOT NULL, seq INTEGER NOT NULL, till_id TEXT NOT NULL,
  opening INTEGER NOT NULL,    -- the cash that the till began with
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX shifts_till ON shifts(till_id);

CREATE TABLE cash_moves (      -- into the till or out of it, beside sales
  id TEXT PRIMARY KEY, shift_id TEXT NOT NULL, direction TEXT NOT NULL, amount INTEGER NOT NULL, reason TEXT NOT NULL,
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cash_moves_shift ON cash_moves(shift_id);

CREATE TABLE shift_counts (    -- every count, also those that were thought better of
  id TEXT PRIMARY KEY, shift_id TEXT NOT NULL,
  notes TEXT NOT NULL,         -- JSON: how many of each denomination
  counted INTEGER NOT NULL, expected INTEGER NOT NULL,
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX shift_counts_shift ON shift_counts(shift_id);

CREATE TABLE shift_closes (    -- the id is the shift's: it is closed once
  id TEXT PRIMARY KEY, count_id TEXT NOT NULL, counted INTEGER NOT NULL, expected INTEGER NOT NULL, note TEXT NOT NULL,
  chain_seq INTEGER NOT NULL, chain_hash TEXT NOT NULL,  -- the journal's head when it was closed
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
