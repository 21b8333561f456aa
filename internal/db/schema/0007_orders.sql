-- Orders that are followed: what was asked for and how it goes out, and who did
-- what to them. A sale at the counter is done at once and has none of this.

CREATE TABLE order_details (   -- id is the order's; sealed: phone, address
  id TEXT PRIMARY KEY, hash BLOB NOT NULL,    -- of what was asked, to tell a repetition from another order
  source TEXT NOT NULL, promised_on TEXT NOT NULL, promised_time TEXT NOT NULL, delivery TEXT NOT NULL,
  recipient TEXT NOT NULL, phone BLOB, address BLOB, tracking_code TEXT NOT NULL, note TEXT NOT NULL,
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX orders_state ON orders(state, id) WHERE state <> 'done';

CREATE TABLE order_lines (     -- price and discount (of the whole line) as the shelf says them
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, row INTEGER NOT NULL, product_id TEXT NOT NULL,
  name TEXT NOT NULL, unit TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL,
  price_includes_tax INTEGER NOT NULL, discount INTEGER NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX order_lines_order ON order_lines(order_id);

CREATE TABLE order_events (    -- the timeline; to_state is empty where the state stayed
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, kind TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL,
  amount INTEGER NOT NULL, ref_id TEXT NOT NULL, note TEXT NOT NULL,
  staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_events_order ON order_events(order_id);

CREATE TABLE deliveries (      -- what was handed over at once, with its invoice
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, invoice_id TEXT NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX deliveries_order ON deliveries(order_id);

CREATE TABLE delivery_lines (
  id TEXT PRIMARY KEY, delivery_id TEXT NOT NULL, order_line_id TEXT NOT NULL, quantity INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX delivery_lines_line ON delivery_lines(order_line_id);

CREATE TABLE local_reserved (  -- what open orders hold of a product and have not handed over
  product_id TEXT PRIMARY KEY, quantity INTEGER NOT NULL
) WITHOUT ROWID;
