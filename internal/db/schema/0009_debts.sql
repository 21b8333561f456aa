-- Debts. What became of what an invoice left open is a fact each: paid later,
-- taken off by a credit note, or open again. local_open is what they leave,
-- only while it is more than nothing.

CREATE TABLE settlements (
  id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,  -- '' for what a credit note took off
  kind TEXT NOT NULL,        -- paid | credit | reopened
  amount INTEGER NOT NULL,   -- taken off what is open; below zero it is open again
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX settlements_invoice ON settlements(invoice_id);
CREATE INDEX settlements_payment ON settlements(payment_id) WHERE payment_id <> '';

CREATE TABLE local_open (
  invoice_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, issued_at TEXT NOT NULL, open INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX local_open_customer ON local_open(customer_id, issued_at);
CREATE INDEX local_open_open ON local_open(open, invoice_id);
INSERT INTO local_open SELECT id, customer_id, issued_at, due FROM invoices WHERE due > 0 AND customer_id IS NOT NULL;
DROP INDEX invoices_due;

CREATE TABLE debt_calls ( -- what a debtor said when they were called
  id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, promised_on TEXT NOT NULL, note TEXT NOT NULL, staff_id TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX debt_calls_customer ON debt_calls(customer_id, at);
