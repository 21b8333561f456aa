-- Money that comes before a document, after it, or back again. A deposit and a
-- payment on account have no invoice ('').

ALTER TABLE payments ADD COLUMN order_id TEXT NOT NULL DEFAULT '';   -- a deposit's order
ALTER TABLE payments ADD COLUMN kind TEXT NOT NULL DEFAULT 'paid';   -- paid | refund: went back to the customer
ALTER TABLE payments ADD COLUMN shift_id TEXT NOT NULL DEFAULT '';   -- the till's open shift
CREATE INDEX payments_customer ON payments(customer_id, at) WHERE customer_id IS NOT NULL;
CREATE INDEX payments_order ON payments(order_id) WHERE order_id <> '';
CREATE INDEX payments_shift ON payments(shift_id) WHERE shift_id <> '';
