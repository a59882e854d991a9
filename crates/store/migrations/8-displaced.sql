-- Files that change places are seen one after the other: until all were seen, a report whose path another one took waits
-- for its bytes to turn up elsewhere. And an id that is kept for its corrections is found by the bytes that told of it
-- too, as standard input has no path, and by its day.

CREATE TABLE displaced (
    -- A report that is at no path ('-') until its bytes are seen again or the import ends.
    report INTEGER PRIMARY KEY REFERENCES reports (report) ON DELETE CASCADE,
    path   TEXT NOT NULL                -- where it was
) STRICT;
ALTER TABLE departed ADD COLUMN sha256 TEXT; -- of the bytes that told of it last; NULL before version 8
ALTER TABLE departed ADD COLUMN day TEXT;    -- as of an incident
UPDATE departed SET day = substr(read_id, 1, 10)
    WHERE read_id GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*';
CREATE INDEX departed_by_bytes ON departed (sha256);
