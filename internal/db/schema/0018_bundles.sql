-- Bundles: goods that are made of others.

ALTER TABLE products ADD COLUMN parts TEXT NOT NULL DEFAULT ''; -- of a bundle, JSON [{"id": a product, "q": thousandths}]: one cell, so that of two changes one stands whole
CREATE INDEX products_parts ON products(id) WHERE parts <> '';

CREATE TABLE line_parts (        -- what a bundle was made of when it was ordered, sold or came back
  id TEXT PRIMARY KEY,
  line_id TEXT NOT NULL,         -- of an order, an invoice or a credit note
  row INTEGER NOT NULL, product_id TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
  quantity INTEGER NOT NULL      -- in the whole line
) WITHOUT ROWID;
CREATE INDEX line_parts_line ON line_parts(line_id);
