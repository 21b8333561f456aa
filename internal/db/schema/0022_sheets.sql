-- Sheets of counts and deliveries are called by a number, and customers are listed by their price level.

ALTER TABLE stock_sheets ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- 1 is the first; 0 was begun before they had one
CREATE INDEX customers_level ON customers(level_id) WHERE level_id <> '';
