-- PINs, approvals and held baskets.

ALTER TABLE staff ADD COLUMN pin_hash TEXT NOT NULL DEFAULT '';     -- empty: no PIN
ALTER TABLE shops ADD COLUMN needs_shift INTEGER NOT NULL DEFAULT 0; -- selling needs an open shift

-- What somebody did by the leave of another, who typed their PIN for it. Written
-- with the deed itself: an approval that was not used is nowhere.
CREATE TABLE approvals (
  id TEXT PRIMARY KEY, allowed TEXT NOT NULL, about_table TEXT NOT NULL, about_id TEXT NOT NULL, till_id TEXT NOT NULL,
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL,  -- who did it
  by_id TEXT NOT NULL, by_name TEXT NOT NULL,        -- who allowed it
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX approvals_about ON approvals(about_id);
CREATE INDEX approvals_till ON approvals(till_id, at);
