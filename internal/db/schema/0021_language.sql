-- In which language a customer reads what is shown and handed to them.

ALTER TABLE customers ADD COLUMN language TEXT NOT NULL DEFAULT ''; -- fa | en; '' reads what the shop does
