-- Credit notes and what has to be sent.

CREATE TABLE credit_notes (    -- an issued invoice taken back, whole or in part; its parties are the invoice's
  id TEXT PRIMARY KEY, number TEXT NOT NULL, series TEXT NOT NULL, year INTEGER NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL,          -- void: the whole invoice cancelled | return: goods that came back
  invoice_id TEXT NOT NULL, till_id TEXT NOT NULL, staff_id TEXT NOT NULL, staff_name TEXT NOT NULL,
  customer_id TEXT, buyer_name TEXT NOT NULL, reason TEXT NOT NULL, issued_at TEXT NOT NULL,
  gross INTEGER NOT NULL, discount INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
  rounding INTEGER NOT NULL, total INTEGER NOT NULL,
  refunded INTEGER NOT NULL,   -- of the total: went back as money; the rest was taken off what is owed
  currency_version INTEGER NOT NULL, tax_id TEXT NOT NULL,
  hash BLOB NOT NULL           -- of what was sent, to tell a repetition from another note
) WITHOUT ROWID;
CREATE INDEX credit_notes_invoice ON credit_notes(invoice_id);
CREATE INDEX credit_notes_number ON credit_notes(number);
CREATE INDEX credit_notes_customer ON credit_notes(customer_id, issued_at) WHERE customer_id IS NOT NULL;

CREATE TABLE credit_lines (
  id TEXT PRIMARY KEY, credit_id TEXT NOT NULL, invoice_line_id TEXT NOT NULL, row INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  goes_to TEXT NOT NULL,       -- stock | scrap
  gross INTEGER NOT NULL, discount INTEGER NOT NULL, discount_share INTEGER NOT NULL, net INTEGER NOT NULL,
  tax INTEGER NOT NULL, total INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX credit_lines_credit ON credit_lines(credit_id);
CREATE INDEX credit_lines_line ON credit_lines(invoice_line_id);

CREATE TABLE credit_refunds (  -- id is the payment's: which refund belongs to which note
  id TEXT PRIMARY KEY, credit_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX credit_refunds_credit ON credit_refunds(credit_id);
