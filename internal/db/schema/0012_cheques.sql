-- Cheques and credit limits.

CREATE TABLE cheques (         -- id is the payment's that it came with
  id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, number TEXT NOT NULL, bank TEXT NOT NULL,
  sayad_id TEXT NOT NULL,      -- 16 digits, or ''
  due_on TEXT NOT NULL, holder TEXT NOT NULL, amount INTEGER NOT NULL,
  state TEXT NOT NULL,         -- held | deposited | cleared | bounced | given_back
  created_at TEXT NOT NULL, _del INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX cheques_customer ON cheques(customer_id);
CREATE INDEX cheques_open ON cheques(due_on, id) WHERE state NOT IN ('cleared', 'given_back');
CREATE INDEX cheques_sayad ON cheques(sayad_id) WHERE sayad_id <> '';

CREATE TABLE cheque_events (   -- who did what to it
  id TEXT PRIMARY KEY, cheque_id TEXT NOT NULL, kind TEXT NOT NULL, -- taken | state | changed
  from_state TEXT NOT NULL, to_state TEXT NOT NULL,
  debt INTEGER NOT NULL,       -- what it added to what the customer owes; below zero it was taken off
  note TEXT NOT NULL, staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cheque_events_cheque ON cheque_events(cheque_id);

ALTER TABLE customers ADD COLUMN credit_limit INTEGER;   -- the most that they may owe, in rial; NULL: as much as they like

DROP INDEX local_open_customer;  -- debts by age are read from the index alone
CREATE INDEX local_open_customer ON local_open(customer_id, issued_at, open);
