-- Money: sessions by PIN, what went to the tax office, limits that were passed.

ALTER TABLE local_sessions ADD COLUMN by_pin INTEGER NOT NULL DEFAULT 0; -- a PIN opened it, and its person has not said their password since
DELETE FROM local_sessions; -- nothing tells which of them a PIN opened: everybody signs in once more

ALTER TABLE tax_sends ADD COLUMN marks TEXT NOT NULL DEFAULT ''; -- the last number of each series that was taken out, with commas; '' in rows from before, where the time upto says it

CREATE TABLE limit_passes (      -- somebody let a customer owe more than their limit; id is the invoice's
  id TEXT PRIMARY KEY, customer_id TEXT NOT NULL,
  credit_limit INTEGER NOT NULL, owed INTEGER NOT NULL, -- with this invoice
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
