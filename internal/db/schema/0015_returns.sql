-- Exchanges, corrections and deadlines.

CREATE TABLE exchanges (       -- goods came back and others went out in one go; id is the sale's
  id TEXT PRIMARY KEY, credit_id TEXT NOT NULL, invoice_id TEXT NOT NULL,
  amount INTEGER NOT NULL      -- of what came back, paid for what went out: a payment by 'exchange' on both sides
) WITHOUT ROWID;
CREATE INDEX exchanges_credit ON exchanges(credit_id);
CREATE INDEX exchanges_invoice ON exchanges(invoice_id);

CREATE TABLE tax_deadlines (   -- within how many days a document goes to the tax system, from a day on
  id TEXT PRIMARY KEY, days INTEGER NOT NULL, effective_from TEXT NOT NULL, created_at TEXT NOT NULL,
  _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE tax_sends (       -- what was taken out to be sent: every document up to a time
  id TEXT PRIMARY KEY, upto TEXT NOT NULL, documents INTEGER NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
