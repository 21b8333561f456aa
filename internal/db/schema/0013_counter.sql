-- PINs, approvals and held baskets.

ALTER TABLE staff ADD COLUMN pin_hash TEXT NOT NULL DEFAULT '';     -- empty: no PIN
