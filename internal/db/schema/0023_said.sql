-- Whether anybody ever said how much there is of a product is answered without its sales, and credit notes are listed by time.

CREATE INDEX stock_moves_said ON stock_moves(product_id) WHERE reason NOT IN ('sale', 'return');
CREATE INDEX credit_notes_time ON credit_notes(issued_at, id);
