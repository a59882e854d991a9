-- What else is said about an incident, its stretches of impact, and what its findings propose.
ALTER TABLE incidents ADD COLUMN cause_category TEXT;              -- software-change, configuration, ..., unknown
ALTER TABLE incidents ADD COLUMN customers TEXT;                   -- JSON: {"count": 1200, "text": "about 1,200 customers"}
ALTER TABLE incidents ADD COLUMN data_lost INTEGER CHECK (data_lost IN (0, 1));
ALTER TABLE incidents ADD COLUMN episodes TEXT NOT NULL DEFAULT '[]'; -- JSON list of stretches of impact
ALTER TABLE incidents ADD COLUMN repairs TEXT NOT NULL DEFAULT '[]';  -- JSON list of proposals
-- How long the report says that it took, and how long the repair, JSON: {"min_s": 11700, "max_s": 11700, "text": "3 h 15 min", "line": 9}.
ALTER TABLE incidents ADD COLUMN stated_duration TEXT;
ALTER TABLE incidents ADD COLUMN stated_repair TEXT;
-- The neighbours in time of one incident, to tell whether another report tells of it too.
CREATE INDEX incidents_by_day ON incidents (day);
