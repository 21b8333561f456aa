-- Counts, goods received, levels, bundles and serials.

ALTER TABLE products ADD COLUMN min_stock INTEGER NOT NULL DEFAULT 0; -- less than this is too little; 0 is not said
CREATE INDEX products_min ON products(id) WHERE min_stock > 0 AND _del = 0;

CREATE TABLE stock_sheets (      -- a count of the shelves, or goods that came in
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, -- count | received
  name TEXT NOT NULL,            -- where was counted; who brought it
  note TEXT NOT NULL, staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, created_at TEXT NOT NULL,
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE stock_sheet_lines ( -- a product of a sheet; nobody changes it once the sheet is posted
  id TEXT PRIMARY KEY, sheet_id TEXT NOT NULL, product_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,     -- counted, or came in
  expected INTEGER NOT NULL,     -- of a count: what the program thought at that moment
  cost INTEGER NOT NULL,         -- of goods that came in: for one unit; 0 is not said
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX stock_sheet_lines_sheet ON stock_sheet_lines(sheet_id);
CREATE INDEX stock_sheet_lines_product ON stock_sheet_lines(product_id);

CREATE TABLE stock_posts (       -- the id is the sheet's: it moves the stock once
  id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE price_levels (      -- what some customers pay
  id TEXT PRIMARY KEY, name TEXT NOT NULL,
  percent_bp INTEGER NOT NULL,   -- off the list's price, in hundredths of a percent
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE level_prices (      -- of one product, instead of the percentage
  id TEXT PRIMARY KEY, level_id TEXT NOT NULL, product_id TEXT NOT NULL, price INTEGER NOT NULL,
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX level_prices_level ON level_prices(level_id);
CREATE INDEX level_prices_product ON level_prices(product_id);

ALTER TABLE customers ADD COLUMN level_id TEXT NOT NULL DEFAULT ''; -- '' pays the list's price

CREATE TABLE scale_patterns (    -- how the labels of a scale are read: prefix, item, value and a check digit, 13 in all
  id TEXT PRIMARY KEY, prefix TEXT NOT NULL, item_digits INTEGER NOT NULL,
  holds TEXT NOT NULL,           -- weight | price
  factor INTEGER NOT NULL,       -- of a count of the value: thousandths of the unit, or rial
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
