-- The first shop. Tables named local_… and fts_… stay on this device: they are
-- either about the device or derived from the rest. All other tables are
-- synced: they are written through internal/change alone, have a UUIDv7 id,
-- and no UNIQUE on anything that two tills could choose apart.
-- Money is whole rial, quantities are thousandths, times are UTC text.

CREATE TABLE local_device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  dev TEXT NOT NULL,           -- this device's id
  inc INTEGER NOT NULL,        -- its incarnation
  token TEXT NOT NULL,         -- must equal the data folder's instance token
  vault TEXT NOT NULL,         -- id of the shop's key
  vault_check BLOB NOT NULL,   -- known text sealed with it, to tell a wrong key
  recovery TEXT NOT NULL       -- the shop's key wrapped to the recovery key
);

CREATE TABLE local_change (
  seq INTEGER PRIMARY KEY,
  dev TEXT NOT NULL, inc INTEGER NOT NULL, dseq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  hash BLOB NOT NULL,          -- SHA-256 of body; body holds the hash before it
  body BLOB NOT NULL           -- the record as it will be sent, JSON
);

CREATE TABLE shops (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, address TEXT NOT NULL,
  province TEXT NOT NULL, city TEXT NOT NULL, postal_code TEXT NOT NULL,
  legal_name TEXT NOT NULL, economic_code TEXT NOT NULL, registration_no TEXT NOT NULL, national_id TEXT NOT NULL,
  logo BLOB, language TEXT NOT NULL, unit TEXT NOT NULL, rounding INTEGER NOT NULL, invoice_note TEXT NOT NULL,
  practice INTEGER NOT NULL, created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY, user TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  password_hash TEXT NOT NULL, active INTEGER NOT NULL, preferences TEXT NOT NULL,
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE accesses (        -- who saw what they had to ask for
  id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, subject_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX accesses_subject ON accesses(subject_id, staff_id, at);

CREATE TABLE local_sessions (
  token_hash BLOB PRIMARY KEY, staff_id TEXT NOT NULL, till_id TEXT NOT NULL,
  created_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX local_sessions_staff ON local_sessions(staff_id);

CREATE TABLE local_backoff (   -- failed sign-ins, per account and per address
  key TEXT PRIMARY KEY, fails INTEGER NOT NULL, last_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE customers (       -- sealed: phone, email, national_id, economic_code, postal_code, address
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
  phone BLOB, email BLOB, national_id BLOB, economic_code BLOB, postal_code BLOB, address BLOB,
  registration_no TEXT NOT NULL, province TEXT NOT NULL, city TEXT NOT NULL, note TEXT NOT NULL,
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE local_customer_index (  -- HMACs of sealed values, whole or a phone's last 4–7 digits
  col TEXT NOT NULL, hash BLOB NOT NULL, customer_id TEXT NOT NULL,
  PRIMARY KEY (col, hash, customer_id)
) WITHOUT ROWID;
CREATE INDEX local_customer_index_customer ON local_customer_index(customer_id);

CREATE TABLE local_balances (customer_id TEXT PRIMARY KEY, owed INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE local_customers ( -- how a customer is found and sorted; n is the row in both indexes
  n INTEGER PRIMARY KEY, customer_id TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL, sort_key BLOB NOT NULL
);
CREATE INDEX local_customers_sort ON local_customers(sort_key, customer_id);

CREATE VIRTUAL TABLE fts_customers USING fts5(name, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');

CREATE VIRTUAL TABLE fts_customer_parts USING fts5(name, content='', contentless_delete=1, tokenize='trigram'); -- any three letters of a name

CREATE TABLE products (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, price INTEGER NOT NULL,
  tax_class TEXT NOT NULL, price_includes_tax INTEGER NOT NULL, category TEXT NOT NULL, tax_code TEXT NOT NULL,
  active INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX products_code ON products(code COLLATE NOCASE) WHERE code <> '';

CREATE TABLE barcodes (
  id TEXT PRIMARY KEY, product_id TEXT NOT NULL, barcode TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX barcodes_barcode ON barcodes(barcode COLLATE NOCASE);
CREATE INDEX barcodes_product ON barcodes(product_id);

CREATE TABLE local_products (  -- how a product is found and sorted; n is its row in fts_products
  n INTEGER PRIMARY KEY, product_id TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL,        -- the name's search key
  sort_key BLOB NOT NULL       -- its place in the Persian alphabet (the first letters)
);
CREATE INDEX local_products_folded ON local_products(folded);
CREATE INDEX local_products_sort ON local_products(sort_key, product_id);

CREATE VIRTUAL TABLE fts_products USING fts5(name, codes, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE stock_moves (
  id TEXT PRIMARY KEY, product_id TEXT NOT NULL, quantity INTEGER NOT NULL, reason TEXT NOT NULL,
  ref_id TEXT NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX stock_moves_product ON stock_moves(product_id, at);

CREATE TABLE local_stock (product_id TEXT PRIMARY KEY, quantity INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE tax_rates (
  id TEXT PRIMARY KEY, tax_class TEXT NOT NULL, rate_bp INTEGER NOT NULL, effective_from TEXT NOT NULL,
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE tills (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, series TEXT NOT NULL, memory_id TEXT NOT NULL,
  dev TEXT NOT NULL, created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE local_counters (  -- the last number taken; derived from the documents
  kind TEXT NOT NULL, series TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (kind, series, year)
) WITHOUT ROWID;

CREATE TABLE orders (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, series TEXT NOT NULL, seq INTEGER NOT NULL,
  till_id TEXT NOT NULL, customer_id TEXT, state TEXT NOT NULL, total INTEGER NOT NULL,
  staff_id TEXT NOT NULL, created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX orders_customer ON orders(customer_id, created_at) WHERE customer_id IS NOT NULL;

CREATE TABLE invoices (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, series TEXT NOT NULL, year INTEGER NOT NULL, seq INTEGER NOT NULL,
  order_id TEXT NOT NULL, sale_id TEXT NOT NULL, sale_hash BLOB NOT NULL, till_id TEXT NOT NULL,
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, customer_id TEXT, buyer_name TEXT NOT NULL,
  seller TEXT NOT NULL, buyer BLOB,           -- snapshots, JSON; the buyer's is sealed
  issued_at TEXT NOT NULL,
  gross INTEGER NOT NULL, discount INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
  rounding INTEGER NOT NULL, total INTEGER NOT NULL, paid INTEGER NOT NULL, due INTEGER NOT NULL, change INTEGER NOT NULL,
  currency_version INTEGER NOT NULL, note TEXT NOT NULL, tax_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX invoices_sale ON invoices(sale_id);
CREATE INDEX invoices_number ON invoices(number);
CREATE INDEX invoices_customer ON invoices(customer_id, issued_at) WHERE customer_id IS NOT NULL;

CREATE TABLE invoice_lines (
  id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL, row INTEGER NOT NULL, product_id TEXT NOT NULL,
  code TEXT NOT NULL, tax_code TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
  quantity INTEGER NOT NULL, price INTEGER NOT NULL, list_price INTEGER NOT NULL,
  gross INTEGER NOT NULL, discount INTEGER NOT NULL, discount_share INTEGER NOT NULL, net INTEGER NOT NULL,
  tax_class TEXT NOT NULL, tax_rate_bp INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX invoice_lines_invoice ON invoice_lines(invoice_id);

CREATE TABLE payments (
  id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL, customer_id TEXT, method TEXT NOT NULL,
  amount INTEGER NOT NULL,     -- handed over
  change INTEGER NOT NULL,     -- given back of it, cash only
  reference TEXT NOT NULL, till_id TEXT NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX payments_invoice ON payments(invoice_id);

CREATE TABLE prints (
  id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL, form TEXT NOT NULL, lang TEXT NOT NULL,
  staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX prints_invoice ON prints(invoice_id);

CREATE TABLE imports (         -- a price list taken in; its rows follow in records of their own
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, rows INTEGER NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE local_baskets (
  id TEXT PRIMARY KEY, till_id TEXT NOT NULL, staff_id TEXT NOT NULL,
  content TEXT NOT NULL, updated_at TEXT NOT NULL
) WITHOUT ROWID;
