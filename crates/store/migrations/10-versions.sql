-- A new version of a report may tell of less: a feed holds the last fifty incidents. What it tells of no longer stays
-- with the version that told of it, whose text its lines count in.
ALTER TABLE reports ADD COLUMN superseded_by INTEGER REFERENCES reports (report) ON DELETE CASCADE; -- NULL: the newest
DROP INDEX reports_by_path;
CREATE UNIQUE INDEX reports_by_path ON reports (path) WHERE path <> '-' AND superseded_by IS NULL;
CREATE INDEX reports_by_newest ON reports (superseded_by) WHERE superseded_by IS NOT NULL;
