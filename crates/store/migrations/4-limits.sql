-- What a report of its format cannot tell, a JSON list of sentences: figures that rest on it rest on these too.
ALTER TABLE reports ADD COLUMN cannot_tell TEXT NOT NULL DEFAULT '[]';
