-- Exchanges, corrections and deadlines.

CREATE TABLE exchanges (       -- goods came back and others went out in one go; id is the sale's
  id TEXT PRIMARY KEY, credit_id TEXT NOT NULL, invoice_id TEXT NOT NULL,
  amount INTEGER NOT NULL      -- of what came back, paid for what went out: a payment by 'exchange' on both sides
) WITHOUT ROWID;
CREATE INDEX exchanges_credit ON exchanges(credit_id);
CREATE INDEX exchanges_invoice ON exchanges(invoice_id);
