-- What an order may still change, and how its recipient is found.

CREATE TABLE local_order_index ( -- HMACs of a recipient's phone, whole or its last 4–7 digits
  col TEXT NOT NULL, hash BLOB NOT NULL, order_id TEXT NOT NULL, PRIMARY KEY (col, hash, order_id)
) WITHOUT ROWID;
CREATE INDEX local_order_index_order ON local_order_index(order_id);
