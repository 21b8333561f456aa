-- The shop's own network: whether this computer answers on it, and the authority
-- that its certificates come from. Not journalled: each computer has its own address.

CREATE TABLE local_network (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  answers INTEGER NOT NULL CHECK (answers IN (0, 1)),
  port INTEGER NOT NULL,
  authority BLOB NOT NULL,     -- the shop's own certificate, DER
  fingerprint TEXT NOT NULL,   -- SHA-256 of it, hex: the place that the key is sealed for
  authority_key BLOB NOT NULL  -- sealed with the shop's key, PKCS #8
);

-- Where customers open their documents, when there is a portal.
ALTER TABLE shops ADD COLUMN portal TEXT NOT NULL DEFAULT '';

-- Customers' screens on other devices, each paired with a till.
CREATE TABLE local_displays (
  id TEXT PRIMARY KEY, till_id TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  paired_at TEXT NOT NULL
) WITHOUT ROWID;
