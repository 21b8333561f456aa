-- Serial numbers and warranty.

ALTER TABLE products ADD COLUMN asks_serial INTEGER NOT NULL DEFAULT 0;     -- the counter asks which piece it is
ALTER TABLE products ADD COLUMN warranty_months INTEGER NOT NULL DEFAULT 0; -- from the day of the sale; 0 is none

CREATE TABLE serials (           -- a piece that was sold, on an invoice's line
  id TEXT PRIMARY KEY, line_id TEXT NOT NULL, product_id TEXT NOT NULL, row INTEGER NOT NULL, serial TEXT NOT NULL,
  warranty_until TEXT NOT NULL   -- the last day, YYYY-MM-DD; '' without one
) WITHOUT ROWID;
CREATE INDEX serials_line ON serials(line_id);
CREATE INDEX serials_serial ON serials(serial COLLATE NOCASE);

CREATE TABLE serial_returns (    -- the id is the piece's: one comes back once
  id TEXT PRIMARY KEY, credit_line_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX serial_returns_line ON serial_returns(credit_line_id);
