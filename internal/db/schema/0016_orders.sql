-- What an order may still change, and how its recipient is found.

CREATE TABLE local_order_index ( -- HMACs of a recipient's phone, whole or its last 4–7 digits
  col TEXT NOT NULL, hash BLOB NOT NULL, order_id TEXT NOT NULL, PRIMARY KEY (col, hash, order_id)
) WITHOUT ROWID;
CREATE INDEX local_order_index_order ON local_order_index(order_id);

CREATE TABLE local_board (     -- the orders with which something is still to be done, by their promise; '9999' is none
  order_id TEXT PRIMARY KEY, state TEXT NOT NULL, promised TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX local_board_state ON local_board(state, promised, order_id);
CREATE INDEX local_board_promised ON local_board(promised, order_id);
INSERT INTO local_board(order_id, state, promised)
  SELECT o.id, o.state, CASE d.promised_on WHEN '' THEN '9999' ELSE d.promised_on || ' ' || d.promised_time END
  FROM orders o JOIN order_details d ON d.id = o.id
  WHERE o.state <> 'done' AND o.state IN ('received','confirmed','preparing','ready','sent');
