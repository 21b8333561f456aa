-- A file of the watched folder is taken in once, wherever a stop fell between
-- its last row and the moment when it was put away.

ALTER TABLE local_imports ADD COLUMN place TEXT NOT NULL DEFAULT ''; -- where the file goes; empty until the people were told
UPDATE local_imports SET digest = '' WHERE state NOT IN ('writing', 'undoing'); -- from now on: until the file is put away
