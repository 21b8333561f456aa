-- Finding: rows of the search indexes stand in the order of their rank, parts
-- of words of goods, words for misspellings; merged customers, people of
-- organisations.
-- local_products.n and local_customers.n are the rank: what was never sold has
-- the number of its making, what was sold stands before it below zero.

ALTER TABLE local_products ADD COLUMN used INTEGER NOT NULL DEFAULT 0;  -- lines sold
ALTER TABLE local_customers ADD COLUMN used INTEGER NOT NULL DEFAULT 0; -- invoices

CREATE INDEX local_customers_folded ON local_customers(folded);
CREATE INDEX local_customers_buyers ON local_customers(sort_key, customer_id) WHERE used > 0;

CREATE VIRTUAL TABLE fts_product_parts USING fts5(name, content='', contentless_delete=1, tokenize='trigram'); -- any three letters of a name
INSERT INTO fts_product_parts(rowid, name)
  SELECT k.n, k.folded || CASE WHEN instr(p.name, char(8204)) > 0 THEN ' ' || replace(k.folded, ' ', '') ELSE '' END
  FROM local_products k JOIN products p ON p.id = k.product_id;

CREATE TABLE local_words (     -- the distinct words of names, to tell what a misspelt one meant
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, word TEXT NOT NULL, UNIQUE (kind, word)
);
CREATE TABLE local_marks (     -- how far what is derived in the background has come
  name TEXT PRIMARY KEY, at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX products_category ON products(category, id);
CREATE INDEX customers_city ON customers(city, id);
CREATE INDEX local_balances_owed ON local_balances(owed, customer_id) WHERE owed <> 0;
CREATE INDEX orders_number ON orders(series, seq);
CREATE INDEX invoices_due ON invoices(due, id) WHERE due > 0;

ALTER TABLE customers ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
CREATE INDEX customers_merged ON customers(merged_into) WHERE merged_into <> '';

CREATE TABLE customer_merges ( -- filled: the fields of keep that other filled, JSON {column: what stands there}
  id TEXT PRIMARY KEY, keep_id TEXT NOT NULL, other_id TEXT NOT NULL, filled TEXT NOT NULL,
  staff_id TEXT NOT NULL, at TEXT NOT NULL, undone TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX customer_merges_keep ON customer_merges(keep_id);
CREATE INDEX customer_merges_other ON customer_merges(other_id);

CREATE TABLE customer_people ( -- who answers for an organisation; sealed: phone
  id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, name TEXT NOT NULL, position TEXT NOT NULL, phone BLOB,
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX customer_people_customer ON customer_people(customer_id);

CREATE TABLE local_people (    -- how they are found: n is the row in the customers' indexes
  n INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, customer_id TEXT NOT NULL
);
CREATE INDEX local_people_customer ON local_people(customer_id);
